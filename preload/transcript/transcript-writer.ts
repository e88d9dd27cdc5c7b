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

export class TranscriptWriter {
  #begun = false;
  /** The last block that is written whole. */
  #done = 0;
  /** Of the next one: what is written. */
  #block: { seq: number; output: number; line: number | null; empty: boolean } | null = null;

  constructor(private readonly format: WrittenFormat) {}

  /**
   * What can be written by now, after what was before.
   * @param final nothing more comes: everything that is left is written
   */
  write({ blocks }: Transcript, final: boolean): string {
    const parts: string[] = [];
    if (!this.#begun) parts.push(this.format.head);
    this.#begun = true;
    for (const block of blocks) {
      if (block.seq <= this.#done) continue;
      const ended =
        final || (block !== blocks.at(-1) && block.state !== "running" && block.state !== "queued");
      if (!this.#writeBlock(block, ended, parts)) return parts.join("");
    }
    if (final) parts.push(this.format.foot);
    return parts.join("");
  }

  /** Whether this part of an output was written. */
  wrote(seq: number, output: number, line: number): boolean {
    if (seq <= this.#done) return true;
    const now = this.#block;
    if (now?.seq !== seq) return false;
    return output < now.output || (output === now.output && line <= (now.line ?? 0));
  }

  #writeBlock(block: Block, ended: boolean, parts: string[]): boolean {
    const { format } = this;
    if (this.#block?.seq !== block.seq) {
      if (this.#done > 0) parts.push(format.betweenBlocks);
      const opened = format.openBlock(block);
      parts.push(opened);
      this.#block = { seq: block.seq, output: 0, line: null, empty: opened === "" };
    }
    const now = this.#block;
    for (; now.output < block.outputs.length; now.output++) {
      const output = block.outputs[now.output] as Output;
      const complete = ended || now.output < block.outputs.length - 1;
      if (output.kind !== "stream" && output.kind !== "raw") {
        if (!complete && isOpenInput(output)) return false;
        const written = format.output(output);
        parts.push(written);
        now.empty &&= written === "";
        continue;
      }
      if (!this.#writeLines(output, complete, parts)) return false;
    }
    if (!ended) return false;
    parts.push(format.closeBlock(block, now.empty));
    this.#done = block.seq;
    this.#block = null;
    return true;
  }

  #writeLines(output: Printed, complete: boolean, parts: string[]): boolean {
    const now = this.#block;
    if (!now) return false;
    const from = now.line ?? output.from ?? 0;
    const end = complete
      ? printedLines(output.lines)
      : Math.max(from, output.lines.length - MUTABLE_LINES - 1);
    if (end > from) {
      if (now.line === null) parts.push(this.format.openLines(output));
      parts.push(this.format.lines(output, from, end, now.line === null));
      now.line = end;
      now.empty = false;
    }
    if (!complete) return false;
    if (now.line !== null) parts.push(this.format.closeLines(output));
    now.line = null;
    return true;
  }
}
