/** Finds out how a text with columns is written, by its beginning. */
import { isUtf8 } from "node:buffer";
import { decode } from "iconv-lite";
import type { ReadingOptions } from "../../../../preload/contract/table-files";
import type { Encoding } from "../../../../preload/contract/text-encodings";
import { type Dialect, fieldsOf, LF, unquoted } from "./row-ends";
import { isMissing, isNumber } from "./values";

/** What is looked at, in bytes; and rows of it. */
export const SNIFFED_BYTES = 256 * 1024;
const SNIFFED_ROWS = 60;
const CR = 13;

export interface Found {
  readonly dialect: Dialect;
  readonly encoding: Encoding;
  readonly header: boolean;
  readonly decimal: "." | ",";
  /** Where the first row begins (with the names, where there is a header), in bytes. */
  readonly from: number;
  /** Lines before it that are remarks ("# …"): they are passed over. */
  readonly skipped: number;
}

/** The beginning of a file, and how it is to be read. @param name of the file, which may tell its separator */
export function sniff(head: Buffer, name: string, options: ReadingOptions): Found {
  const encoding = options.encoding ?? encodingOf(head);
  const mark = head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
  const end = head.includes(LF) || !head.includes(CR) ? LF : CR;
  let [from, skipped] = [mark, 0];
  while (head[from] === 0x23) {
    const next = head.indexOf(end, from);
    if (next < 0) break;
    from = next + 1;
    skipped++;
  }
  const rows = wholeRows(head.subarray(from), end);
  const separator = options.separator ?? separatorOf(rows, name, end);
  const dialect: Dialect = { separator: separator.charCodeAt(0), quotes: true, end };
  const texts = textsOf(rows, dialect, encoding);
  return {
    dialect,
    encoding,
    header: options.header ?? hasHeader(texts),
    decimal: options.decimal ?? decimalOf(texts, separator),
    from,
    skipped,
  };
}

/** Without a row that is cut off, where there are others. */
function wholeRows(head: Buffer, end: number): Buffer {
  if (head.length < SNIFFED_BYTES / 2) return head;
  const last = head.lastIndexOf(end);
  return last < 0 ? head : head.subarray(0, last + 1);
}

function encodingOf(head: Buffer): Encoding {
  if (head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) return "utf8bom";
  // A character may be cut at the end.
  for (let cut = 0; cut < 4 && cut <= head.length; cut++)
    if (isUtf8(head.subarray(0, head.length - cut))) return "utf8";
  // Where Latin-1 has controls that nobody writes, Windows has "€" and the quotation marks.
  return head.some((byte) => byte >= 0x80 && byte < 0xa0) ? "windows1252" : "latin1";
}

function separatorOf(rows: Buffer, name: string, end: number): string {
  const tabs = /\.(?:tsv|tab)(?:\.gz)?$/i.test(name);
  let best = { separator: tabs ? "\t" : ",", score: 0 };
  for (const separator of tabs ? ["\t", ",", ";", "|"] : [",", "\t", ";", "|"]) {
    const score = scoreOf(rows, separator, end);
    if (score > best.score) best = { separator, score };
  }
  // Spaces stand in texts too: only where nothing else parts the rows.
  return best.score === 0 && scoreOf(rows, " ", end) >= 0.9 ? " " : best.separator;
}

/** How even the rows are with it: 0 where it parts nothing. */
function scoreOf(rows: Buffer, separator: string, end: number): number {
  const { rows: begins, count } = fieldsOf(rows, { separator: separator.charCodeAt(0), quotes: true, end });
  const most = Math.min(count, SNIFFED_ROWS);
  const widths = new Map<number, number>();
  for (let row = 0; row < most; row++) {
    const width = (begins[row + 1] ?? 0) - (begins[row] ?? 0);
    widths.set(width, (widths.get(width) ?? 0) + 1);
  }
  const [width = 1, times = 0] = [...widths].sort(([, a], [, b]) => b - a)[0] ?? [];
  return width < 2 ? 0 : times / most + Math.min(width, 100) / 10_000;
}

function textsOf(rows: Buffer, dialect: Dialect, encoding: Encoding): string[][] {
  const { bytes, bounds, rows: begins, count } = fieldsOf(rows, dialect);
  return Array.from({ length: Math.min(count, SNIFFED_ROWS) }, (_, row) => {
    const fields = [];
    for (let at = begins[row] ?? 0; at < (begins[row + 1] ?? 0); at++)
      fields.push(unquoted(textOf(bytes, bounds[2 * at] ?? 0, bounds[2 * at + 1] ?? 0, encoding)));
    return fields;
  });
}

/** The first row has names, where none is a number, unless no other row has numbers and they are texts of the same kind. */
function hasHeader([first = [], ...others]: readonly string[][]): boolean {
  if (first.some((text) => text !== "" && isNumber(text))) return false;
  if (first.every((text) => text === "")) return false;
  if (others.length === 0) return true;
  const numbers = others.some((row) => row.some((text) => !isMissing(text) && isNumber(text)));
  return numbers || new Set(first).size === first.length;
}

function decimalOf(texts: readonly string[][], separator: string): "." | "," {
  if (separator === ",") return ".";
  let [commas, points] = [0, 0];
  for (const row of texts)
    for (const text of row) {
      if (/^\s*[+-]?\d*,\d+\s*$/.test(text)) commas++;
      else if (/^\s*[+-]?\d*\.\d+/.test(text)) points++;
    }
  return commas > points ? "," : ".";
}

/** Bytes of a field as text. */
export function textOf(bytes: Buffer, from: number, to: number, encoding: Encoding): string {
  switch (encoding) {
    case "utf8":
    case "utf8bom":
      return bytes.toString("utf8", from, to);
    case "latin1":
    case "ascii":
      return bytes.toString("latin1", from, to);
    default:
      return decode(bytes.subarray(from, to), encoding);
  }
}
