/** The text of a cell: one line that can be shown and sent. */
import type { Cell, Value } from "./readable";

const PLAIN = /^[ -~\u00a1-\u024f]*$/;

/** Controls, marks of direction and halves of characters are written as escapes; what is longer than `most` is cut. */
export function cleanText(text: string, most: number): string {
  const cut = text.length > most;
  const short = cut ? text.slice(0, most) : text;
  const clean = PLAIN.test(short) ? short : escaped(short);
  return cut ? `${clean.slice(0, 2 * most)}…` : clean.slice(0, 2 * most);
}

function escaped(text: string): string {
  let result = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    result +=
      code === 10
        ? "\\n"
        : code === 9
          ? "\\t"
          : code === 13
            ? "\\r"
            : mustBeEscaped(code)
              ? written(code)
              : character;
  }
  return result;
}

const written = (code: number) =>
  code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;

function mustBeEscaped(code: number): boolean {
  return (
    code < 32 ||
    (code >= 127 && code < 160) ||
    (code >= 0xd800 && code < 0xe000) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    code === 0xfeff
  );
}

/** A value as a cell: numbers with all their digits. */
export function cellOf(value: Value | undefined, room: number): Cell {
  switch (typeof value) {
    case "string":
      return { text: cleanText(value, room), missing: false };
    case "number":
      return numberCell(value);
    case "boolean":
      return { text: value ? "True" : "False", missing: false };
    case "bigint":
      return { text: String(value), missing: false };
    default:
      return { text: "null", missing: true };
  }
}

export function numberCell(value: number): Cell {
  if (Number.isNaN(value)) return { text: "NaN", missing: true };
  if (!Number.isFinite(value)) return { text: value < 0 ? "-inf" : "inf", missing: false };
  return { text: Object.is(value, -0) ? "-0" : String(value), missing: false };
}

/** The shortest text that is this number of 32 bits (or of 16, with 11 of significance). */
export function shortFloat(value: number, round: (value: number) => number = Math.fround): string {
  for (let digits = 1; digits < 10; digits++) {
    const text = value.toPrecision(digits);
    if (round(Number(text)) === value) return String(Number(text));
  }
  return String(value);
}
