/** Arrays of NumPy in files as tables: read by place, whatever their length; of more than two dimensions a part. */
import type { DataColumn } from "../../../../preload/contract/data";
import { cleanText } from "../../../../preload/tables/cell-text";
import type { Cell, ReadableTable, Rows, Value } from "../../../../preload/tables/readable";
import { type OpenFormat, openedArray, Unreadable } from "../file/opened";
import { elementAt, elementCell, kindOf } from "./elements";
import { type Dtype, type NpyHeader, npyHeader } from "./npy-header";

/** Of the head of a file, in bytes: NumPy writes no longer ones without many fields. */
const HEAD_BYTES = 256 * 1024;
/** Read at once, in bytes. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/** Reads bytes from a place on. */
export interface Bytes {
  readonly size: number;
  read(from: number, length: number): Promise<Buffer>;
}

export const openNpy: OpenFormat = async (file) => openedArray(await NpyTable.of(file), [], null);

export class NpyTable implements ReadableTable {
  readonly dialect = "numpy" as const;
  readonly type: string;
  readonly shape: readonly number[] | null;
  slice: readonly (number | null)[] | null;
  /** Elements between one and the next, in each dimension. */
  readonly #strides: readonly number[];

  private constructor(
    private readonly bytes: Bytes,
    private readonly header: NpyHeader,
  ) {
    const { shape, fortran, fields, named } = header;
    this.type = `ndarray ${named ? "record" : fields[0]?.dtype.name}`;
    const strides = new Array<number>(shape.length).fill(1);
    const way = fortran ? shape.map((_, at) => at) : shape.map((_, at) => shape.length - 1 - at);
    let stride = 1;
    for (const at of way) {
      strides[at] = stride;
      stride *= shape[at] ?? 1;
    }
    this.#strides = strides;
    this.shape = shape.length > 2 ? shape : null;
    this.slice = shape.length > 2 ? shape.map((_, at) => (at < shape.length - 2 ? 0 : null)) : null;
  }

  /** @throws Unreadable */
  static async of(bytes: Bytes): Promise<NpyTable> {
    const header = npyHeader(await bytes.read(0, HEAD_BYTES));
    if (header.named && header.shape.length > 1) throw new Unreadable("feature");
    const count = header.shape.reduce((all, length) => all * length, 1);
    if (!Number.isSafeInteger(count * header.size)) throw new Unreadable("format");
    if (header.begin + count * header.size > bytes.size) throw new Unreadable("truncated");
    if (header.shape.length > 2 && header.shape.slice(0, -2).includes(0)) throw new Unreadable("size");
    return new NpyTable(bytes, header);
  }

  get rows(): number {
    const { shape } = this.header;
    return shape.length === 0 ? 1 : (shape[this.#dimensions[0]] ?? 1);
  }

  get columns(): number {
    const { shape, fields, named } = this.header;
    if (named || shape.length < 2) return fields.length;
    return shape[this.#dimensions[1]] ?? 1;
  }

  column(at: number): DataColumn {
    const { fields, named, shape } = this.header;
    const field = this.#fieldOf(at);
    const type = { type: field.dtype.name, kind: kindOf(field.dtype) };
    if (named)
      return { name: cleanText(fields[at]?.name ?? "", 200), ...type, literal: JSON.stringify(field.name) };
    return shape.length < 2
      ? { name: "value", ...type, literal: null }
      : { name: String(at), ...type, literal: String(at) };
  }

  /** Shows another part. */
  show(part: readonly (number | null)[]): void {
    const { shape } = this.header;
    const fits =
      part.length === shape.length &&
      part.filter((at) => at === null).length === 2 &&
      part.every((at, dimension) => at === null || (at >= 0 && at < (shape[dimension] ?? 0)));
    if (fits && this.slice) this.slice = [...part];
  }

  async cells(columns: readonly number[], rows: Rows, room: number): Promise<Cell[][]> {
    const found: Cell[][] = columns.map(() => []);
    await this.#each(columns, rows, (at, value, dtype) => found[at]?.push(elementCell(value, dtype, room)));
    return found;
  }

  async values(column: number, rows: Rows): Promise<Value[]> {
    const found: Value[] = [];
    await this.#each([column], rows, (_, value) => found.push(value));
    return found;
  }

  async whole(column: number, row: number, most: number): Promise<string> {
    const [[cell] = []] = await this.cells([column], { from: row, count: 1 }, most);
    return cell?.text ?? "";
  }

  /** The dimensions of rows and columns. */
  get #dimensions(): readonly [number, number] {
    const [rows = 0, columns = 1] = (this.slice ?? [null, null]).flatMap((at, dimension) =>
      at === null ? [dimension] : [],
    );
    return [rows, columns];
  }

  #fieldOf(column: number) {
    const { fields, named } = this.header;
    return (named ? fields[column] : fields[0]) ?? { name: "", dtype: NOTHING, offset: 0 };
  }

  async #each(
    columns: readonly number[],
    rows: Rows,
    take: (at: number, value: Value, dtype: Dtype) => void,
  ): Promise<void> {
    const { size, begin, named, shape } = this.header;
    const count = rows instanceof Uint32Array ? rows.length : Math.min(rows.count, this.rows - rows.from);
    if (count <= 0 || columns.length === 0) return;
    const [down, across] = this.#dimensions;
    const rowStride = (this.#strides[down] ?? 0) * size;
    const columnStride = named || shape.length < 2 ? 0 : (this.#strides[across] ?? 0) * size;
    const base = (this.slice ?? []).reduce<number>(
      (at, index, dimension) => at + (index ?? 0) * (this.#strides[dimension] ?? 0) * size,
      begin,
    );
    const rowAt = (at: number) => (rows instanceof Uint32Array ? (rows[at] ?? 0) : rows.from + at);
    const extent = (from: number, to: number) => {
      const [low, high] = [rowAt(from), rowAt(to - 1)];
      const first = Math.min(...columns) * columnStride;
      const last = Math.max(...columns) * columnStride;
      return { from: base + low * rowStride + first, to: base + high * rowStride + last + size };
    };
    // Where the columns lie apart (Fortran's order) each is read by itself.
    if (columnStride > rowStride && columns.length > 1) {
      for (const [at, column] of columns.entries())
        await this.#each([column], rows, (_, value, dtype) => take(at, value, dtype));
      return;
    }
    for (let at = 0; at < count; ) {
      let next = at + 1;
      while (!(rows instanceof Uint32Array) && next < count) {
        const step = Math.min(count, next + Math.max(1, Math.floor(CHUNK_BYTES / Math.max(1, rowStride))));
        const { from, to } = extent(at, step);
        if (to - from > 2 * CHUNK_BYTES) break;
        next = step;
        if (to - from > CHUNK_BYTES) break;
      }
      const { from, to } = extent(at, next);
      const bytes = await this.bytes.read(from, to - from);
      if (bytes.length < to - from) throw new Error("the file is shorter than it was");
      for (; at < next; at++)
        for (const [each, column] of columns.entries()) {
          const field = this.#fieldOf(column);
          const place = base + rowAt(at) * rowStride + column * columnStride + field.offset - from;
          take(each, elementAt(bytes, place, field.dtype), field.dtype);
        }
    }
  }
}

const NOTHING: Dtype = { kind: "V", size: 0, little: true, unit: "", name: "void" };
