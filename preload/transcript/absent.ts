/**
 * What of a transcript is known to be there and is not held: its text is in the log, and is fetched when somebody looks.
 * Every place keeps its number, so that what is fetched falls into it.
 */
import type { Lines, Output, TextLine } from "./transcript";

/** Stands for a line that is not held. Compared by identity. */
export const ABSENT_LINE: TextLine = Object.freeze({ text: "" });
/** Stands for an output that is not held. */
export const ABSENT_OUTPUT: Extract<Output, { kind: "absent" }> = Object.freeze({ kind: "absent" });
/** Lines are let go of in pieces of so many, and each piece remembers the record that it began with. */
export const LINES_CHUNK = 1024;

const fills = new WeakMap<Lines, number>();

/** How many times absent lines of these have come in: what was counted of them has to be counted again. */
export function fillsOf(lines: Lines): number {
  return fills.get(lines) ?? 0;
}

/** Absent lines of these have come in. */
export function noteFill(lines: Lines): void {
  fills.set(lines, fillsOf(lines) + 1);
}
