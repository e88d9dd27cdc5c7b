/** Where each block of a transcript stands, kept up as the transcript grows. */
import { findBlock } from "../../../preload/transcript/block-search";
import { changesBetween } from "../../../preload/transcript/changes";
import type { Block, Transcript } from "../../../preload/transcript/transcript";
import type { OutputPlace } from "../../kernels/unseen";
import type { Measures } from "../measures/measures";
import type { OutputViews } from "../output/view/output-views";
import { PieceMaker } from "./piece-maker";
import type { FramesPiece, Piece, RuleIn } from "./pieces";
import { StackedHeights } from "./stacked-heights";

/** The pieces of so many blocks are held. */
const MOST_PIECES = 512;
/** Of many blocks that come at once so many are measured, the newest; the others when somebody comes near. */
const MEASURED_AT_ONCE = 512;

export interface PlacedBlock {
  readonly block: Block;
  /** In px. Where it stands, TranscriptLayout.topOfBlock tells. */
  readonly height: number;
  readonly pieces: readonly Piece[];
}

/** A block, what it was placed by, and its height; its pieces are made again when somebody looks. */
class Placed implements PlacedBlock {
  constructor(
    readonly block: Block,
    readonly height: number,
    readonly unfolded: boolean,
    readonly rules: readonly RuleIn[],
    /** Of what its outputs look like (OutputViews.versionOf). */
    readonly views: number,
    private readonly keeper: PieceKeeper,
    /** Its height is about that: nobody has come near it. */
    readonly guessed = false,
  ) {}

  get pieces(): readonly Piece[] {
    return this.keeper.piecesOf(this);
  }
}

/**
 * Of a hundred thousand blocks the pieces of those are held that were made or looked at last; of each block once: the
 * pieces of what it was before have its long lines as they were then.
 */
class PieceKeeper {
  readonly #kept = new Map<number, { readonly placed: Placed; readonly pieces: readonly Piece[] }>();

  constructor(private readonly maker: PieceMaker) {}

  place(block: Block, unfolded: boolean, rules: readonly RuleIn[], views: number): Placed {
    const { pieces, height } = this.maker.make(block, unfolded, rules);
    const placed = new Placed(block, height, unfolded, rules, views, this);
    this.#keep(placed, pieces);
    return placed;
  }

  /** Without looking at more than how many lines there are. */
  guess(block: Block, unfolded: boolean, rules: readonly RuleIn[], views: number): Placed {
    return new Placed(block, this.maker.guess(block, unfolded), unfolded, rules, views, this, true);
  }

  /** The same block with its true height. */
  measured({ block, unfolded, rules, views }: Placed): Placed {
    return this.place(block, unfolded, rules, views);
  }

  /** Blocks before that number are gone. */
  forgetBefore(seq: number): void {
    this.maker.forgetBefore(seq);
    for (const known of this.#kept.keys()) if (known < seq) this.#kept.delete(known);
  }

  piecesOf(placed: Placed): readonly Piece[] {
    const kept = this.#kept.get(placed.block.seq);
    if (kept?.placed === placed) return kept.pieces;
    const { pieces } = this.maker.make(placed.block, placed.unfolded, placed.rules);
    this.#keep(placed, pieces);
    return pieces;
  }

  #keep(placed: Placed, pieces: readonly Piece[]): void {
    const { seq } = placed.block;
    this.#kept.delete(seq);
    this.#kept.set(seq, { placed, pieces });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_PIECES && oldest !== undefined) this.#kept.delete(oldest);
  }
}

const NO_RULES: readonly RuleIn[] = [];

/** What the placing of all blocks depends on. */
interface PlacedBy {
  readonly transcript: Transcript | null;
  readonly unfolded: ReadonlySet<number> | null;
  readonly ruleOwner: unknown;
  readonly views: number;
}

export class TranscriptLayout {
  readonly #pieces: PieceKeeper;
  readonly #blocks: Placed[] = [];
  readonly #heights = new StackedHeights();
  #head = 0;
  #placedBy: PlacedBy = { transcript: null, unfolded: null, ruleOwner: null, views: 0 };

  /** @param clientName words for whoever answered a question, where that was not this window */
  constructor(
    readonly measures: Measures,
    clientName?: (client: string) => string | null,
    private readonly views?: OutputViews,
  ) {
    this.#pieces = new PieceKeeper(new PieceMaker(measures, clientName, views));
  }

  /** Changes in place with the next update. */
  get blocks(): readonly PlacedBlock[] {
    return this.#blocks;
  }

  /** Of the whole, in px. */
  get height(): number {
    return this.#head + this.#heights.total;
  }

