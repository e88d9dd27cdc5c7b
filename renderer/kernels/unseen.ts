/** What a kernel said while nobody looked: where it begins and ends in a transcript, and how much it is. */
import { printedLines } from "../../preload/transcript/terminal";
import type { Block, Output, Transcript } from "../../preload/transcript/transcript";
import type { Absence } from "./session-log";

/** A line of an output of a block, by the block's number. */
export interface OutputPlace {
  readonly seq: number;
  readonly output: number;
  readonly line: number;
}

export interface Unseen {
  readonly absence: Absence;
  /** Numbers of the first and the last block with output that came unseen. */
  readonly first: number;
  readonly last: number;
  /** Printed lines, and among them (or beside them) warnings and errors. */
  readonly lines: number;
  readonly warnings: number;
  readonly errors: number;
  readonly firstWarning?: OutputPlace;
  readonly firstError?: OutputPlace;
  /** Some of it lies before what is here. */
  readonly more: boolean;
}

/** "UserWarning: …" of Python, "WARNING:root:…" of its logging, "Warning message:" of R. */
const WARNING = /\b\w*warning(?: messages?)?:/i;

/**
 * Finds what came unseen; null when nothing that is shown did.
 * @param start the record after which the transcript begins
 */
export function findUnseen({ blocks }: Transcript, absence: Absence, start: number): Unseen | null {
  const { from, to } = absence;
  let found: { first: number; last: number } | undefined;
  const count = { lines: 0, warnings: 0, errors: 0 };
  let firstWarning: OutputPlace | undefined;
  let firstError: OutputPlace | undefined;
  for (const block of blocks) {
    if (block.seq > to.seq) break;
    const [begin, end] = stretch(block, absence, start);
    let any = false;
    for (let i = begin.output; i < block.outputs.length && i <= end.output; i++) {
      const output = block.outputs[i] as Output;
      if (i === end.output && end.line === 0) break;
      const range = [
        i === begin.output ? begin.line : 0,
        i === end.output ? end.line : Number.POSITIVE_INFINITY,
      ] as const;
      const seen = look(output, ...range);
      if (!seen) continue;
      any = true;
      count.lines += seen.lines;
      count.warnings += seen.warnings.length;
      const [warning] = seen.warnings;
      if (warning !== undefined) firstWarning ??= { seq: block.seq, output: i, line: warning };
      if (output.kind !== "error") continue;
      count.errors += 1;
      firstError ??= { seq: block.seq, output: i, line: 0 };
    }
    if (any) found = { first: found?.first ?? block.seq, last: block.seq };
  }
  if (!found) return null;
  return {
    absence,
    ...found,
    ...count,
    ...(firstWarning && { firstWarning }),
    ...(firstError && { firstError }),
    more: start > from.seq,
  };
}

type Edge = Pick<OutputPlace, "output" | "line">;

/** The part of a block that came unseen. */
function stretch(block: Block, { from, to }: Absence, start: number): [Edge, Edge] {
  const stopAt = (seq: number): Edge | undefined => block.stops?.find((stop) => stop.seq === seq);
  const end = stopAt(to.seq) ?? { output: block.outputs.length, line: 0 };
  // A block that did not change since it was seen has no stop there, unless its beginning is not here.
  const begin = block.seq > from.seq || start > from.seq ? { output: 0, line: 0 } : stopAt(from.seq);
  return [begin ?? end, end];
}

/** What there is in lines `from` to before `to` of an output; null for nothing. */
function look(output: Output, from: number, to: number): { lines: number; warnings: number[] } | null {
  switch (output.kind) {
    case "stream":
    case "raw": {
      const first = Math.max(from, output.from ?? 0);
      const behind = Math.min(to, printedLines(output.lines));
      if (behind <= first) return null;
      const warnings: number[] = [];
      if (output.name === "stderr") {
        for (let i = first; i < behind; i++) if (WARNING.test(output.lines[i]?.text ?? "")) warnings.push(i);
      }
      return { lines: behind - first, warnings };
    }
    case "error":
      return { lines: printedLines(output.traceback), warnings: [] };
    case "event":
      return output.event === "ready" ? null : { lines: 0, warnings: [] };
    default:
      return { lines: 0, warnings: [] };
  }
}
