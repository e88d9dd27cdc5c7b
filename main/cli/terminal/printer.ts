/**
 * Prints a session as it grows: takes records, has them reduced as every window does, and writes what of the transcript
 * is new. Memory is bounded: what has been printed is let go of at a checkpoint.
 */
import type { LogRecord } from "../../../preload/contract/records";
import type { Checkpoint, Earlier, ReducerStart } from "../../../preload/transcript/checkpoint";
import { clockTime } from "../../../preload/transcript/quantities";
import { createReducer, type Reducer } from "../../../preload/transcript/reduce";
import { blockText, colouredText, outputText } from "../../../preload/transcript/text";
import type { Block, Lines, Output, Transcript } from "../../../preload/transcript/transcript";
import { clientWords, stateWords } from "./block-words";
import { paintLine, paintText, styled } from "./paint";
import type { Screen, Sink } from "./screen";
import { TextOutput } from "./text-output";

/** Text of records that is kept before the next checkpoint, in UTF-16 units. */
const KEPT_CHARS = 4 * 1024 * 1024;
/** What a record without text counts there. */
const OTHER_CHARS = 500;
/** Blocks that are kept before the next checkpoint. */
const KEPT_BLOCKS = 200;
/** What was printed is known by nobody any more: output that comes for it late is printed as output of no request. */
const FORGOTTEN: Earlier = { request: () => false, display: () => true };

export interface PrinterOptions {
  /** Whether a block's prompt and code are printed, and who sent it. */
  readonly heading: (block: Block) => boolean;
  /** Whether it is said where output belongs to another block than what stands above it. */
  readonly marks?: boolean;
  /** Where an output goes; undefined: it is not printed. */
  readonly sink: (output: Output, block: Block) => Sink | undefined;
}

interface ShownOutput {
  readonly output: Output;
  readonly text?: TextOutput;
}

interface ShownBlock {
  version: number;
  headed: boolean;
  ended: boolean;
  outputs: ShownOutput[];
}

export class Printer {
  #reducer: Reducer;
  #shown = new Map<number, ShownBlock>();
  /** The text output that was written to last, whose last line may be unfinished. */
  #current: TextOutput | undefined;
  #chars = 0;
  /** The block under whose heading, or mark, is printed now. */
  #under: number | undefined;
  /** Text whose unfinished line may wait for its end. */
  readonly #waiting = new Map<TextOutput, { readonly lines: Lines; readonly block: Block }>();

  /** @param place what was printed up to there is not printed again */
  constructor(
    private readonly screen: Screen,
    private readonly options: PrinterOptions,
    place?: Checkpoint,
  ) {
    this.#reducer = createReducer();
    if (place) this.startFrom({ checkpoint: place, earlier: FORGOTTEN });
    // Nothing of it stands on this screen.
    this.#current = undefined;
  }

  /** Number of the newest record that was printed. */
  get seq(): number {
    return this.#reducer.seq;
  }

  /** From where another printer can go on. */
  checkpoint(): Checkpoint {
    return this.#reducer.checkpoint();
  }

  /** Goes on from another place of the log: nothing of what stands open there is printed. */
  startFrom(start: ReducerStart): void {
    this.#reducer = createReducer([], start);
    this.#forget(true);
  }

  /** Prints what these records brought, in their order. */
  take(records: readonly LogRecord[]): void {
    for (const [i, record] of records.entries()) {
      this.#reducer.append(record);
      const text = record.kind === "stream" || record.kind === "raw";
      this.#chars += text ? record.text.length : OTHER_CHARS;
      // Text that goes on is written at once.
      const next = records[i + 1];
      if (record.kind === "stream" && next?.kind === "stream" && next.parent === record.parent) continue;
      this.#print(this.#reducer.snapshot());
    }
    if (this.#chars < KEPT_CHARS && this.#shown.size < KEPT_BLOCKS) return;
    this.#chars = 0;
    this.#reducer = createReducer([], { checkpoint: this.#reducer.checkpoint(), earlier: FORGOTTEN });
    this.#forget(false);
  }

  /** Nothing more comes: ends what was left unfinished. */
  end(): void {
    this.#endWaiting();
    this.screen.endLine();
  }

  #endWaiting(): void {
    for (const text of this.#waiting.keys()) this.#end(text);
  }

  /** Takes the reducer's present content for printed, where `withOpen` with the unfinished line. */
  #forget(withOpen: boolean): void {
    this.#shown = new Map();
    this.#waiting.clear();
    const { blocks } = this.#reducer.snapshot();
    for (const block of blocks) {
      const outputs = block.outputs.map((output) => this.#shownBefore(output, block, withOpen));
      const open = block.state === "queued" || block.state === "running";
      const headed = isNumbered(block);
      this.#shown.set(block.seq, { version: block.version, headed, ended: !open, outputs });
    }
    this.#current = this.#shown.get(blocks.at(-1)?.seq ?? -1)?.outputs.at(-1)?.text;
  }

  #shownBefore(output: Output, block: Block, withOpen: boolean): ShownOutput {
    const sink = this.options.sink(output, block);
    if ((output.kind !== "stream" && output.kind !== "raw") || sink === undefined) return { output };
    const text = new TextOutput(this.screen, sink);
    text.skip(output.lines, withOpen || (this.screen.live && sink === "stdout"));
    return { output, text };
  }

