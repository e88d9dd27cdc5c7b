/** Writes a transcript piece by piece while it is being read, so that the whole of a long log is never held at once. */
import { isOpenInput } from "./block-draft";
import { MUTABLE_LINES, printedLines } from "./terminal";
import type { Block, Lines, Output, Transcript } from "./transcript";

type Printed = Extract<Output, { lines: Lines }>;

/** How a transcript looks in a file. */
export interface WrittenFormat {
  readonly head: string;
  readonly foot: string;
  readonly betweenBlocks: string;
  openBlock(block: Block): string;
  /** @param empty whether nothing was written since it was opened */
  closeBlock(block: Block, empty: boolean): string;
  openLines(output: Printed): string;
  /** Lines `from` to before `to`; `first` when no others of the output came before them. */
  lines(output: Printed, from: number, to: number, first: boolean): string;
  closeLines(output: Printed): string;
  /** Any other output. */
  output(output: Exclude<Output, Printed>): string;
}

/** So many lines are written at once. */
const MOST_LINES = 2048;

export class TranscriptWriter {
  #begun = false;
  /** The last block that is written whole. */
  #done = 0;
  /** Of the next one: what is written. */
  #current: { seq: number; output: number; line: number | null; empty: boolean } | null = null;

  constructor(private readonly format: WrittenFormat) {}

  /**
   * What can be written by now, after what was before.
   * @param final nothing more comes: everything that is left is written
   */
  write(transcript: Transcript, final: boolean): string {
    return [...this.pieces(transcript, final)].join("");
  }

  /** The same in pieces of at most `MOST_LINES` lines; between them the transcript must stay as it is. */
  *pieces({ blocks }: Transcript, final: boolean): Generator<string, void> {
    if (!this.#begun) yield this.format.head;
    this.#begun = true;
    for (const block of blocks) {
      if (block.seq <= this.#done) continue;
      const ended =
        final || (block !== blocks.at(-1) && block.state !== "running" && block.state !== "queued");
      if (!(yield* this.#block(block, ended))) return;
    }
    if (final) yield this.format.foot;
  }

  /** Whether this part of an output was written. */
  wrote(seq: number, output: number, line: number): boolean {
    if (seq <= this.#done) return true;
    const now = this.#current;
    if (now?.seq !== seq) return false;
    return output < now.output || (output === now.output && line <= (now.line ?? 0));
  }

  /** Answers whether the block is written whole. */
  *#block(block: Block, ended: boolean): Generator<string, boolean> {
    const { format } = this;
    if (this.#current?.seq !== block.seq) {
      if (this.#done > 0) yield format.betweenBlocks;
      const opened = format.openBlock(block);
      this.#current = { seq: block.seq, output: 0, line: null, empty: opened === "" };
      yield opened;
    }
    const now = this.#current;
    for (; now.output < block.outputs.length; now.output++) {
      const output = block.outputs[now.output] as Output;
      const complete = ended || now.output < block.outputs.length - 1;
      if (output.kind !== "stream" && output.kind !== "raw") {
        if (!complete && isOpenInput(output)) return false;
        const written = format.output(output);
        now.empty &&= written === "";
        yield written;
        continue;
      }
      if (!(yield* this.#lines(output, complete))) return false;
    }
    if (!ended) return false;
    yield format.closeBlock(block, now.empty);
    this.#done = block.seq;
    this.#current = null;
    return true;
  }

  /** Answers whether the output is written whole. */
  *#lines(output: Printed, complete: boolean): Generator<string, boolean> {
    const now = this.#current;
    if (!now) return false;
    const { format } = this;
    const begin = now.line ?? output.from ?? 0;
    const end = complete
      ? printedLines(output.lines)
      : Math.max(begin, output.lines.length - MUTABLE_LINES - 1);
    for (let from = begin; from < end; from += MOST_LINES) {
      const first = now.line === null;
      if (first) yield format.openLines(output);
      const to = Math.min(end, from + MOST_LINES);
      now.line = to;
      now.empty = false;
      yield format.lines(output, from, to, first);
    }
    if (!complete) return false;
    if (now.line !== null) yield format.closeLines(output);
    now.line = null;
    return true;
  }
}
