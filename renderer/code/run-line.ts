/** Where one line of code that was run stands by now, in the file that it was run from. */
import type { CodeOrigin } from "../../preload/contract/records";
import type { Cell } from "./cells";
import { type FoundOrigin, findOrigin } from "./find-origin";

/** So many lines on each side of one tell it from others that read alike. */
const AROUND = 3;

/**
 * @param code as it was run
 * @param line of the code, from 1
 * @param lines of the file, as they are now
 */
export function findRunLine(
  origin: CodeOrigin,
  code: string,
  line: number,
  cells: readonly Cell[],
  lines: readonly string[],
): FoundOrigin {
  const start = findOrigin(origin, code, cells, lines);
  const ran = code.split("\n");
  const expected = start.line + line - 1;
  const isCell = start.found && origin.title !== undefined && origin.title !== "selection";
  const cell = isCell ? cells.find(({ from, to }) => from <= start.line && start.line <= to) : undefined;
  const within: LineRange = cell ?? { from: 1, to: lines.length };
  const place =
    findLine(ran, line, lines, expected, within) ?? (cell && findLine(ran, line, lines, expected));
  if (place !== undefined) return { line: place, found: true };
  return { line: Math.max(1, Math.min(expected, within.to)), found: false };
}

interface LineRange {
  /** From 1. */
  readonly from: number;
  readonly to: number;
}

/**
 * The line that reads like one of another text, whatever its indent; of several the one whose neighbours are alike too,
 * then the nearest. Undefined when there is none, or when the line is blank.
 * @param other text's lines
 * @param line of it, from 1
 * @param expected where it is most likely, from 1
 */
export function findLine(
  other: readonly string[],
  line: number,
  lines: readonly string[],
  expected: number,
  { from, to }: LineRange = { from: 1, to: lines.length },
): number | undefined {
  const at = (text: readonly string[], number: number) => text[number - 1]?.trim();
  const wanted = at(other, line);
  if (!wanted) return undefined;
  let best: { readonly place: number; readonly alike: number } | undefined;
  for (let place = from; place <= to; place++) {
    if (at(lines, place) !== wanted) continue;
    let alike = 0;
    for (let by = -AROUND; by <= AROUND; by++) {
      const neighbour = at(other, line + by);
      if (neighbour && neighbour === at(lines, place + by)) alike += 1;
    }
    const isNearer = best && Math.abs(place - expected) < Math.abs(best.place - expected);
    if (!best || alike > best.alike || (alike === best.alike && isNearer)) best = { place, alike };
  }
  return best?.place;
}
