/**
 * Where rows and fields begin and end in text with separators, by its bytes: a quote opens a field only at its beginning,
 * "" in it is a quote, and separators and line ends in quotes are text. The index of a file and the reading of its pieces
 * must agree to the byte, also about text that is broken, and no library tells places in bytes: so it is ours.
 */

export const LF = 10;
export const CR = 13;
const SPACE = 32;
const TAB = 9;
const QUOTE = 34;

/** A quote that is not closed within so many bytes is a sign like others. */
export const MOST_QUOTED_BYTES = 4 * 1024 * 1024;
/** A row ends after so many bytes, whatever is in it: no piece that is read at once is much longer. */
export const MOST_ROW_BYTES = 16 * 1024 * 1024;

/** How rows are written. */
export interface Dialect {
  /** Byte of the separator; SPACE: any run of spaces and tabs. */
  readonly separator: number;
  /** Whether quotes mean anything. */
  readonly quotes: boolean;
  /** Byte that ends a row: LF (a CR before it is none of the row's), or CR alone. */
  readonly end: number;
}

const enum At {
  Begin,
  Plain,
  Quoted,
  Quote,
}

/** Finds where rows end, piece by piece. */
export class RowEnds {
  #at = At.Begin;
  /** Where the open quote stands, and where the row began, in the file. */
  #quoted = 0;
  #row: number;
  #empty = true;

  /** @param place where in the file the first byte is that will be given @param end told of each row: where the next one begins */
  constructor(
    private readonly dialect: Dialect,
    private place: number,
    private readonly end: (next: number) => void,
  ) {
    this.#row = place;
  }

  /**
   * Takes the next bytes.
   * @returns where in the file reading goes on: behind them, or at an earlier place that was not what it seemed to be
   */
  take(bytes: Buffer): number {
    const { separator, quotes, end } = this.dialect;
    const begin = this.place;
    const plain = !quotes || (this.#at !== At.Quoted && this.#at !== At.Quote && !bytes.includes(QUOTE));
    if (plain) {
      this.#lines(bytes);
      return this.place;
    }
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (this.#at === At.Quoted) {
        const close = byte === QUOTE ? i : bytes.indexOf(QUOTE, i);
        const stop = close < 0 ? bytes.length : close;
        if (begin + stop - this.#quoted > MOST_QUOTED_BYTES) {
          this.#at = At.Plain;
          this.place = this.#quoted + 1;
          this.#empty = false;
          return this.place;
        }
        if (close < 0) break;
        i = close;
        this.#at = At.Quote;
        continue;
      }
      if (this.#at === At.Quote && byte === QUOTE) {
        this.#at = At.Quoted;
        continue;
      }
      if (byte === end) {
        this.#ended(begin + i + 1);
        continue;
      }
      if (begin + i - this.#row >= MOST_ROW_BYTES) this.#ended(begin + i);
      if (byte === separator || (separator === SPACE && byte === TAB)) this.#at = At.Begin;
      else if (byte === QUOTE && this.#at === At.Begin) {
        this.#at = At.Quoted;
        this.#quoted = begin + i;
      } else if (byte !== CR || this.#at === At.Quote) this.#at = At.Plain;
      if (byte !== CR) this.#empty = false;
    }
    this.place = begin + bytes.length;
    return this.place;
  }

  /** There is no more: the last row needs no end. */
  finish(): void {
    if (this.place > this.#row && !this.#empty) this.#ended(this.place);
  }

  #ended(next: number): void {
    this.#at = At.Begin;
    this.#row = next;
    // Lines with nothing in them are no rows.
    if (!this.#empty) this.end(next);
    this.#empty = true;
  }

  /** Without quotes a line is a row. */
  #lines(bytes: Buffer): void {
    const { end, separator } = this.dialect;
    const begin = this.place;
    let from = 0;
    for (;;) {
      const found = bytes.indexOf(end, from);
      const stop = found < 0 ? bytes.length : found;
      const longest = this.#row + MOST_ROW_BYTES - begin;
      const last = Math.min(stop, longest);
      for (let i = from; this.#empty && i < last; i++) this.#empty = bytes[i] === CR;
      if (longest < stop) this.#ended(begin + longest);
      else if (found < 0) break;
      else this.#ended(begin + found + 1);
      from = this.#row - begin;
    }
    this.place = begin + bytes.length;
    let i = bytes.length - 1;
    while (i >= from && bytes[i] === CR) i--;
    if (i < from) return;
    const before = bytes[i];
    this.#at = before === separator || (separator === SPACE && before === TAB) ? At.Begin : At.Plain;
  }
}

/** The fields of some rows: of row `r` those from `rows[r]` to `rows[r + 1]`, each with two numbers in `bounds`. */
export interface Fields {
  readonly bytes: Buffer;
  readonly bounds: Int32Array;
  readonly rows: Int32Array;
  readonly count: number;
}

/** Parts a piece of whole rows. */
export function fieldsOf(bytes: Buffer, dialect: Dialect): Fields {
  const { separator, quotes, end } = dialect;
  const spaces = separator === SPACE;
  let bounds = new Int32Array(1024);
  let rows = new Int32Array(256);
  let [fields, count, begin, row] = [0, 0, 0, 0];
  const add = (from: number, to: number) => {
    if (2 * fields + 2 > bounds.length) bounds = grown(bounds);
    bounds[2 * fields] = from;
    bounds[2 * fields + 1] = to;
    fields++;
  };
  const close = (to: number) => {
    let last = to;
    while (last > row && bytes[last - 1] === CR) last--;
    if (last > row) {
      if (!spaces || last > begin) add(begin, Math.max(begin, last));
      count++;
      if (count + 1 > rows.length) rows = grown(rows);
      rows[count] = fields;
    }
  };
  let i = 0;
  let opened = quotes;
  while (i < bytes.length) {
    const byte = bytes[i] as number;
    if (opened && byte === QUOTE) {
      i = quotedEnd(bytes, i);
      opened = false;
      continue;
    }
    const long = i - row >= MOST_ROW_BYTES;
    if (byte === end || long) {
      close(i);
      if (byte === end) i++;
      row = begin = i;
      opened = quotes;
      continue;
    }
    if (byte === separator || (spaces && byte === TAB)) {
      if (!spaces || i > begin) add(begin, i);
      begin = i + 1;
      opened = quotes;
    } else if (byte !== CR) opened = false;
    i++;
  }
  if (bytes.length > row) close(bytes.length);
  return { bytes, bounds, rows, count };
}

/** Behind a quoted field's last quote; behind its first where it is closed too late, or by nothing but the end of what is read. */
function quotedEnd(bytes: Buffer, open: number): number {
  let i = open + 1;
  for (;;) {
    const close = bytes.indexOf(QUOTE, i);
    const stop = close < 0 ? bytes.length : close;
    if (stop - open > MOST_QUOTED_BYTES) return open + 1;
    if (close < 0) return bytes.length;
    if (bytes[close + 1] !== QUOTE) return close + 1;
    i = close + 2;
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
}

/** A field's text without its quotes; what is not quoted from end to end stays as it is. */
export function unquoted(text: string): string {
  if (text.charCodeAt(0) !== QUOTE || text.length < 2 || !text.endsWith('"')) return text;
  const inner = text.slice(1, -1);
  return inner.includes('"') ? inner.replaceAll('""', '"') : inner;
}
