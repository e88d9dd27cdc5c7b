/** Text with columns (CSV, TSV, columns parted by spaces) as a table: never more of it is in memory than what is looked at. */

import { basename } from "node:path";
import type { DataColumn } from "../../../../preload/contract/data";
import type { ReadingOptions } from "../../../../preload/contract/table-files";
import { cleanText } from "../../../../preload/tables/cell-text";
import type { Cell, ReadableTable, Rows, Value } from "../../../../preload/tables/readable";
import { columnLiteral } from "../file/column-literal";
import { type OpenedFile, PLAIN_OPTIONS } from "../file/opened";
import type { PlainFile } from "../file/plain-file";
import { type Fields, fieldsOf, unquoted } from "./row-ends";
import { RowIndex } from "./row-index";
import { Pieces } from "./row-pieces";
import { type Found, SNIFFED_BYTES, sniff, textOf } from "./sniff";
import { type ColumnType, isMissing, typeOf, valueOf } from "./values";

/** Rows by which the columns are known. */
const SAMPLE_ROWS = 1000;
/** Columns beyond these stand together in the last one. */
const MOST_COLUMNS = 50_000;
/** Characters of a name. */
const NAME = 200;

export async function openCsv(
  file: PlainFile,
  options: ReadingOptions,
  signal: AbortSignal,
): Promise<OpenedFile> {
  const head = await file.read(0, SNIFFED_BYTES);
  const found = sniff(head, basename(file.path), options);
  const begin = found.header ? await secondRow(file, found) : found.from;
  const index = new RowIndex(file, found.dialect, begin);
  const stop = new AbortController();
  const whole = index.build(AbortSignal.any([signal, stop.signal]));
  whole.catch(() => {});
  const table = await CsvTable.of(file, index, found, begin);
  return {
    table,
    options: {
      ...PLAIN_OPTIONS,
      separator: String.fromCharCode(found.dialect.separator),
      header: found.header,
      decimal: found.decimal,
      encoding: found.encoding,
    },
    parts: [],
    remarks: found.skipped > 0,
    get done() {
      return index.done;
    },
    whole,
    close: () => stop.abort(),
  };
}

/** Where the row after the names begins. */
async function secondRow(file: PlainFile, { dialect, from }: Found): Promise<number> {
  const bytes = await file.read(from, 32 * 1024 * 1024);
  // Empty lines before the names are no rows.
  let first = 0;
  while (bytes[first] === dialect.end || bytes[first] === 13) first++;
  const { rows, bounds, count } = fieldsOf(bytes.subarray(first, first + SNIFFED_BYTES), dialect);
  if (count > 1) return from + first + firstOf(bounds, rows, 1);
  const all = fieldsOf(bytes.subarray(first), dialect);
  return all.count > 1 ? from + first + firstOf(all.bounds, all.rows, 1) : from + bytes.length;
}

const firstOf = (bounds: Int32Array, rows: Int32Array, row: number) => bounds[2 * (rows[row] ?? 0)] ?? 0;

class CsvTable implements ReadableTable {
  readonly type = "DataFrame";
  readonly dialect = "pandas" as const;
  readonly shape = null;
  readonly slice = null;
  readonly #pieces: Pieces<Fields>;

  private constructor(
    file: PlainFile,
    private readonly index: RowIndex,
    private readonly found: Found,
    private readonly names: readonly string[],
    private readonly types: readonly ColumnType[],
  ) {
    this.#pieces = new Pieces(file, index, (bytes) => fieldsOf(bytes, found.dialect));
  }

