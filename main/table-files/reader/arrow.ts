/** Arrow's files and streams (Feather 2 is one) as tables, a record batch at a time. */

import {
  type AsyncRecordBatchFileReader,
  CompressionType,
  compressionRegistry,
  DataType,
  type Field,
  type RecordBatch,
  RecordBatchReader,
} from "apache-arrow";
import { decompressZstd } from "hyparquet-compressors";
import type { ColumnKind, DataColumn } from "../../../preload/contract/data";
import { cellOf, cleanText, shortFloat } from "../../../preload/tables/cell-text";
import type { Cell, ReadableTable, Rows, Value } from "../../../preload/tables/readable";
import { columnLiteral } from "./file/column-literal";
import { type OpenedFile, type OpenFormat, PLAIN_OPTIONS, Unreadable } from "./file/opened";
import type { PlainFile } from "./file/plain-file";
import { lz4Frame } from "./lz4-frame";

const MAGIC = "ARROW1";
/** Batches that are held. */
const HELD = 8;
/** A stream has no index: it is read as a whole, so no longer than this, in bytes. */
const MOST_STREAM_BYTES = 512 * 1024 * 1024;

compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: lz4Frame });
compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => decompressZstd(bytes) });

export const openArrow: OpenFormat = async (file, _options, signal): Promise<OpenedFile> => {
  const isFile = (await file.read(0, 6)).toString("latin1") === MAGIC;
  const batches = isFile ? await Batches.ofFile(file) : await Batches.ofStream(file);
  const stop = new AbortController();
  const whole = batches.count(AbortSignal.any([signal, stop.signal]));
  whole.catch(() => {});
  return {
    table: new ArrowTable(batches),
    options: PLAIN_OPTIONS,
    parts: [],
    get done() {
      return batches.done;
    },
    whole,
    close: () => stop.abort(),
  };
};

class Batches {
  readonly #held = new Map<number, Promise<RecordBatch>>();
  /** The first row of each batch, and of what follows the last. */
  readonly firsts: number[] = [0];

  private constructor(
    readonly fields: readonly Field[],
    readonly number: number,
    private readonly read: (at: number) => Promise<RecordBatch>,
  ) {}

  static async ofFile(file: PlainFile): Promise<Batches> {
    const end = (await file.read(file.size - 6, 6)).toString("latin1");
    if (end !== MAGIC) throw new Unreadable("truncated");
    try {
      const made = await RecordBatchReader.from(file.handle);
      const reader = (await made.open({ autoDestroy: false })) as AsyncRecordBatchFileReader;
      let turn: Promise<unknown> = Promise.resolve();
      return new Batches(reader.schema.fields, reader.numRecordBatches, (at) => {
        // The reader goes to a place and reads there: one after the other.
        const read = turn.then(() => reader.readRecordBatch(at));
        turn = read.catch(() => {});
        return read.then((batch) => batch ?? Promise.reject(new Error("a record batch is missing")));
      });
    } catch (error) {
      throw new Unreadable("format", error);
    }
  }

  static async ofStream(file: PlainFile): Promise<Batches> {
    if (file.size > MOST_STREAM_BYTES) throw new Unreadable("size");
    try {
      const reader = RecordBatchReader.from(await file.read(0, file.size)).open();
      const all = [...reader];
      if (!reader.schema) throw new Error("no schema");
      return new Batches(reader.schema.fields, all.length, async (at) => all[at] as RecordBatch);
    } catch (error) {
      throw new Unreadable("format", error);
    }
  }

  get done(): number {
    return this.number === 0 ? 1 : (this.firsts.length - 1) / this.number;
  }

  get rows(): number {
    return this.firsts.at(-1) ?? 0;
  }

  /** How many rows each has: that stands with the batch. */
  async count(signal: AbortSignal): Promise<void> {
    for (let at = 0; at < this.number; at++) {
      const { numRows } = await this.at(at);
      signal.throwIfAborted();
      this.firsts.push((this.firsts.at(-1) ?? 0) + numRows);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  at(number: number): Promise<RecordBatch> {
    const held = this.#held.get(number) ?? this.read(number);
    this.#held.delete(number);
    this.#held.set(number, held);
    held.catch(() => this.#held.delete(number));
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= HELD) break;
      this.#held.delete(oldest);
    }
    return held;
  }

  /** The batch with a row. */
  numberOf(row: number): number {
    let low = 0;
    let high = Math.max(0, this.firsts.length - 2);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.firsts[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

class ArrowTable implements ReadableTable {
  readonly type = "DataFrame";
  readonly dialect = "pandas" as const;
  readonly shape = null;
  readonly slice = null;
  readonly #columns: readonly DataColumn[];

  constructor(private readonly batches: Batches) {
    const names = batches.fields.map(({ name }) => name);
    this.#columns = batches.fields.map(({ name, type }) => {
      const only = names.indexOf(name) === names.lastIndexOf(name);
      return {
        name: cleanText(name, 200),
        type: cleanText(String(type).toLowerCase(), 100),
        kind: kindOf(type),
        literal: only ? columnLiteral(name) : null,
      };
    });
  }

  get rows(): number {
    return this.batches.rows;
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
      const narrow = this.column(column).type === "float32";
      const cells = (await this.values(column, rows)).map((value) => {
        const cell = cellOf(value, room);
        return narrow && typeof value === "number" && Number.isFinite(value)
          ? { ...cell, text: shortFloat(value) }
          : cell;
      });
      found.push(cells);
    }
    return found;
  }

  async values(column: number, rows: Rows): Promise<Value[]> {
    const found: Value[] = [];
    const count = rows instanceof Uint32Array ? rows.length : Math.min(rows.count, this.rows - rows.from);
    const type = this.batches.fields[column]?.type;
    let [number, batch]: [number, RecordBatch | undefined] = [-1, undefined];
    for (let at = 0; at < count; at++) {
      const row = rows instanceof Uint32Array ? (rows[at] ?? 0) : rows.from + at;
      const wanted = this.batches.numberOf(row);
      if (wanted !== number) batch = await this.batches.at(wanted);
      number = wanted;
      const value: unknown = batch?.getChildAt(column)?.get(row - (this.batches.firsts[number] ?? 0));
      found.push(valueOf(value, type));
    }
    return found;
  }

  async whole(column: number, row: number, most: number): Promise<string> {
    const [value = null] = await this.values(column, { from: row, count: 1 });
    return value === null ? "null" : String(value).slice(0, most);
  }
}

function kindOf(type: DataType): ColumnKind {
  if (DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type)) return "number";
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return "text";
  if (DataType.isBool(type)) return "boolean";
  if (DataType.isTimestamp(type) || DataType.isDate(type)) return "time";
  return DataType.isDictionary(type) ? "category" : "other";
}

function valueOf(value: unknown, type: DataType | undefined): Value {
  if (value === null || value === undefined) return null;
  if (type && (DataType.isTimestamp(type) || DataType.isDate(type))) return timeText(Number(value));
  if (value instanceof Uint8Array) return `b'${Buffer.from(value.subarray(0, 100)).toString("hex")}'`;
  if (typeof value === "object") {
    const plain = (_: string, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner);
    return (JSON.stringify(value, plain) ?? String(value)).slice(0, 2000);
  }
  return value as Value;
}

/** @param time in ms since 1970, which may have a fraction */
function timeText(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  const text = date.toISOString();
  return text.endsWith("T00:00:00.000Z")
    ? text.slice(0, 10)
    : text.replace("T", " ").replace(/(?:\.000)?Z$/, "");
}
