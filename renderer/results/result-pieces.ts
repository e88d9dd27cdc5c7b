/** What a result is drawn from: the outputs of a run as pieces, made by what makes those of the shells. */
import type { Block } from "../../preload/transcript/transcript";
import type { Measures } from "../shell/measures/measures";
import { type OutputOwner, OutputViews } from "../shell/output/view/output-views";
import { PieceMaker } from "../shell/transcript/piece-maker";
import type { Piece } from "../shell/transcript/pieces";

export interface ResultPieces {
  readonly pieces: readonly Piece[];
  /** In px. */
  readonly height: number;
}

interface Made extends ResultPieces {
  readonly block: Block;
  readonly views: number;
}

/** For one set of measures. */
export class ResultMaker {
  readonly #maker: PieceMaker;
  readonly #made = new Map<number, Made>();

  constructor(
    measures: Measures,
    private readonly views: OutputViews,
  ) {
    this.#maker = new PieceMaker(measures, undefined, views);
  }

  /** The outputs of a block; the same object as long as they are the same. */
  piecesOf(block: Block): ResultPieces {
    const views = this.views.versionOf(block.seq);
    const known = this.#made.get(block.seq);
    if (known?.block === block && known.views === views) return known;
    // As of no request: without its code; and whole, though it may be folded in the shell.
    const { folded: _folded, ...rest } = block;
    const { pieces, height } = this.#maker.make({ ...rest, kind: "kernel" }, false);
    // A question is answered in one place.
    const shown = pieces.filter(({ kind }) => kind !== "field");
    const made = { block, views, pieces: shown, height };
    this.#made.set(block.seq, made);
    return made;
  }
}

const ofOwners = new WeakMap<OutputOwner, OutputViews>();

/** What is known of outputs as they are drawn beside the code: they have another width there. */
export function resultViews(owner: OutputOwner): OutputViews {
  let views = ofOwners.get(owner);
  if (!views) {
    views = new OutputViews(owner);
    ofOwners.set(owner, views);
  }
  return views;
}
