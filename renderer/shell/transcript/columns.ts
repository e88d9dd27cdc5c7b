/**
 * Columns that characters take, as terminals have them: two for a wide one, none for one that joins another. Text from
 * right to left stands in as many columns as it has letters, apart from what is around it.
 */
import { eastAsianWidth } from "get-east-asian-width";

/** Text that is drawn as one, in UTF-16 units: a character with what joins it, or words from right to left. */
export type Visit = (start: number, end: number, columns: number, kind: "character" | "words") => void;

/** Columns between the stops of tabs. */
export const TAB = 8;
/** Words from right to left of more columns break at the end of a row like other text. */
const MOST_TOGETHER = 30;

const RTL = "\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc";
/**
 * Words from right to left, with a space, digits and signs between them, and the sign that ends the sentence. What
 * parts columns, cells or strings (two spaces, |, tab, brackets, quotes) parts them, and so does every other letter: a
 * table's columns stay in their order.
 */
const RTL_WORDS = new RegExp(
  `[${RTL}](?:(?:(?! {2})[^${RTL}\\p{L}\\t|│┃"'()[\\]{}<>=;\\p{Cc}])*[${RTL}])*(?:[!?.…]+(?=\\s|$))?`,
  "gu",
);

/** Whether every character takes one column and is written from left to right. */
export function isNarrow(text: string): boolean {
  return /^[\x20-\x7e\xa1-\u02ff\u0370-\u03ff\u0400-\u04ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u259f]*$/.test(
    text,
  );
}

/** Goes through a text; a tab, whose width depends on where it stands, is told with 0 columns. */
export function eachInColumns(text: string, visit: Visit): void {
  let at = 0;
  for (const { index, 0: words } of text.matchAll(RTL_WORDS)) {
    const columns = columnsOf(words);
    if (columns > MOST_TOGETHER) continue;
    eachCharacter(text, at, index, visit);
    at = index + words.length;
    visit(index, at, columns, "words");
  }
  eachCharacter(text, at, text.length, visit);
}

/** Rows that a text takes where rows have so many columns. */
export function rowsFor(text: string, columns: number): number {
  // Nothing is wider than a tab.
  if (text.length * TAB <= columns) return 1;
  if (isNarrow(text)) return Math.max(1, Math.ceil(text.length / columns));
  let rows = 1;
  let column = 0;
  eachInColumns(text, (start, _end, given) => {
    const width = text[start] === "\t" ? TAB - (column % TAB) : given;
    if (column + width > columns) {
      rows += column > 0 ? 1 : 0;
      // Words that are wider than a row break in it.
      rows += Math.max(0, Math.ceil(width / columns) - 1);
      column = width > columns ? columns : width;
    } else column += width;
  });
  return rows;
}

function columnsOf(text: string): number {
  let sum = 0;
  eachCharacter(text, 0, text.length, (_start, _end, columns) => {
    sum += columns;
  });
  return sum;
}

function eachCharacter(text: string, from: number, to: number, visit: Visit): void {
  let start = from;
  let columns = 0;
  let joins = false;
  for (let at = from; at < to; ) {
    const code = text.codePointAt(at) ?? 0;
    const next = at + (code > 0xffff ? 2 : 1);
    let width = 1;
    if (code >= 0x300) {
      if (code === EMOJI_STYLE) {
        if (columns === 1) columns = 2;
        width = 0;
      } else if (isSkin(code) && takesSkin(text.codePointAt(start) ?? 0)) {
        columns = 2;
        width = 0;
      } else if (joins) width = 0;
      else width = widthOf(code);
    }
    const isTab = code === 0x09;
    if (width > 0 && at > start) {
      visit(start, at, columns, "character");
      start = at;
      columns = 0;
    }
    if (width > 0) columns = isTab ? 0 : width;
    joins = code === JOINER && columns === 2;
    at = next;
    if (isTab) {
      visit(start, at, 0, "character");
      start = at;
    }
  }
  if (to > start) visit(start, to, columns, "character");
}

const JOINER = 0x200d;
const EMOJI_STYLE = 0xfe0f;
const isSkin = (code: number) => code >= 0x1f3fb && code <= 0x1f3ff;
const takesSkin = (code: number) => /\p{Emoji_Modifier_Base}/u.test(String.fromCodePoint(code));

/** Columns of one character: Unicode's East Asian Width (UAX #11). */
function widthOf(code: number): number {
  const character = String.fromCodePoint(code);
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character) || (code >= 0x1160 && code <= 0x11ff)) return 0;
  // A flag comes in two halves.
  return code >= 0x1f1e6 && code <= 0x1f1ff ? 1 : eastAsianWidth(code);
}
