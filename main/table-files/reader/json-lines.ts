/** JSON Lines as a table: a row for each line, a column for each key of the first ones. */

import type { DataColumn } from "../../../preload/contract/data";
import type { ReadingOptions } from "../../../preload/contract/table-files";
import { cellOf, cleanText } from "../../../preload/tables/cell-text";
import type { Cell, ReadableTable, Rows, Value } from "../../../preload/tables/readable";
import { type Dialect, type Fields, fieldsOf, LF } from "./csv/row-ends";
import { RowIndex } from "./csv/row-index";
import { Pieces } from "./csv/row-pieces";
import { SNIFFED_BYTES, textOf } from "./csv/sniff";
import { typeOf } from "./csv/values";
import { columnLiteral } from "./file/column-literal";
import { type OpenedFile, PLAIN_OPTIONS, Unreadable } from "./file/opened";
import type { PlainFile } from "./file/plain-file";

/** Lines are rows of one field: no text of JSON has this byte in it. */
const LINES: Dialect = { separator: 0, quotes: false, end: LF };
const MOST_COLUMNS = 5000;
/** A longer line is shown as a text, in bytes. */
const MOST_LINE_BYTES = 4 * 1024 * 1024;
/** The column of what is no object. */
const WHOLE = "value";

type Line = Readonly<Record<string, unknown>>;

export async function openJsonLines(
  file: PlainFile,
  options: ReadingOptions,
  signal: AbortSignal,
): Promise<OpenedFile> {
  const encoding = options.encoding ?? "utf8";
  const head = await file.read(0, SNIFFED_BYTES);
  const begin = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const sample = fieldsOf(head.subarray(begin), LINES);
  const parsed = linesOf(sample, encoding).slice(
    0,
    Math.max(1, sample.count - (file.size > head.length ? 1 : 0)),
  );
  if (parsed.every((line) => WHOLE in line && typeof line[WHOLE] === "string"))
    throw new Unreadable("format");
  const index = new RowIndex(file, LINES, begin);
  const stop = new AbortController();
  const whole = index.build(AbortSignal.any([signal, stop.signal]));
  whole.catch(() => {});
  return {
    table: new LinesTable(file, index, parsed, encoding),
    options: { ...PLAIN_OPTIONS, encoding },
    parts: [],
    get done() {
      return index.done;
    },
    whole,
    close: () => stop.abort(),
  };
}

function linesOf(
  { bytes, bounds, count }: Fields,
  encoding: NonNullable<ReadingOptions["encoding"]>,
): Line[] {
  return Array.from({ length: count }, (_, row) => {
    const [from = 0, to = 0] = [bounds[2 * row], bounds[2 * row + 1]];
    const text = textOf(bytes, from, to, encoding);
    if (to - from > MOST_LINE_BYTES) return { [WHOLE]: text };
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === "object" && value !== null && !Array.isArray(value)
        ? (value as Line)
        : { [WHOLE]: value };
    } catch {
      return { [WHOLE]: text };
    }
  });
}

class LinesTable implements ReadableTable {
  readonly type = "DataFrame";
  readonly dialect = "pandas" as const;
  readonly shape = null;
  readonly slice = null;
  readonly #columns: readonly DataColumn[];
  readonly #keys: readonly string[];
  readonly #pieces: Pieces<Line[]>;

  constructor(
    file: PlainFile,
    private readonly index: RowIndex,
    sample: readonly Line[],
    encoding: NonNullable<ReadingOptions["encoding"]>,
  ) {
    this.#pieces = new Pieces(file, index, (bytes) => linesOf(fieldsOf(bytes, LINES), encoding));
    this.#keys = [...new Set(sample.flatMap((line) => Object.keys(line)))].slice(0, MOST_COLUMNS);
    this.#columns = this.#keys.map((key) => {
      const found = sample
        .map((line) => (Object.hasOwn(line, key) ? line[key] : undefined))
        .filter((value) => value !== undefined && value !== null);
      return { name: cleanText(key, 200), ...kindOf(found), literal: columnLiteral(key) };
    });
  }

  get rows(): number {
    return this.index.rows;
  }

  get columns(): number {
    return this.#columns.length;
  }

  column(at: number): DataColumn {
    return this.#columns[at] ?? { name: "", type: "", kind: "other", literal: null };
  }

  async cells(columns: readonly number[], rows: Rows, room: number): Promise<Cell[][]> {
    const found: Cell[][] = columns.map(() => []);
    await this.#each(rows, (line) => {
      for (const [at, column] of columns.entries()) {
        const key = this.#keys[column] ?? "";
        const value = Object.hasOwn(line, key) ? line[key] : undefined;
        found[at]?.push(value === undefined ? { text: "", missing: true } : cellOf(plainOf(value), room));
      }
    });
    return found;
  }

  async values(column: number, rows: Rows): Promise<Value[]> {
    const found: Value[] = [];
    const key = this.#keys[column] ?? "";
    await this.#each(rows, (line) => found.push(Object.hasOwn(line, key) ? plainOf(line[key]) : null));
    return found;
  }

  async whole(column: number, row: number, most: number): Promise<string> {
    let text = "";
    await this.#each({ from: row, count: 1 }, (line) => {
      const value = line[this.#keys[column] ?? ""];
      text = (typeof value === "string" ? value : (JSON.stringify(value, null, 1) ?? "")).slice(0, most);
    });
    return text;
  }

  async #each(rows: Rows, take: (line: Line) => void): Promise<void> {
    const count = rows instanceof Uint32Array ? rows.length : Math.min(rows.count, this.rows - rows.from);
    for (let at = 0; at < count; at++) {
      const row = rows instanceof Uint32Array ? (rows[at] ?? 0) : rows.from + at;
      const found = await this.#pieces.at(row);
      if (!found) return;
      take(found.parted[row - found.piece.firstRow] ?? {});
    }
  }
}

/** What is in something is told as JSON. */
function plainOf(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === "object") return JSON.stringify(value).slice(0, 2000);
  return value as Value;
}

function kindOf(values: readonly unknown[]): Pick<DataColumn, "type" | "kind"> {
  const types = new Set(values.map((value) => typeof value));
  const [only] = types;
  if (types.size !== 1) return { type: types.size === 0 ? "null" : "mixed", kind: "other" };
  if (only === "number")
    return { type: values.every(Number.isInteger) ? "int64" : "float64", kind: "number" };
  if (only === "boolean") return { type: "bool", kind: "boolean" };
  if (only === "string")
    return typeOf(values as string[], ".").kind === "time"
      ? { type: "datetime", kind: "time" }
      : { type: "text", kind: "text" };
  return { type: "object", kind: "other" };
}
