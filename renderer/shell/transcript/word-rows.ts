/** Rows of code and tracebacks, which are read: they break between words where a terminal breaks anywhere. */
import { eachInColumns, isNarrow, rowsFor, TAB } from "./columns";

/** A line of more rows than this breaks anywhere, and is drawn in part. */
export const MOST_ROWS = 200;

const NONE: readonly number[] = [];

/** Rows that a text takes where it breaks between words and rows have so many columns. */
export function wordRowsFor(text: string, columns: number): number {
  const breaks = wordBreaks(text, columns);
  return breaks ? breaks.length + 1 : rowsFor(text, columns);
}

/**
 * Where rows after the first begin, in UTF-16 units: behind blanks, which stay at the end of the row before, also where
 * they are beyond its last column. A word that is wider than a row breaks in it where the row ends.
 * @returns null for a line that breaks anywhere: it is too long, or something in it is wider than a row
 */
export function wordBreaks(text: string, columns: number): readonly number[] | null {
  if (text.length > columns * MOST_ROWS) return null;
  if (text.length <= columns && isNarrow(text)) return NONE;
  const units: Unit[] = [];
  eachInColumns(text, (start, _end, width) => {
    units.push({ start, width, blank: text[start] === " " || text[start] === "\t" });
  });
  if (units.some(({ width }) => width > columns)) return null;
  const breaks: number[] = [];
  let column = 0;
  /** Where the row's last word begins, and how many words begin in the row. */
  let word = 0;
  let words = 0;
  for (const [i, { start, blank, width }] of units.entries()) {
    if (blank) {
      column += text[start] === "\t" ? TAB - (column % TAB) : width;
      continue;
    }
    if (i === 0 || units[i - 1]?.blank) {
      word = i;
      words += 1;
    }
    if (column + width > columns) {
      // Of a word that breaks in any case the row takes what it has room for.
      const moves = words > 1 && widthOfWord(units, word, columns) <= columns;
      const next = moves ? word : i;
      breaks.push((units[next] as Unit).start);
      if (breaks.length >= MOST_ROWS) return null;
      column = units.slice(next, i).reduce((sum, unit) => sum + unit.width, 0);
      word = next;
      words = 1;
    }
    column += width;
  }
  return breaks;
}

interface Unit {
  readonly start: number;
  readonly width: number;
  readonly blank: boolean;
}

/** Columns of a word; of one that is wider than a row no more than that is found out. */
function widthOfWord(units: readonly Unit[], from: number, columns: number): number {
  let width = 0;
  for (let i = from; i < units.length && width <= columns; i++) {
    const unit = units[i] as Unit;
    if (unit.blank) break;
    width += unit.width;
  }
  return width;
}
