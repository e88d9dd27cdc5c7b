/** Parquet as a table: its index is read, and of its row groups the columns that are looked at. */

import { isUtf8 } from "node:buffer";
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { ColumnKind, DataColumn } from "../../../preload/contract/data";
import { cellOf, cleanText } from "../../../preload/tables/cell-text";
import type { Cell, ReadableTable, Rows, Value } from "../../../preload/tables/readable";
import { columnLiteral } from "./file/column-literal";
import { type OpenedFile, type OpenFormat, PLAIN_OPTIONS, Unreadable } from "./file/opened";

/** Rows of a column that are read at once and held, and how many such pieces. */
const PIECE_ROWS = 20_000;
const MOST_PIECES = 60;

export const openParquet: OpenFormat = async (file): Promise<OpenedFile> => {
  const magic = [await file.read(0, 4), await file.read(file.size - 4, 4)].map((bytes) =>
    bytes.toString("latin1"),
  );
  if (magic[0] === "PARE" || magic[1] === "PARE") throw new Unreadable("feature");
  if (magic[0] !== "PAR1") throw new Unreadable("format");
  // The index stands at the end.
  if (magic[1] !== "PAR1") throw new Unreadable("truncated");
  const buffer: AsyncBuffer = {
    byteLength: file.size,
    slice: async (from, to = file.size) => arrayOf(await file.read(from, to - from)),
  };
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(buffer);
  } catch (error) {
    throw new Unreadable("format", error);
  }
  return {
    table: new ParquetTable(buffer, metadata),
    options: PLAIN_OPTIONS,
    parts: [],
    done: 1,
    whole: Promise.resolve(),
    close: () => {},
  };
};

const arrayOf = (bytes: Buffer) =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

class ParquetTable implements ReadableTable {
  readonly type = "DataFrame";
  readonly dialect = "pandas" as const;
  readonly shape = null;
  readonly slice = null;
  readonly rows: number;
  readonly #columns: readonly DataColumn[];
  readonly #names: readonly string[];
  readonly #held = new Map<string, Promise<Value[]>>();
  #last: { readonly key: string; readonly values: Promise<Value[]> } | undefined;

  constructor(
    private readonly file: AsyncBuffer,
    private readonly metadata: FileMetaData,
  ) {
    this.rows = Number(metadata.num_rows);
    const { children } = parquetSchema(metadata);
    this.#names = children.map(({ element }) => element.name);
    this.#columns = children.map(({ element, children: inner }) => {
      const { name } = element;
      return {
        name: cleanText(name, 200),
        ...typeOf(element, inner.length > 0),
        literal: columnLiteral(name),
      };
    });
  }

  get columns(): number {
    return this.#columns.length;
  }

  column(at: number): DataColumn {
    return this.#columns[at] ?? { name: "", type: "", kind: "other", literal: null };
  }

  async cells(columns: readonly number[], rows: Rows, room: number): Promise<Cell[][]> {
    const found: Cell[][] = [];
    for (const column of columns) {
      const float = this.column(column).type === "float";
      found.push(
        (await this.values(column, rows)).map((value) =>
          float && typeof value === "number"
            ? { ...cellOf(value, room), text: narrow(value, room) }
            : cellOf(value, room),
        ),
      );
    }
    return found;
  }

  async values(column: number, rows: Rows): Promise<Value[]> {
    const found: Value[] = [];
    const count = rows instanceof Uint32Array ? rows.length : Math.min(rows.count, this.rows - rows.from);
    for (let at = 0; at < count; at++) {
      const row = rows instanceof Uint32Array ? (rows[at] ?? 0) : rows.from + at;
      const piece = await this.#piece(column, Math.floor(row / PIECE_ROWS));
      found.push(piece[row % PIECE_ROWS] ?? null);
    }
    return found;
  }

  async whole(column: number, row: number, most: number): Promise<string> {
    const [value = null] = await this.values(column, { from: row, count: 1 });
    return value === null ? "null" : String(value).slice(0, most);
  }

  #piece(column: number, piece: number): Promise<Value[]> {
    const key = `${column}/${piece}`;
    const held = this.#held.get(key);
    if (held) {
      this.#held.delete(key);
      this.#held.set(key, held);
      return held;
    }
    const read = this.#read(column, piece * PIECE_ROWS, Math.min(this.rows, (piece + 1) * PIECE_ROWS));
    this.#held.set(key, read);
    read.catch(() => this.#held.delete(key));
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= MOST_PIECES) break;
      this.#held.delete(oldest);
    }
    return read;
  }

  async #read(column: number, from: number, to: number): Promise<Value[]> {
    const found: Value[] = [];
    let [begin, group] = [0, 0];
    for (const { num_rows: rows } of this.metadata.row_groups) {
      const end = begin + Number(rows);
      if (begin < to && end > from) {
        const values = await this.#group(column, group, begin, end);
        for (let at = Math.max(from, begin); at < Math.min(to, end); at++)
          found.push(values[at - begin] ?? null);
      }
      begin = end;
      group++;
    }
    return found;
  }

  /** A column of a row group is decoded as a whole; the last one is held for the pieces that follow. */
  #group(column: number, group: number, from: number, to: number): Promise<Value[]> {
    const key = `${column}/${group}`;
    if (this.#last?.key === key) return this.#last.values;
    const name = this.#names[column] ?? "";
    const values = parquetReadObjects({
      file: this.file,
      metadata: this.metadata,
      columns: [name],
      rowStart: from,
      rowEnd: to,
      compressors,
      utf8: false,
    }).then((objects) => objects.map((object) => valueOf(object[name])));
    this.#last = { key, values };
    return values;
  }
}

