/** How much of a transcript is held in memory, and what of it is let go of when that is too much. */
import type { LogRecord } from "../contract/records";
import { ABSENT_LINE, ABSENT_OUTPUT, LINES_CHUNK } from "./absent";
import { type BlockDraft, type Entry, isOpenInput } from "./block-draft";
import type { Block, Lines, Output } from "./transcript";
import {
  ABSENT_COST,
  BLOCK_COST,
  LINE_COST,
  OUTPUT_COST,
  PRINTED_COST,
  weightOf,
  weightOfRecord,
} from "./weights";

/** The last lines of an output may still change, and are looked at again: so many pieces of them stay. */
const LAST_CHUNKS = 2;

/** A question that costs less stays. */
const LARGE_QUESTION = 4096;

/** A part that may be let go of: an output, or lines `from` to before `to` of it. */
export interface KeptPart {
  /** Of the block. */
  readonly seq: number;
  /** Which of its outputs. */
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

export class Holding {
  #held = 0;
  #places = 0;

  /** About so many UTF-16 units. */
  get held(): number {
    return this.#held;
  }

  /** What is left of outputs that were let go of, in the same measure, as it was when some last were. */
  get places(): number {
    return this.#places;
  }

  /** A record comes in; of what it prints, what holds that counts once it is there (`printed`). */
  take(record: LogRecord): void {
    this.#held += weightOfRecord(record);
    if (record.kind === "message") this.#held += OUTPUT_COST;
    else if (record.kind === "stream" || record.kind === "raw")
      this.#held += LINE_COST * furtherLines(record.text);
  }

  /** Text was printed. @param anew into an output that was not there before */
  printed(anew: boolean): void {
    if (anew) this.#held += PRINTED_COST;
  }

  /** So much came in otherwise. */
  took(held: number): void {
    this.#held += held;
  }

  /** Lets go of outputs and lines of these blocks, from the oldest, until no more than `target` is held. */
  drop(blocks: readonly BlockDraft[], target: number, keep: (part: KeptPart) => boolean): void {
    this.#held = 0;
    this.#places = 0;
    for (const block of blocks) {
      this.#held += block.start.code.length + LINE_COST;
      for (const { output } of block.entries) {
        if (output === ABSENT_OUTPUT) this.#places += ABSENT_COST;
        else this.#held += costOf(output);
      }
    }
    for (const block of blocks) {
      for (const entry of block.entries) {
        if (this.#held <= target) return;
        if (entry.output === ABSENT_OUTPUT) continue;
        // It may change at any place.
        if (entry.widget !== undefined && block.open) continue;
        const isLast = entry === block.entries.at(-1);
        this.#held -= dropEntry(block, entry, !isLast || (!block.open && block !== blocks.at(-1)), keep);
        if (entry.output === ABSENT_OUTPUT) this.#places += ABSENT_COST;
      }
    }
  }
}

/** How many lines a text begins after its first. */
function furtherLines(text: string): number {
  let lines = 0;
  const end = text.length - 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

/** @param final whether nothing more can come to the entry */
function dropEntry(
  block: BlockDraft,
  entry: Entry,
  final: boolean,
  keep: (part: KeptPart) => boolean,
): number {
  const { output, place } = entry;
  const { seq } = block.start;
  // Turns in the kernel's life are small, and so are most questions.
  if (output.kind === "absent" || output.kind === "event") return 0;
  if (output.kind === "input" && (isOpenInput(output) || costOf(output) < LARGE_QUESTION)) return 0;
  const lines = output.kind === "stream" || output.kind === "raw" ? entry.terminal?.lines : undefined;
  if (!lines || lines.length <= LAST_CHUNKS * LINES_CHUNK) {
    if (!final || keep({ seq, place, from: 0, to: lines?.length ?? 0 })) return 0;
    const cost = costOf(output);
    block.drop(entry);
    return cost;
  }
  let freed = 0;
  for (let from = 0; from + LAST_CHUNKS * LINES_CHUNK < lines.length; from += LINES_CHUNK) {
    const to = from + LINES_CHUNK;
    if (isAbsent(lines, from) || keep({ seq, place, from, to })) continue;
    for (let i = from; i < to; i++) {
      freed += lineCost(lines[i]);
      lines[i] = ABSENT_LINE;
    }
  }
  return freed;
}

/** What a block that somebody keeps costs, about, in UTF-16 units. */
export function costOfBlock({ code, outputs }: Block): number {
  return code.length + BLOCK_COST + outputs.reduce((sum, output) => sum + costOf(output), 0);
}

const lineCost = (line: { readonly text: string } | undefined) =>
  line === undefined || line === ABSENT_LINE ? 0 : line.text.length + LINE_COST;

function costOf(output: Output): number {
  if (output === ABSENT_OUTPUT) return 0;
  switch (output.kind) {
    case "stream":
    case "raw":
      return costOfLines(output.lines) + PRINTED_COST;
    case "error":
      return costOfLines(output.traceback) + OUTPUT_COST;
    case "display":
      return weightOf(output.data) + weightOf(output.metadata) + OUTPUT_COST;
    case "input":
      return output.prompt.length + (output.answer?.length ?? 0) + OUTPUT_COST;
    default:
      return 0;
  }
}

function costOfLines(lines: Lines): number {
  let cost = 0;
  for (let i = 0; i < lines.length; i++) {
    // Of a log of many millions of lines most pieces are absent.
    if (isAbsent(lines, i)) i += LINES_CHUNK - 1;
    else cost += lineCost(lines[i]);
  }
  return cost;
}

/** Whether the piece that begins at a line was let go of as a whole. */
function isAbsent(lines: Lines, from: number): boolean {
  if (from % LINES_CHUNK !== 0 || from + LINES_CHUNK > lines.length) return false;
  const middle = from + LINES_CHUNK / 2;
  return [from, middle, from + LINES_CHUNK - 1].every((i) => lines[i] === ABSENT_LINE);
}