  /**
   * Takes a newer transcript; what did not change keeps its object, and is not looked at.
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
    this.#head = head;
    const before = this.#placedBy;
    const views = this.views?.changed.get() ?? 0;
    this.#placedBy = { transcript, unfolded, ruleOwner, views };
    const same = before.unfolded === unfolded && before.ruleOwner === ruleOwner;
    const viewed = this.views ? this.views.changedSince(before.views) : [];
    const { at, from } = changesBetween(same && viewed ? before.transcript : null, transcript);
    const place = (block: Block, known: Placed | undefined, isFar = false) => {
      const isUnfolded = unfolded.has(block.seq);
      const own = rules(block);
      const version = this.views?.versionOf(block.seq) ?? 0;
      const isKnown =
        known?.block === block &&
        known.unfolded === isUnfolded &&
        known.views === version &&
        sameRules(known.rules, own);
      if (isKnown) return known;
      const ownOrNone = own.length > 0 ? own : NO_RULES;
      return isFar
        ? this.#pieces.guess(block, isUnfolded, ownOrNone, version)
        : this.#pieces.place(block, isUnfolded, ownOrNone, version);
    };
    const places = new Set(at);
    for (const seq of viewed ?? []) {
      const viewedAt = this.find(seq);
      if (viewedAt >= 0 && viewedAt < from) places.add(viewedAt);
    }
    for (const i of places) {
      const placed = place(transcript.blocks[i] as Block, this.#blocks[i]);
      this.#blocks[i] = placed;
      this.#heights.set(i, placed.height);
    }
    if (from >= transcript.blocks.length && from >= this.#blocks.length) return;
    const old = this.#blocks.splice(from);
    this.#heights.truncate(this.#blocks.length);
    const far = transcript.blocks.length - MEASURED_AT_ONCE;
    let oldAt = 0;
    for (let i = this.#blocks.length; i < transcript.blocks.length; i++) {
      const block = transcript.blocks[i] as Block;
      // Both are in the order of their numbers.
      while ((old[oldAt]?.block.seq ?? Number.POSITIVE_INFINITY) < block.seq) oldAt++;
      const known = old[oldAt];
      const placed = place(block, known?.block.seq === block.seq ? known : undefined, i < far);
      this.#blocks.push(placed);
      this.#heights.push(placed.height);
    }
    const [oldest] = this.#blocks;
    if (oldest && (old[0]?.block.seq ?? 0) < oldest.block.seq) this.#pieces.forgetBefore(oldest.block.seq);
  }

  /**
   * Finds out the true heights of blocks between `top` and `bottom` (px) that were only guessed.
   * @returns whether there were any: then what is below them may stand elsewhere
   */
  measure(top: number, bottom: number): boolean {
    let found = false;
    for (let more = true; more; ) {
      more = false;
      const [first, behind] = this.range(top, bottom);
      for (let i = first; i < behind; i++) {
        const placed = this.#blocks[i];
        if (!placed?.guessed) continue;
        const measured = this.#pieces.measured(placed);
        this.#blocks[i] = measured;
        this.#heights.set(i, measured.height);
        more = true;
      }
      found ||= more;
    }
    return found;
  }

  /** Where the block at a place stands, in px from the top of the transcript. */
  topOfBlock(place: number): number {
    return this.#head + this.#heights.topOf(place);
  }

  /** The blocks that reach into the stretch from `top` to `bottom`, in px: first and behind the last. */
  range(top: number, bottom: number): readonly [number, number] {
    const first = this.#heights.placeAt(top - this.#head);
    let behind = this.#heights.placeAt(bottom - this.#head);
    if (behind < this.#blocks.length && this.topOfBlock(behind) < bottom) behind++;
    return [first, Math.max(first, behind)];
  }

  /** Where a line of an output stands, in px from the top; null where it is not shown. */
  topOf({ seq, output, line }: OutputPlace): number | null {
    const at = this.find(seq);
    const key = output < 0 ? "code" : String(output);
    for (const piece of this.#blocks[at]?.pieces ?? []) {
      if (piece.key.split("-")[0] !== key) continue;
      if (piece.kind === "frames" && (piece.isOpen || line >= piece.frames.to)) continue;
      const top = this.topOfBlock(at) + piece.top;
      if (piece.kind !== "text") return top;
      if (line >= piece.to) continue;
      const row = piece.index.rowAt(Math.max(line, piece.from)) - piece.firstRow;
      return top + row * this.measures.row;
    }
    return null;
  }

  /** The folded frames of a traceback that a line is among; undefined where it is not folded. */
  foldedFramesAt({ seq, output, line }: OutputPlace): FramesPiece | undefined {
    return this.blocks[this.find(seq)]?.pieces.find(
      (piece): piece is FramesPiece =>
        piece.kind === "frames" &&
        !piece.isOpen &&
        Number.parseInt(piece.key, 10) === output &&
        line >= piece.frames.from &&
        line < piece.frames.to,
    );
  }

  /** Place of a block by its number, or -1. */
  find(seq: number): number {
    const blocks = this.#blocks;
    return findBlock(blocks.length, (place) => (blocks[place] as Placed).block.seq, seq);
  }
}

function sameRules(one: readonly RuleIn[], other: readonly RuleIn[]): boolean {
  return one.length === 0 && other.length === 0 ? true : JSON.stringify(one) === JSON.stringify(other);
}