  static async of(file: PlainFile, index: RowIndex, found: Found, begin: number): Promise<CsvTable> {
    const head = await file.read(found.from, begin - found.from);
    const named = found.header ? rowTexts(fieldsOf(head, found.dialect), 0, found) : [];
    const sample = fieldsOf(await file.read(begin, SNIFFED_BYTES), found.dialect);
    // The last row of what was read may be cut.
    const whole = begin + SNIFFED_BYTES >= file.size ? sample.count : Math.max(1, sample.count - 1);
    const rows = Array.from({ length: Math.min(whole, SAMPLE_ROWS) }, (_, row) =>
      rowTexts(sample, row, found),
    );
    const width = Math.min(
      MOST_COLUMNS,
      rows.reduce((most, row) => Math.max(most, row.length), Math.max(1, named.length)),
    );
    const types = Array.from({ length: width }, (_, at) =>
      typeOf(
        rows.flatMap((row) => row[at] ?? []),
        found.decimal,
      ),
    );
    return new CsvTable(file, index, found, named, types);
  }

  get rows(): number {
    return this.index.rows;
  }

  get columns(): number {
    return this.types.length;
  }

  column(at: number): DataColumn {
    const { kind, type } = this.types[at] ?? { kind: "text", type: "text" };
    const name = this.names[at];
    if (name === undefined)
      return { name: String(at), type, kind, literal: this.found.header ? null : String(at) };
    const only = this.names.indexOf(name) === this.names.lastIndexOf(name);
    return { name: cleanText(name, NAME), type, kind, literal: only ? columnLiteral(name) : null };
  }

  async cells(columns: readonly number[], rows: Rows, room: number): Promise<Cell[][]> {
    const found: Cell[][] = columns.map(() => []);
    await this.#each(rows, (fields, row) => {
      for (const [at, column] of columns.entries()) {
        const text = this.#text(fields, row, column);
        found[at]?.push({ text: cleanText(text, room), missing: isMissing(text) });
      }
    });
    return found;
  }

  async values(column: number, rows: Rows): Promise<Value[]> {
    const found: Value[] = [];
    const { kind } = this.types[column] ?? { kind: "text" };
    await this.#each(rows, (fields, row) =>
      found.push(valueOf(this.#text(fields, row, column), kind, this.found.decimal)),
    );
    return found;
  }

  async whole(column: number, row: number, most: number): Promise<string> {
    let text = "";
    await this.#each({ from: row, count: 1 }, (fields, at) => {
      text = this.#text(fields, at, column).slice(0, most);
    });
    return text;
  }

  async #each(rows: Rows, take: (fields: Fields, row: number) => void): Promise<void> {
    const count = rows instanceof Uint32Array ? rows.length : Math.min(rows.count, this.rows - rows.from);
    for (let at = 0; at < count; ) {
      const row = rows instanceof Uint32Array ? (rows[at] ?? 0) : rows.from + at;
      const found = await this.#pieces.at(row);
      if (!found) return;
      const { piece, parted } = found;
      if (rows instanceof Uint32Array) {
        take(parted, row - piece.firstRow);
        at++;
        continue;
      }
      const last = Math.min(count, piece.firstRow + piece.rows - rows.from);
      for (; at < last; at++) take(parted, rows.from + at - piece.firstRow);
    }
  }

  /** A field; the last column has what stands beyond it as well. */
  #text({ bytes, bounds, rows }: Fields, row: number, column: number): string {
    const begin = rows[row] ?? 0;
    const width = (rows[row + 1] ?? 0) - begin;
    if (column >= width) return "";
    const last = column === this.columns - 1 && width > this.columns ? begin + width - 1 : begin + column;
    const text = textOf(
      bytes,
      bounds[2 * (begin + column)] ?? 0,
      bounds[2 * last + 1] ?? 0,
      this.found.encoding,
    );
    return last === begin + column ? unquoted(text) : text;
  }
}

function rowTexts({ bytes, bounds, rows }: Fields, row: number, { encoding }: Found): string[] {
  const texts = [];
  for (let at = rows[row] ?? 0; at < (rows[row + 1] ?? 0) && texts.length < MOST_COLUMNS; at++)
    texts.push(unquoted(textOf(bytes, bounds[2 * at] ?? 0, bounds[2 * at + 1] ?? 0, encoding)));
  return texts;
}
