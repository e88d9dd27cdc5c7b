/** A dataset of an HDF5 file as a table: read by pieces; of more than two dimensions a part. */
import type { DataColumn } from "../../../../preload/contract/data";
import { cellOf, cleanText, shortFloat } from "../../../../preload/tables/cell-text";
import {
  Cannot,
  type Cell,
  type ReadableTable,
  type Rows,
  type Value,
} from "../../../../preload/tables/readable";
import { Unreadable } from "../file/opened";
import type { Library, Metadata } from "./hdf5-library";
import { decoderOf, described, type ElementType, heapOf } from "./values";

/** Of a piece: rows, columns, bytes; and how many pieces are held. */
const PIECE_ROWS = 8192;
const PIECE_COLUMNS = 64;
const PIECE_BYTES = 2 * 1024 * 1024;
const MOST_PIECES = 48;
const COMPOUND = 6;

interface Field {
  readonly name: string;
  readonly type: ElementType;
  readonly offset: number;
}

export class Hdf5Table implements ReadableTable {
  readonly dialect = "numpy" as const;
  readonly type: string;
  readonly shape: readonly number[] | null;
  slice: readonly (number | null)[] | null;
  readonly #dims: readonly number[];
  /** Members of records of one dimension; else one that all columns are of. */
  readonly #fields: readonly Field[];
  readonly #named: boolean;
  readonly #read: readonly ((memory: Buffer, at: number) => Value)[];
  readonly #held = new Map<string, readonly Value[][]>();

  /** @throws Unreadable */
  constructor(
    private readonly library: Library,
    private readonly file: bigint,
    private readonly path: string,
    private readonly metadata: Metadata,
  ) {
    const dims = metadata.shape ?? [0];
    if (!dims.every(Number.isSafeInteger)) throw new Unreadable("size");
    this.#dims = dims;
    const { members = [] } =
      metadata.type === COMPOUND && dims.length === 1 ? (metadata.compound_type ?? {}) : {};
    this.#named = members.length > 0;
    this.#fields = this.#named
      ? members.map((member) => ({ name: member.name, type: member, offset: member.offset }))
      : [{ name: "value", type: metadata, offset: 0 }];
    this.#read = this.#fields.map(({ type }) => decoderOf(type, library));
    this.type = `dataset ${this.#named ? "record" : described(metadata).type}`;
    this.shape = dims.length > 2 ? dims : null;
    if (this.shape && dims.slice(0, -2).includes(0)) throw new Unreadable("empty");
    this.slice = this.shape ? dims.map((_, at) => (at < dims.length - 2 ? 0 : null)) : null;
  }

