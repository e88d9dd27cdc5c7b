/**
 * How many rows each of many lines takes where long lines wrap after a number of columns. Kept up with a growing
 * array of lines: only what may have changed is counted again.
 */
import { ABSENT_LINE, fillsOf } from "../../../preload/transcript/absent";
import { MUTABLE_LINES } from "../../../preload/transcript/terminal";
import type { Lines } from "../../../preload/transcript/transcript";
import { isNarrow, rowsFor } from "./columns";
import { wordRowsFor } from "./word-rows";

/** Lines whose rows are summed together: what has to be counted again when a line changes. */
const CHUNK = 1024;

/** What is known of a line that is too long to be looked at each time, in UTF-16 units. */
const LONG = 100_000;
const LOOK_AGAIN = 1.25;

interface LongLine {
  readonly text: string;
  readonly rows: number;
  readonly narrow: boolean;
  /** How long it was when it was looked at last. */
  readonly looked: number;
}

export class RowIndex {
  /** Rows of each chunk, and before it. */
  readonly #rows: number[] = [];
  readonly #before: number[] = [0];
  /** Chunks that were counted while lines of them were absent: one row for each is a guess. */
  readonly #guessed = new Set<number>();
  #longLines: Map<number, LongLine> | undefined;
  #fills = 0;
  #counted = 0;
  #total = 0;

  /** @param breaks where a line may break: as a terminal does, or between words (`word-rows`) */
  constructor(
    private readonly lines: Lines,
    private readonly columns: number,
    private readonly breaks: "anywhere" | "words" = "anywhere",
  ) {}

  /** Looks at the lines again; to be called when they changed. `length` is how many of them count. */
  update(length: number): void {
    const from = Math.max(0, Math.min(this.#counted, length) - MUTABLE_LINES);
    let chunk = Math.floor(from / CHUNK);
    const fills = fillsOf(this.lines);
    if (fills !== this.#fills) {
      for (const guessed of [...this.#guessed]) {
        this.#count(guessed, this.#counted);
        chunk = Math.min(chunk, guessed);
      }
      this.#fills = fills;
    }
    let rows = this.#before[chunk] ?? 0;
    this.#before.length = chunk + 1;
    for (; chunk * CHUNK < length; chunk++) {
      this.#before[chunk] = rows;
      if ((chunk + 1) * CHUNK > from) this.#count(chunk, length);
      rows += this.#rows[chunk] ?? 0;
    }
    this.#total = rows;
    this.#counted = length;
  }

  /** What was counted whole and is let go of is not counted again: it keeps its height. */
  #count(chunk: number, length: number): void {
    let rows = 0;
    let guessed = false;
    const end = Math.min((chunk + 1) * CHUNK, length);
    for (let line = chunk * CHUNK; line < end; line++) {
      guessed ||= this.lines[line] === ABSENT_LINE;
      rows += this.rowsOf(line);
    }
    if (guessed) this.#guessed.add(chunk);
    else this.#guessed.delete(chunk);
    this.#rows[chunk] = rows;
  }

  get total(): number {
    return this.#total;
  }

  /** Columns of a row where lines break between words; null where they break anywhere. */
  get wordColumns(): number | null {
    return this.breaks === "words" ? this.columns : null;
  }

  rowsOf(line: number): number {
    const text = this.lines[line]?.text ?? "";
    if (text.length > LONG) return this.#long(line, text).rows;
    return this.breaks === "words" ? wordRowsFor(text, this.columns) : rowsFor(text, this.columns);
  }

  /** Whether every character of a line takes one column. */
  isNarrow(line: number): boolean {
    const text = this.lines[line]?.text ?? "";
    return text.length > LONG ? this.#long(line, text).narrow : isNarrow(text);
  }

  /** A line of many megabytes is looked at seldom: when it has grown by a part, else its new end is taken for like it. */
  #long(line: number, text: string): LongLine {
    const known = this.#longLines?.get(line);
    if (known?.text === text) return known;
    const grown = known && text.length > known.text.length && text.length < known.looked * LOOK_AGAIN;
    let looked = known?.looked ?? 0;
    let narrow = known?.narrow ?? false;
    if (!grown) {
      looked = text.length;
      narrow = isNarrow(text);
    }
    const rows =
      grown && !narrow
        ? Math.ceil((known.rows * text.length) / known.text.length)
        : narrow
          ? Math.ceil(text.length / this.columns)
          : rowsFor(text, this.columns);
    const now = { text, rows, narrow, looked };
    this.#longLines ??= new Map();
    this.#longLines.set(line, now);
    return now;
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
