/** Which run of each cell is shown, how much of it, and where: what the zones and the views are made from. */
import type { Block } from "../../preload/transcript/transcript";
import type { Cell } from "../code/cells";
import type { Measures } from "../shell/measures/measures";
import type { Piece } from "../shell/transcript/pieces";
import { ResultMaker, resultViews } from "./result-pieces";
import type { ResultSource } from "./result-source";
import type { CellResult } from "./use-results";

/** Rows that a result has before it is cut off. */
export const ROWS_SHOWN = 16;
/** A picture or table that begins among them is not cut off, as long as it ends within these. */
const ROWS_WITH_DISPLAY = 32;
/** One that is shown whole has at most so many; the shell has the rest. */
const MOST_ROWS = 5_000;

/** What is said of a result and done with it takes so much at the end of its first row, in px. */
const BESIDE_PX = 190;

/** A result in its place in the file. */
export interface PlacedResult {
  /** Place of its cell among the cells of the file. */
  readonly at: number;
  readonly cell: Cell;
  readonly result: CellResult;
  readonly source: ResultSource;
  readonly block: Block;
  /** Which run it is of: 1 is the oldest that is known. */
  readonly number: number;
  /** It is not what the cell as it stands would have given last in this kernel. */
  readonly isOld: boolean;
  readonly isWhole: boolean;
  /** What is said of it stands in a row above it. */
  readonly hasOwnRow: boolean;
  /** Its outputs reach to where that would stand: it stands over them while they are pointed at. */
  readonly isWide: boolean;
  readonly pieces: readonly Piece[];
  /** Of the outputs that are drawn, and of all with what stands around them, in px. */
  readonly bodyHeight: number;
  readonly height: number;
  /** Rows that are not drawn. */
  readonly hiddenRows: number;
}

/** What a user chose to see, by the newest run of the cell: a newer run begins anew. */
export interface Chosen {
  /** The run that is looked at. */
  readonly block: Block | null;
  readonly isWhole: boolean;
}

export const keyOf = ({ where, block }: { readonly where: ResultSource; readonly block: Block }) =>
  `${where.name}/${block.seq}`;

export class ResultPlacer {
  readonly #makers = new Map<ResultSource, ResultMaker>();

  constructor(readonly measures: Measures) {}

  place(at: number, cell: Cell, result: CellResult, chosen: Chosen | undefined): PlacedResult | null {
    const { runs } = result;
    // By itself the newest that is of the code as it stands, as in another branch of the file; else the newest.
    const found = chosen?.block
      ? runs.findIndex(({ block }) => block === chosen.block || isSameRun(block, chosen.block))
      : runs.findIndex(({ block }) => block.code === result.code);
    const index = Math.max(0, found);
    const run = runs[index];
    if (!run) return null;
    const { where: source, block } = run;
    const { pieces, height: full } = this.#makerOf(source).piecesOf(block);
    // A frame may be without height until its page has told it.
    if (full === 0 && !pieces.some((piece) => piece.kind === "display" && piece.drawing === "frame"))
      return null;
    const { row } = this.measures;
    const isWhole = chosen?.isWhole ?? false;
    const short = shortHeight(pieces, row);
    const most = isWhole ? row * MOST_ROWS : short;
    // Cutting off a row or two would save nothing: the line that says so takes one.
    const bodyHeight = full <= most + 2 * row ? full : most;
    const isOld = index > 0 || block.code !== result.code || result.ofThePast[index] === true;
    const hasOwnRow = isOld || result.isNext;
    const hiddenRows = Math.round((full - bodyHeight) / row);
    const foot = hiddenRows > 0 || (isWhole && full > short) ? row : 0;
    return {
      at,
      cell,
      result,
      source,
      block,
      number: runs.length - index,
      isOld,
      isWhole,
      hasOwnRow,
      isWide: !hasOwnRow && this.#isWide(pieces),
      pieces,
      bodyHeight: Math.max(bodyHeight, row),
      height: Math.max(bodyHeight, row) + foot + (hasOwnRow ? row : 0),
      hiddenRows,
    };
  }

  /** Whether the first row is not left free at its end. */
  #isWide(pieces: readonly Piece[]): boolean {
    const first = pieces.find(({ kind }) => kind !== "rule");
    if (first?.kind !== "text") return true;
    const { columns, width } = this.measures;
    const written = first.lines[first.from]?.text.length ?? 0;
    return (written * width) / columns > width - BESIDE_PX;
  }

  #makerOf(source: ResultSource): ResultMaker {
    let maker = this.#makers.get(source);
    if (!maker) {
      maker = new ResultMaker(this.measures, resultViews(source.owner));
      this.#makers.set(source, maker);
    }
    return maker;
  }
}

/** A run that went on is another object. */
const isSameRun = (one: Block, other: Block | null) => one.seq === other?.seq && one.asked === other.asked;

/** Up to where a result is shown that is longer, in px. */
function shortHeight(pieces: readonly Piece[], row: number): number {
  const most = row * ROWS_SHOWN;
  const ends = pieces
    .filter(({ kind, top }) => kind === "display" && top < most)
    .map(({ top, height }) => top + height)
    .filter((end) => end <= row * ROWS_WITH_DISPLAY);
  return Math.max(most, ...ends);
}