  get rows(): number {
    const [down] = this.#shown;
    return down === undefined ? 1 : (this.#dims[down] ?? 1);
  }

  get columns(): number {
    const [, across] = this.#shown;
    return this.#named ? this.#fields.length : across === undefined ? 1 : (this.#dims[across] ?? 1);
  }

  column(at: number): DataColumn {
    const field = (this.#named ? this.#fields[at] : this.#fields[0]) ?? { name: "", type: this.metadata };
    const type = described(field.type);
    if (this.#named)
      return {
        name: cleanText(field.name, 200),
        ...type,
        literal: JSON.stringify(field.name).slice(0, 1000),
      };
    return this.#dims.length < 2
      ? { name: "value", ...type, literal: null }
      : { name: String(at), ...type, literal: String(at) };
  }

  /** Shows another part. */
  show(part: readonly (number | null)[]): void {
    const fits =
      part.length === this.#dims.length &&
      part.filter((at) => at === null).length === 2 &&
      part.every((at, dimension) => at === null || (at >= 0 && at < (this.#dims[dimension] ?? 0)));
    if (!fits || !this.slice) return;
    this.slice = [...part];
    this.#held.clear();
  }

  async cells(columns: readonly number[], rows: Rows, room: number): Promise<Cell[][]> {
    const found: Cell[][] = [];
    for (const column of columns) {
      const narrow = this.column(column).type === "float32";
      found.push(
        this.#values(column, rows).map((value) => {
          const cell = cellOf(value, room);
          return narrow && typeof value === "number" && Number.isFinite(value)
            ? { ...cell, text: shortFloat(value) }
            : cell;
        }),
      );
    }
    return found;
  }

  async values(column: number, rows: Rows): Promise<Value[]> {
    return this.#values(column, rows);
  }

  async whole(column: number, row: number, most: number): Promise<string> {
    const [value = null] = this.#values(column, { from: row, count: 1 });
    return typeof value === "string" ? value.slice(0, most) : cellOf(value, most).text;
  }

  /** The dimensions of rows and columns. */
  get #shown(): readonly number[] {
    return this.#dims.flatMap((_, at) => ((this.slice ? this.slice[at] === null : true) ? [at] : []));
  }

  #values(column: number, rows: Rows): Value[] {
    const found: Value[] = [];
    const count = rows instanceof Uint32Array ? rows.length : Math.min(rows.count, this.rows - rows.from);
    const rowsAtOnce = this.#rowsAtOnce;
    let [held, values]: [number, readonly Value[]] = [-1, []];
    for (let at = 0; at < count; at++) {
      const row = rows instanceof Uint32Array ? (rows[at] ?? 0) : rows.from + at;
      const piece = Math.floor(row / rowsAtOnce);
      if (piece !== held) [held, values] = [piece, this.#piece(piece, column)];
      found.push(values[row % rowsAtOnce] ?? null);
    }
    return found;
  }

  get #rowsAtOnce(): number {
    const width = this.#named ? 1 : Math.min(PIECE_COLUMNS, this.columns);
    // Of texts of any length only the places are in the bytes.
    const weight = this.metadata.vlen || this.metadata.type === 9 ? 64 : 1;
    return Math.max(1, Math.min(PIECE_ROWS, Math.floor(PIECE_BYTES / (this.metadata.size * weight * width))));
  }

  /** A column of some rows; what lies beside it is read with it. */
  #piece(piece: number, column: number): readonly Value[] {
    const block = this.#named ? 0 : Math.floor(column / PIECE_COLUMNS);
    const key = `${piece}/${block}`;
    const known = this.#held.get(key);
    const values = known ?? this.#readPiece(piece, block);
    this.#held.delete(key);
    this.#held.set(key, values);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= MOST_PIECES) break;
      this.#held.delete(oldest);
    }
    return values[this.#named ? column : column % PIECE_COLUMNS] ?? [];
  }

  /** @throws Cannot */
  #readPiece(piece: number, block: number): Value[][] {
    const [down, across] = this.#shown;
    const [from, left] = [piece * this.#rowsAtOnce, block * PIECE_COLUMNS];
    const height = down === undefined ? 1 : Math.min(this.#rowsAtOnce, this.rows - from);
    const width = across === undefined ? 1 : Math.min(PIECE_COLUMNS, this.columns - left);
    const offset = this.#dims.map((_, at) =>
      BigInt(at === down ? from : at === across ? left : (this.slice?.[at] ?? 0)),
    );
    const count = this.#dims.map((_, at) => BigInt(at === down ? height : at === across ? width : 1));
    const { library, file, path, metadata } = this;
    const { size } = metadata;
    const bytes = height * width * size;
    const place = library._malloc(bytes);
    if (place === 0) throw new Cannot("size");
    try {
      // What is not written would be read as places in memory.
      library.HEAPU8.fill(0, place, place + bytes);
      // Of a single value there is no part.
      const [counts, offsets, strides] =
        this.#dims.length === 0 ? [null, null, null] : [count, offset, count.map(() => 1n)];
      library.get_dataset_data(file, path, counts, offsets, strides, BigInt(place));
      const memory = heapOf(library).subarray(place, place + bytes);
      const values = this.#named
        ? this.#fields.map(({ offset: at }, field) => this.#column(memory, height, size, at, field))
        : Array.from({ length: width }, (_, at) => this.#column(memory, height, width * size, at * size, 0));
      if (metadata.vlen || hasVariable(metadata))
        library.reclaim_vlen_memory_count(file, path, "", BigInt(place), count);
      return values;
    } catch (error) {
      throw new Cannot("file", reasonOf(error));
    } finally {
      library._free(place);
    }
  }

  #column(memory: Buffer, height: number, step: number, from: number, field: number): Value[] {
    const read = this.#read[field] ?? (() => null);
    return Array.from({ length: height }, (_, row) => read(memory, from + row * step));
  }
}

/** What the library says last of its trace: the deepest reason. */
function reasonOf(error: unknown): string {
  const lines = String(error instanceof Error ? error.message : error)
    .slice(0, 20_000)
    .split("\n");
  const last = lines.findLast((line) => line.includes("(): ")) ?? lines[0] ?? "";
  const at = last.indexOf("(): ");
  return cleanText(at < 0 ? last : last.slice(at + 4), 300);
}

/** Something in it lies elsewhere in the library's memory, and is to be given back. */
function hasVariable(type: ElementType): boolean {
  if (type.vlen || type.type === 9) return true;
  if (type.array_type) return hasVariable(type.array_type);
  return (type.compound_type?.members ?? []).some(hasVariable);
}
