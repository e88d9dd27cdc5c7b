/** Where the rows of a long text are: the place of every so many, found once from beginning to end, in the background. */
import type { PlainFile } from "../file/plain-file";
import { type Dialect, RowEnds } from "./row-ends";

/** A piece ends with the row that makes it so long, in bytes, or so many rows. */
const PIECE_BYTES = 64 * 1024;
const PIECE_ROWS = 1024;
/** Bytes that are read at once. */
const CHUNK_BYTES = 1024 * 1024;

/** A piece of whole rows. */
export interface Piece {
  readonly number: number;
  readonly firstRow: number;
  readonly rows: number;
  /** Places in the file. */
  readonly from: number;
  readonly to: number;
}

export class RowIndex {
  /** Of each piece: where it begins in the file, and its first row; of the next one that is not whole yet too. */
  readonly #places: number[];
  readonly #rows: number[] = [0];
  #known = 0;
  #looked: number;

  /** @param from where the first row begins */
  constructor(
    private readonly file: PlainFile,
    private readonly dialect: Dialect,
    private readonly from: number,
  ) {
    this.#places = [from];
    this.#looked = from;
  }

  /** Rows of whole pieces; of all once it is done. */
  get rows(): number {
    return this.#known;
  }

  /** How much of the file has been looked through, from 0 to 1; 1 once all rows are known. */
  get done(): number {
    return this.file.size === 0 ? 1 : this.#looked / this.file.size;
  }

  /** Looks through the file. */
  async build(signal: AbortSignal): Promise<void> {
    let [rows, place] = [0, this.from];
    const close = () => {
      this.#places.push(place);
      this.#rows.push(rows);
      this.#known = rows;
    };
    const ends = new RowEnds(this.dialect, this.from, (next) => {
      rows++;
      place = next;
      const first = this.#rows.at(-1) ?? 0;
      if (rows - first >= PIECE_ROWS || next - (this.#places.at(-1) ?? 0) >= PIECE_BYTES) close();
    });
    let at = this.from;
    while (at < this.file.size) {
      const bytes = await this.file.read(at, CHUNK_BYTES);
      signal.throwIfAborted();
      if (bytes.length === 0) break;
      at = ends.take(bytes);
      // The rows of the last piece come after it.
      this.#looked = Math.min(Math.max(this.#looked, at), this.file.size - 1);
      // Whoever asks for a page comes first.
      await new Promise((resolve) => setImmediate(resolve));
    }
    ends.finish();
    if (rows > this.#known) close();
    this.#looked = this.file.size;
  }

  /** The piece with a row; undefined where it is not known. */
  pieceOf(row: number): Piece | undefined {
    if (row < 0 || row >= this.#known) return undefined;
    let low = 0;
    let high = this.#rows.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#rows[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    const firstRow = this.#rows[low] ?? 0;
    return {
      number: low,
      firstRow,
      rows: (this.#rows[low + 1] ?? 0) - firstRow,
      from: this.#places[low] ?? 0,
      to: this.#places[low + 1] ?? 0,
    };
  }
}
