/** An output that is a table: columns and rows of text, read as far as they are wanted. */
import { jsonOfType, type MimeBundle, textOfType } from "../content/representations";
import { recordsOf } from "./separated-values";

export interface Column {
  readonly name: string;
  /** Numbers stand at the right. */
  readonly isNumber: boolean;
}

export interface TableData {
  readonly columns: readonly Column[];
  rows(): Iterable<readonly string[]>;
}

/** So many rows are looked at for what a column holds. */
const SAMPLE = 100;
/** Longer cells are no numbers, and not looked at: in characters. */
const LONGEST_NUMBER = 40;
const NUMBER = /^\s*[-+]?(?:\d[\d_, ]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?%?\s*$/;

/** The table of a type of a bundle; null where it holds none. */
export function tableOf(data: MimeBundle, type: string): TableData | null {
  if (type.startsWith("application/")) return resourceTable(jsonOfType(data, type));
  const text = textOfType(data, type);
  const separator = type === "text/tab-separated-values" ? "\t" : ",";
  const [head] = recordsOf(text, separator);
  if (!head) return null;
  return sampled(head, () => behindFirst(recordsOf(text, separator)));
}

/** Tabular Data Resource, as pandas gives it (specs.frictionlessdata.io/tabular-data-resource). */
function resourceTable(resource: unknown): TableData | null {
  const { schema, data } = (resource ?? {}) as { schema?: { fields?: unknown }; data?: unknown };
  if (!Array.isArray(data)) return null;
  const fields = Array.isArray(schema?.fields) ? schema.fields : [];
  const first: unknown = data[0];
  const names = fields.length > 0 ? fields.map(nameOf) : Object.keys((first ?? {}) as object);
  return sampled(names, function* () {
    for (const row of data as unknown[])
      yield names.map((name, i) => cellText(Array.isArray(row) ? row[i] : Object(row)[name]));
  });
}

function nameOf(field: unknown): string {
  return String((Object(field) as { name?: unknown }).name ?? field);
}

function sampled(names: readonly string[], rows: TableData["rows"]): TableData {
  const numbers = names.map(() => true);
  let seen = 0;
  for (const row of rows()) {
    if (seen++ >= SAMPLE) break;
    for (let i = 0; i < names.length; i++) {
      const cell = row[i] ?? "";
      if (cell !== "" && cell !== "null" && !isNumber(cell)) numbers[i] = false;
    }
  }
  return { columns: names.map((name, i) => ({ name, isNumber: seen > 0 && numbers[i] === true })), rows };
}

function* behindFirst<T>(all: Generator<T>): Generator<T> {
  all.next();
  yield* all;
}

function isNumber(cell: string): boolean {
  return cell.length <= LONGEST_NUMBER && NUMBER.test(cell);
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return value === null ? "null" : "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The whole table as spreadsheets take it: columns parted by tabs, and quotes where a cell holds a tab or a line feed. */
export function tabSeparated({ columns, rows }: TableData): string {
  const line = (cells: readonly string[]) =>
    cells.map((cell) => (/["\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t");
  const lines = [line(columns.map(({ name }) => name))];
  for (const row of rows()) lines.push(line(row));
  return `${lines.join("\n")}\n`;
}