  #print({ blocks }: Transcript): void {
    for (const block of blocks) {
      let shown = this.#shown.get(block.seq);
      if (shown?.version === block.version) continue;
      if (!shown) {
        shown = { version: 0, headed: false, ended: false, outputs: [] };
        this.#shown.set(block.seq, shown);
      }
      this.#printBlock(block, shown);
      shown.version = block.version;
    }
  }

  #printBlock(block: Block, shown: ShownBlock): void {
    const open = block.state === "queued" || block.state === "running";
    if (!shown.headed && block.kind === "request" && isNumbered(block)) {
      shown.headed = true;
      // What is printed below belongs to the block.
      this.#endWaiting();
      if (this.options.heading(block)) this.#heading(block);
      this.#under = block.seq;
    }
    // Cleared: what comes now begins anew.
    if (block.outputs.length < shown.outputs.length) shown.outputs = [];
    for (const [i, output] of block.outputs.entries()) {
      const before = shown.outputs[i];
      if (before?.output === output) continue;
      // Another output has begun: what was left unfinished in the one before stays so.
      if (!before) this.#end(shown.outputs[i - 1]?.text);
      shown.outputs[i] = this.#printOutput(output, block, before);
    }
    if (!open && block.kind === "request" && !shown.ended) this.#ended(block, shown);
  }

  #heading(block: Block): void {
    const { colours } = this.screen;
    const other = block.username ? `${block.username} (another Jupyter client)` : "another client";
    const who = block.client === null ? other : clientWords(block.client);
    this.#line(styled(`${who}, ${clockTime(block.asked)}`, { dim: true }, colours));
    const [first = "", ...rest] = paintText(
      blockText({ ...block, code: block.code.trimEnd(), outputs: [] }),
      colours,
    ).split("\n");
    const code = first.slice(block.prompt.length);
    this.#line([styled(block.prompt, { fg: 2 }, colours) + code, ...rest].join("\n"));
  }

  #printOutput(output: Output, block: Block, before: ShownOutput | undefined): ShownOutput {
    const sink = this.options.sink(output, block);
    if (sink === undefined) return { output };
    if (output.kind === "stream" || output.kind === "raw") {
      const text = before?.text ?? new TextOutput(this.screen, sink);
      if (text.hasMore(output.lines)) this.#mark(block);
      this.#waiting.set(text, { lines: output.lines, block });
      if (this.#current !== text) this.screen.endLine();
      text.show(output.lines, this.#current === text);
      this.#current = text;
      return { output, text };
    }
    const text = this.#textOf(output);
    if (text !== undefined && (!before || this.#textOf(before.output) !== text)) {
      // A sentence about the kernel says itself what it is about.
      if (output.kind !== "event") this.#mark(block);
      this.#line(text, sink);
    }
    return { output };
  }

  /** Says what block goes on here, where another one stands above. */
  #mark(block: Block): void {
    if (!this.options.marks || this.#under === block.seq) return;
    const isFirst = this.#under === undefined;
    this.#under = block.seq;
    if (isFirst && block.kind === "kernel") return;
    const { colours } = this.screen;
    const prompt = block.prompt.replace(/:$/, "");
    this.#line(
      styled(block.kind === "kernel" ? `[${prompt}]` : `[${prompt} goes on]`, { dim: true }, colours),
    );
  }

  #end(text: TextOutput | undefined): void {
    const waiting = text && this.#waiting.get(text);
    if (!text || !waiting) return;
    if (text.isUnfinished(waiting.lines)) this.#mark(waiting.block);
    text.end(waiting.lines);
    this.#waiting.delete(text);
  }

  /** An output that is no printed text, or undefined while there is nothing to say of it. */
  #textOf(output: Output): string | undefined {
    const { colours } = this.screen;
    switch (output.kind) {
      case "error":
        return output.traceback.map((line) => paintLine(line, colours)).join("\n");
      case "event":
        return output.sentence === "" ? undefined : styled(outputText(output), { fg: 3 }, colours);
      case "input": {
        if (output.answer === undefined)
          return output.withdrawn ? paintText(output.prompt, colours) : undefined;
        const by = output.client === undefined ? "another client" : clientWords(output.client);
        const who = styled(`  (answered by ${by})`, { dim: true }, colours);
        return paintText(colouredText(output), colours) + who;
      }
      default:
        return paintText(colouredText(output), colours);
    }
  }

  #ended(block: Block, shown: ShownBlock): void {
    shown.ended = true;
    for (const { text } of shown.outputs) this.#end(text);
    const told = block.state === "ok" || block.state === "error" || !this.options.heading(block);
    if (!told)
      this.#line(
        styled(
          `[${block.prompt.replace(/:$/, "")} ${stateWords(block.state)}]`,
          { dim: true },
          this.screen.colours,
        ),
      );
  }

  #line(text: string, sink: Sink = "stdout"): void {
    this.#current = undefined;
    this.screen.line(text, sink);
  }
}

/** Whether a block has begun so far that its prompt is known, or will not be. */
function isNumbered(block: Block): boolean {
  return block.prompt !== "Queued" || block.outputs.length > 0;
}
