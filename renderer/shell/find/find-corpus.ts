/** All of a log's text, and the search through it: in steps, and on from where it was when more has come. */
import type { LogRecord, ViewMark } from "../../../preload/contract/records";
import { createReducer, type Reducer } from "../../../preload/transcript/reduce";
import { MUTABLE_LINES, printedLines } from "../../../preload/transcript/terminal";
import { withoutLastFeeds } from "../../../preload/transcript/text";
import type { Block, Output } from "../../../preload/transcript/transcript";
import { DisplayTexts, type Texts, textLines } from "./display-texts";
import type { BlockHits } from "./find-messages";
import { HIT } from "./find-messages";
import type { LineFinder } from "./find-query";

/** So much text is kept for the next query, in UTF-16 units; of a longer log only what is searched just now. */
const MOST_HELD = 96 * 1024 * 1024;
/** Past so many blocks the oldest are let go of as a whole, so that fewer are left. */
const MOST_BLOCKS = 60_000;
const BLOCKS_AFTER = 40_000;
/** More hits are not told. */
const MOST_HITS = 500_000;
/** What is known of a block that was searched costs so much, in the measure of what is held. */
const SEARCHED_COST = 140;
/** So many lines are searched before the time is looked at. */
const LINES_AT_ONCE = 256;

/** How far a block was searched: all before the line, how many hits that gave, and how many were told of it in all. */
interface Searched {
  version: number;
  output: number;
  line: number;
  hits: number;
  told: number;
}

export class FindCorpus {
  readonly #reducer: Reducer = createReducer();
  readonly #displays = new DisplayTexts();
  #finder: LineFinder | null = null;
  #searched = new Map<number, Searched>();
  #told = 0;
  #dropped = false;

  setMarks(marks: readonly ViewMark[]): void {
    this.#reducer.setMarks(marks);
    this.find(this.#finder);
  }

  append(records: readonly LogRecord[]): void {
    for (const record of records) this.#reducer.append(record);
    // Else what has come is searched first.
    if (!this.#finder) this.#letGo();
  }

  /** Some of what was taken in is not here any more: for another query the log has to be read again. */
  get incomplete(): boolean {
    return this.#dropped;
  }

  /** How many blocks are here. */
  get blocks(): number {
    return this.#reducer.blocks;
  }

  /** All that is here, in UTF-16 units, about. */
  get held(): number {
    return this.#reducer.held + this.#displays.held + this.#searched.size * SEARCHED_COST;
  }

  /** Nothing more is to come in before what is here was searched. */
  get full(): boolean {
    return this.#reducer.outputsHeld > MOST_HELD || this.#reducer.blocks > MOST_BLOCKS;
  }

  /** More were found than are told. */
  get more(): boolean {
    return this.#told >= MOST_HITS;
  }

  /** Looks for something else from now on; null for nothing. */
  find(finder: LineFinder | null): void {
    this.#finder = finder;
    this.#searched = new Map();
    this.#told = 0;
  }

  /**
   * Searches until `over` says so, or everything is searched.
   * @returns what was found, and whether that is all
   */
  search(over: () => boolean): { blocks: BlockHits[]; done: boolean } {
    const blocks: BlockHits[] = [];
    if (!this.#finder || this.more) {
      this.#letGo();
      return { blocks, done: true };
    }
    for (const block of this.#reducer.snapshot().blocks) {
      if (this.#searched.get(block.seq)?.version === block.version) continue;
      const step = new BlockSearch(block, this.#searched.get(block.seq), this.#finder, this.#displays);
      const ended = step.run(over);
      this.#searched.set(block.seq, step.searched);
      if (step.hits.length > 0 || step.keep !== step.toldBefore)
        blocks.push({ seq: block.seq, keep: step.keep, hits: Int32Array.from(step.hits) });
      this.#told += step.searched.told - step.toldBefore;
      if (!ended) return { blocks, done: false };
      if (this.more) break;
    }
    this.#letGo();
    return { blocks, done: true };
  }

  #letGo(): void {
    if (!this.full) return;
    this.#dropped = true;
    if (this.#reducer.blocks > MOST_BLOCKS) this.#reducer.forget(BLOCKS_AFTER);
    if (this.#reducer.outputsHeld > MOST_HELD) this.#reducer.drop(MOST_HELD / 2, () => false);
    // Letting go changes versions, not texts.
    const searched = new Map<number, Searched>();
    for (const { seq, version } of this.#reducer.snapshot().blocks) {
      const known = this.#searched.get(seq);
      if (known) searched.set(seq, { ...known, version });
    }
    this.#searched = searched;
  }
}

class BlockSearch {
  readonly hits: number[] = [];
  readonly keep: number;
  readonly toldBefore: number;
  searched: Searched;

  constructor(
    private readonly block: Block,
    before: Searched | undefined,
    private readonly finder: LineFinder,
    private readonly displays: DisplayTexts,
  ) {
    // Outputs that were cleared away make room for others: everything is searched again.
    const fits = before && before.output < block.outputs.length;
    this.toldBefore = before?.told ?? 0;
    this.searched = fits ? { ...before } : { version: -1, output: -1, line: 0, hits: 0, told: 0 };
    this.keep = this.searched.hits;
  }

  /** @returns whether the block was searched to its end */
  run(over: () => boolean): boolean {
    const ended = this.#run(over);
    if (!ended) this.searched.hits = this.#found;
    this.searched.told = this.#found;
    return ended;
  }

  get #found(): number {
    return this.keep + this.hits.length / HIT;
  }

  #run(over: () => boolean): boolean {
    const { block, searched } = this;
    const gone = block.gone ?? 0;
    for (; searched.output < block.outputs.length; searched.output++) {
      const output = block.outputs[searched.output];
      const lines = output ? textsOf(output, this.displays) : codeOf(block);
      const isLast = searched.output === block.outputs.length - 1;
      // The last lines of the last output may change: they are searched again next time.
      const final = isLast ? Math.max(searched.line, lines.length - MUTABLE_LINES) : lines.length;
      const place = searched.output < 0 ? -1 : searched.output + gone;
      for (; searched.line < final; searched.line++) {
        if (searched.line % LINES_AT_ONCE === 0 && over()) return false;
        this.#look(lines.at(searched.line), place, searched.line);
      }
      if (isLast) {
        searched.hits = this.#found;
        for (let line = final; line < lines.length; line++) this.#look(lines.at(line), place, line);
        break;
      }
      searched.line = 0;
    }
    searched.version = block.version;
    if (searched.output >= block.outputs.length) searched.output = block.outputs.length - 1;
    return true;
  }

  #look(text: string, output: number, line: number): void {
    if (text !== "") this.finder(text, (start, end) => this.hits.push(output, line, start, end));
  }
}

function codeOf(block: Block): Texts {
  return textLines(block.kind === "request" ? withoutLastFeeds(block.code) : "");
}

/** What of an output can be found: what is shown as text. */
function textsOf(output: Output, displays: DisplayTexts): Texts {
  switch (output.kind) {
    case "stream":
    case "raw":
    case "error": {
      const lines = output.kind === "error" ? output.traceback : output.lines;
      const from = output.kind === "error" ? 0 : (output.from ?? 0);
      return { length: printedLines(lines), at: (line) => (line < from ? "" : (lines[line]?.text ?? "")) };
    }
    case "display":
      return displays.of(output.data);
    case "input":
      return textLines(output.prompt + (output.answer ?? ""));
    case "event":
      return textLines(output.event === "ready" ? "" : output.sentence);
    case "absent":
      return textLines("");
  }
}
