/** Where each block of a transcript stands, kept up as the transcript grows. */
import type { Block, Transcript } from "../../../preload/transcript/transcript";
import type { OutputPlace } from "../../kernels/unseen";
import type { OutputViews } from "../output/output-views";
import { type Measures, type Piece, PieceMaker, type RuleIn } from "./pieces";

export interface PlacedBlock {
  readonly block: Block;
  /** From the top of the transcript, in px. */
  readonly top: number;
  readonly height: number;
  readonly pieces: readonly Piece[];
}

interface Known {
  readonly block: Block;
  readonly unfolded: boolean;
  readonly rules: string;
  /** Of what its outputs look like (OutputViews.versionOf). */
  readonly views: number;
  readonly placed: PlacedBlock;
}

export class TranscriptLayout {
  readonly #pieces: PieceMaker;
  /** By number of the block. */
  readonly #known = new Map<number, Known>();
  blocks: readonly PlacedBlock[] = [];
  /** Of the whole, in px. */
  height = 0;
  /** What the blocks were placed by at last. */
  #placedBy: readonly unknown[] = [];

  /** @param clientName words for whoever answered a question, where that was not this window */
  constructor(
    readonly measures: Measures,
    clientName?: (client: string) => string | null,
    private readonly views?: OutputViews,
  ) {
    this.#pieces = new PieceMaker(measures, clientName, views);
  }

  /**
   * Takes a newer transcript; what did not change keeps its object.
   * @param rules those that a block has
   * @param ruleOwner what the rules are made of: while it is the same, so are they
   * @param head room above the first block, in px
   */
  update(
    transcript: Transcript,
    unfolded: ReadonlySet<number>,
    rules: (block: Block) => readonly RuleIn[] = () => [],
    ruleOwner: unknown = null,
    head = 0,
  ): void {
    const placedBy = [unfolded, ruleOwner, head, this.views?.changed.get()];
    const same = placedBy.every((one, i) => Object.is(one, this.#placedBy[i]));
    this.#placedBy = placedBy;
    // Of a hundred thousand blocks mostly the last one changes.
    let kept = 0;
    if (same)
      while (kept < this.blocks.length && this.blocks[kept]?.block === transcript.blocks[kept]) kept++;
    if (kept === this.blocks.length && kept === transcript.blocks.length && same) return;
    const blocks = this.blocks.slice(0, kept);
    const before = blocks.at(-1);
    let top = before ? before.top + before.height : head;
    for (let i = kept; i < transcript.blocks.length; i++) {
      const block = transcript.blocks[i] as Block;
      const isUnfolded = unfolded.has(block.seq);
      const own = rules(block);
      const ruleKey = own.length > 0 ? JSON.stringify(own) : "";
      const views = this.views?.versionOf(block.seq) ?? 0;
      let known = this.#known.get(block.seq);
      if (
        known?.block !== block ||
        known.unfolded !== isUnfolded ||
        known.rules !== ruleKey ||
        known.views !== views
      ) {
        const { pieces, height } = this.#pieces.make(block, isUnfolded, own);
        const placed = { block, pieces, top, height };
        known = { block, unfolded: isUnfolded, rules: ruleKey, views, placed };
        this.#known.set(block.seq, known);
      } else if (known.placed.top !== top) {
        known = { ...known, placed: { ...known.placed, top } };
        this.#known.set(block.seq, known);
      }
      blocks.push(known.placed);
      top += known.placed.height;
    }
    this.blocks = blocks;
    this.height = top;
  }

  /** The blocks that reach into the stretch from `top` to `bottom`, in px: first and behind the last. */
  range(top: number, bottom: number): readonly [number, number] {
    const first = this.#search((block) => block.top + block.height > top);
    const behind = this.#search((block) => block.top >= bottom);
    return [first, Math.max(first, behind)];
  }

  /** Where a line of an output stands, in px from the top; null where it is not shown. */
  topOf({ seq, output, line }: OutputPlace): number | null {
    const placed = this.blocks[this.find(seq)];
    const key = output < 0 ? "code" : String(output);
    for (const piece of placed?.pieces ?? []) {
      if (piece.key.split("-")[0] !== key) continue;
      if (piece.kind !== "text") return (placed?.top ?? 0) + piece.top;
      if (line >= piece.to) continue;
      const row = piece.index.rowAt(Math.max(line, piece.from)) - piece.firstRow;
      return (placed?.top ?? 0) + piece.top + row * this.measures.row;
    }
    return null;
  }

  /** Place of a block by its number, or -1. */
  find(seq: number): number {
    const at = this.#search((placed) => placed.block.seq >= seq);
    return this.blocks[at]?.block.seq === seq ? at : -1;
  }

  /** The first block of which `test` is true; it is for none before it and all after it. */
  #search(test: (block: PlacedBlock) => boolean): number {
    let low = 0;
    let high = this.blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (test(this.blocks[middle] as PlacedBlock)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
