/** Where each block of a transcript stands, kept up as the transcript grows. */
import type { Block, Transcript } from "../../preload/transcript/transcript";
import { type Measures, type Piece, PieceMaker } from "./pieces";

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
  readonly placed: PlacedBlock;
}

export class TranscriptLayout {
  readonly #pieces: PieceMaker;
  /** By number of the block. */
  readonly #known = new Map<number, Known>();
  blocks: readonly PlacedBlock[] = [];
  /** Of the whole, in px. */
  height = 0;

  constructor(readonly measures: Measures) {
    this.#pieces = new PieceMaker(measures);
  }

  /** Takes a newer transcript; what did not change keeps its object. */
  update(transcript: Transcript, unfolded: ReadonlySet<number>): void {
    let top = 0;
    const blocks: PlacedBlock[] = [];
    for (const block of transcript.blocks) {
      const isUnfolded = unfolded.has(block.seq);
      let known = this.#known.get(block.seq);
      if (known?.block !== block || known.unfolded !== isUnfolded) {
        const { pieces, height } = this.#pieces.make(block, isUnfolded);
        known = {
          block,
          unfolded: isUnfolded,
          placed: { block, pieces, top, height: pieces.length > 0 ? height : 0 },
        };
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
