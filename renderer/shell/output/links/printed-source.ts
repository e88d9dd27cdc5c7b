/** What a traceback tells of a place in a file besides its number: the text of the line, and the run that it is of. */
import type { Block } from "../../../../preload/transcript/transcript";

/** "----> 3     return x", "3     return x": IPython and pdb's `list`. */
const NUMBERED = /^(?:-+>)?\s*(\d{1,9})(?:->|\s(.*))?$/;
/** So many lines below a place are its source; IPython shows five. */
const MOST_LINES = 12;

/**
 * The line's text as it was printed below its place; null where none was.
 * @param below the lines under the one that names the place
 * @param line that it names, from 1
 */
export function printedSource(below: readonly string[], line: number): string | null {
  // Python: the next line, indented by four.
  const first = below[0];
  if (first !== undefined && /^ {4}\S/.test(first) && !NUMBERED.test(first)) return first.trim();
  for (const text of below.slice(0, MOST_LINES)) {
    const [, number, source] = NUMBERED.exec(text) ?? [];
    if (number !== undefined && Number(number) === line) return source?.trim() || null;
  }
  return null;
}

/** What was typed into the shell: ipykernel names a file for it that is not there. */
const OF_INPUT = /^<.*>$|[\\/]ipykernel_\d+[\\/]/;

/** Whether a kernel calls an input by that name of a file. */
export const isOfInput = (file: string) => OF_INPUT.test(file);

/**
 * The newest run whose code has that source in it; undefined where the window holds none.
 * @param source as a kernel gives that of what a name stands for: whole lines
 */
export function runWith(blocks: readonly Block[], source: string): RunBehind | undefined {
  const wanted = source.trimEnd();
  if (wanted === "") return undefined;
  for (const block of blocks.toReversed()) {
    const at = block.kind === "request" ? block.code.indexOf(wanted) : -1;
    if (at >= 0) return { block, line: block.code.slice(0, at).split("\n").length };
  }
  return undefined;
}

export interface RunBehind {
  readonly block: Block;
  /** Of the block's code, from 1. */
  readonly line: number;
}

/**
 * The newest run, up to the block that begins at `seq`, whose code stood on that line of the file; undefined where it
 * was none that the window holds: then the file is a module.
 * @param file as origins call it
 * @param source what was printed of the line; null accepts the newest run that had such a line
 */
export function runBehind(
  blocks: readonly Block[],
  seq: number,
  file: string,
  line: number,
  source: string | null,
): RunBehind | undefined {
  const life = blocks.find((block) => block.seq === seq)?.life;
  for (const block of blocks.toReversed()) {
    const { origin, code } = block;
    if (block.seq > seq || block.life !== life || origin?.file !== file) continue;
    const at = line - origin.lines[0];
    if (at < 0 || line > origin.lines[1]) continue;
    if (source === null || code.split("\n")[at]?.trim() === source) return { block, line: at + 1 };
  }
  return undefined;
}

/**
 * The first block of that life which named a module before its file was changed; undefined where none did.
 * @param changed when the file was changed last, ms since 1970
 */
export function usedBefore(
  blocks: readonly Block[],
  life: number,
  file: string,
  changed: number,
): Block | undefined {
  const parts = file.split(/[\\/]/);
  const last = parts.at(-1)?.replace(/\.\w+$/, "") ?? "";
  const module = last === "__init__" ? (parts.at(-2) ?? "") : last;
  if (!/^\w+$/.test(module)) return undefined;
  const names = new RegExp(`\\b${module}\\b`);
  return blocks.find(
    ({ life: own, started, code }) => own === life && (started ?? changed) < changed && names.test(code),
  );
}