function narrow(value: number, room: number): string {
  const cell = cellOf(value, room);
  if (!Number.isFinite(value)) return cell.text;
  for (let digits = 6; digits < 10; digits++)
    if (Math.fround(Number(value.toPrecision(digits))) === value)
      return String(Number(value.toPrecision(digits)));
  return cell.text;
}

/** What hyparquet gives, as tables have it: times as texts, what is in something as JSON. */
function valueOf(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : isoOf(value);
  if (value instanceof Uint8Array && isUtf8(value)) return Buffer.from(value).toString("utf8");
  if (value instanceof Uint8Array) return `b'${Buffer.from(value.subarray(0, 100)).toString("hex")}'`;
  if (typeof value === "object") {
    const plain = (_: string, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner);
    return (JSON.stringify(value, plain) ?? "").slice(0, 2000);
  }
  return value as Value;
}

function isoOf(date: Date): string {
  const text = date.toISOString();
  return text.endsWith("T00:00:00.000Z")
    ? text.slice(0, 10)
    : text.replace("T", " ").replace(/(?:\.000)?Z$/, "");
}

interface SchemaElement {
  readonly type?: string;
  readonly converted_type?: string;
  readonly logical_type?: { readonly type: string };
  readonly repetition_type?: string;
}

const NUMBERS: Readonly<Record<string, string>> = {
  INT32: "int32",
  INT64: "int64",
  FLOAT: "float",
  DOUBLE: "double",
};

function typeOf(element: SchemaElement, nested: boolean): { type: string; kind: ColumnKind } {
  const logical = element.logical_type?.type ?? element.converted_type ?? "";
  if (nested || element.repetition_type === "REPEATED")
    return { type: logical.toLowerCase() || "struct", kind: "other" };
  if (/^(?:TIMESTAMP|DATE|TIME)/.test(logical)) return { type: logical.toLowerCase(), kind: "time" };
  if (/^(?:STRING|UTF8|ENUM|JSON|UUID)/.test(logical))
    return { type: logical === "UTF8" ? "string" : logical.toLowerCase(), kind: "text" };
  if (logical.startsWith("DECIMAL")) return { type: "decimal", kind: "number" };
  const { type = "" } = element;
  if (type === "BOOLEAN") return { type: "bool", kind: "boolean" };
  if (type === "INT96") return { type: "timestamp", kind: "time" };
  const number = NUMBERS[type];
  return number ? { type: number, kind: "number" } : { type: type.toLowerCase(), kind: "other" };
}
