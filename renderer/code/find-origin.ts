/** Where the code of a block stands by now, in the file that it was run from. */
import type { CodeOrigin } from "../../preload/contract/records";
import { type Cell, cellName } from "./cells";

export interface FoundOrigin {
  /** From 1. */
  readonly line: number;
  /** False when neither the cell nor the code is there any more: then it is the line where it was. */
  readonly found: boolean;
}

/**
 * @param code as it was run
 * @param lines of the file, as they are now
 */
export function findOrigin(
  origin: CodeOrigin,
  code: string,
  cells: readonly Cell[],
  lines: readonly string[],
): FoundOrigin {
  const [was] = origin.lines;
  const titled = cells.filter((cell) => cell.hasTitle && cellName(cell).slice(0, 500) === origin.title);
  if (titled.length === 1) return { line: (titled[0] as Cell).from, found: true };
  // Code may have been run without its indent.
  const wanted = code.split("\n").map((line) => line.trim());
  const standsAt = (line: number) => wanted.every((text, i) => lines[line - 1 + i]?.trim() === text);
  const places = titled.length > 1 ? titled.map(({ from }) => from) : lines.map((_, i) => i + 1);
  const nearest = [...places].sort((a, b) => Math.abs(a - was) - Math.abs(b - was));
  const line = standsAt(was) ? was : (nearest.find(standsAt) ?? (titled.length > 1 ? nearest[0] : undefined));
  return line === undefined
    ? { line: Math.max(1, Math.min(was, lines.length)), found: false }
    : { line, found: true };
}
