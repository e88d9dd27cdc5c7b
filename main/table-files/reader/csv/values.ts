/** What the texts of a column are: numbers, times, or texts; and which of them say that there is nothing. */
import type { ColumnKind } from "../../../../preload/contract/data";
import type { Value } from "../../../../preload/tables/readable";

/** What stands for nothing: as pandas reads it. */
const MISSING = new Set(
  "#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null".split(
    "|",
  ),
);

export function isMissing(text: string): boolean {
  return text === "" || MISSING.has(text);
}

const INTEGER = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$|^[+-]?(?:inf|Inf|Infinity)$/;
const TRUTH = /^(?:true|false)$/i;
const TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
/** Digits of an integer that a double holds exactly. */
const EXACT = 15;

export interface ColumnType {
  readonly kind: ColumnKind;
  readonly type: string;
}

/** A text with a point as its decimal sign. */
const plainNumber = (text: string, decimal: string) =>
  (decimal === "," ? text.replace(",", ".") : text).trim();

/** What a column holds, by some of its texts. */
export function typeOf(texts: readonly string[], decimal: string): ColumnType {
  const there = texts.filter((text) => !isMissing(text));
  if (there.length === 0) return { kind: "text", type: "text" };
  const numbers = there.map((text) => plainNumber(text, decimal));
  if (numbers.every((text) => INTEGER.test(text))) return { kind: "number", type: "int64" };
  if (numbers.every((text) => NUMBER.test(text))) return { kind: "number", type: "float64" };
  if (there.every((text) => TRUTH.test(text))) return { kind: "boolean", type: "bool" };
  if (there.every((text) => TIME.test(text))) return { kind: "time", type: "datetime" };
  return { kind: "text", type: "text" };
}

/** A cell's text as it is compared; what does not fit its column stays a text. */
export function valueOf(text: string, kind: ColumnKind, decimal: string): Value {
  if (isMissing(text)) return null;
  if (kind === "number") {
    const plain = plainNumber(text, decimal);
    if (!NUMBER.test(plain)) return text;
    if (plain.length > EXACT && INTEGER.test(plain)) return BigInt(plain);
    const number = Number(plain);
    return Number.isNaN(number)
      ? plain.startsWith("-")
        ? Number.NEGATIVE_INFINITY
        : Number.POSITIVE_INFINITY
      : number;
  }
  if (kind === "boolean" && TRUTH.test(text)) return text.length === 4;
  return text;
}

/** Whether a text is a number, whichever decimal sign it has. */
export function isNumber(text: string): boolean {
  return NUMBER.test(text.trim()) || NUMBER.test(text.trim().replace(",", "."));
}
