/**
 * How many rows each of many lines takes where long lines wrap after a number of columns. Kept up with a growing
 * array of lines: only what may have changed is counted again.
 */
import { MUTABLE_LINES } from "../../../preload/transcript/terminal";
import type { Lines } from "../../../preload/transcript/transcript";

/** Lines whose rows are summed together: what has to be counted again when a line changes. */
const CHUNK = 1024;
const TAB = 8;

export class RowIndex {
  /** Rows before each chunk. */
  readonly #before: number[] = [0];
  #counted = 0;
  #total = 0;

  constructor(
    private readonly lines: Lines,
    private readonly columns: number,
  ) {}

  /** Looks at the lines again; to be called when they changed. `length` is how many of them count. */
  update(length: number): void {
    const from = Math.max(0, Math.min(this.#counted, length) - MUTABLE_LINES);
    let chunk = Math.floor(from / CHUNK);
    let rows = this.#before[chunk] ?? 0;
    this.#before.length = chunk + 1;
    for (; chunk * CHUNK < length; chunk++) {
      this.#before[chunk] = rows;
      const end = Math.min((chunk + 1) * CHUNK, length);
      for (let line = chunk * CHUNK; line < end; line++) rows += this.rowsOf(line);
    }
    this.#total = rows;
    this.#counted = length;
  }

  get total(): number {
    return this.#total;
  }

  rowsOf(line: number): number {
    return rowsFor(this.lines[line]?.text ?? "", this.columns);
  }

  /** The first row of a line. */
  rowAt(line: number): number {
    const chunk = Math.min(Math.floor(line / CHUNK), this.#before.length - 1);
    let row = this.#before[chunk] ?? 0;
    for (let i = chunk * CHUNK; i < line; i++) row += this.rowsOf(i);
    return row;
  }

  /** The line that a row belongs to; the last one for a row past the end. */
  lineAt(row: number): number {
    let low = 0;
    let high = this.#before.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#before[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    let at = this.#before[low] ?? 0;
    let line = low * CHUNK;
    for (; line < this.#counted - 1; line++) {
      at += this.rowsOf(line);
      if (at > row) break;
    }
    return Math.max(0, Math.min(line, this.#counted - 1));
  }
}

/** Rows that a text takes: characters fill a row to its last column, wide ones take two columns. */
export function rowsFor(text: string, columns: number): number {
  // Nothing is wider than a tab.
  if (text.length * TAB <= columns) return 1;
  if (isNarrow(text)) return Math.max(1, Math.ceil(text.length / columns));
  let rows = 1;
  let column = 0;
  for (const character of text) {
    const width = character === "\t" ? TAB - (column % TAB) : widthOf(character);
    if (width === 0) continue;
    if (column + width > columns) {
      rows += 1;
      column = 0;
    }
    column += width;
  }
  return rows;
}

/** Whether every character takes one column. */
export function isNarrow(text: string): boolean {
  return /^[\x20-\x7e\xa1-\u02ff\u0370-\u03ff\u0400-\u04ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u259f]*$/.test(
    text,
  );
}

/** Columns of one character, after Unicode's East Asian Width (UAX #11) in the blocks that matter. */
function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (/^\p{Mn}|\p{Me}|\u200b|\u200d|\ufe0f$/u.test(character)) return 0;
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}
