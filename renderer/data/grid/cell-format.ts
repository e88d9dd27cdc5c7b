/** How the cells of a column are written: numbers with as many places as its first ones need, within what can be read. */
import type { DataColumn } from "../../../preload/contract/data";

/** Digits of a number that are shown where nothing else is asked for. */
const DIGITS = 6;
/** Beyond these numbers are written with an exponent. */
const LARGE = 1e9;
const SMALL = 1e-4;

/** "auto": by what the column has. */
export type CellFormat =
  | { readonly kind: "plain" }
  | { readonly kind: "fixed"; readonly places: number }
  | { readonly kind: "exponent"; readonly places: number }
  | { readonly kind: "hex" };

export const PLAIN: CellFormat = { kind: "plain" };

/** Whether its numbers have places after the point. */
export function isFractional(column: DataColumn): boolean {
  return column.kind === "number" && /float|double|decimal/i.test(column.type);
}

/** A format that shows the numbers of a column under each other. @param cells some of them, as the source wrote them */
export function formatFor(column: DataColumn, cells: readonly string[]): CellFormat {
  if (!isFractional(column)) return PLAIN;
  let largest = 0;
  let smallest = Number.POSITIVE_INFINITY;
  let places = 0;
  for (const cell of cells) {
    const number = Number(cell);
    if (!Number.isFinite(number) || cell === "") continue;
    const size = Math.abs(number);
    largest = Math.max(largest, size);
    if (size > 0) smallest = Math.min(smallest, size);
    places = Math.max(places, placesOf(cell));
  }
  if (largest >= LARGE || (largest > 0 && largest < SMALL)) return { kind: "exponent", places: DIGITS - 2 };
  const before = largest >= 1 ? Math.floor(Math.log10(largest)) + 1 : 1;
  const small = smallest < 0.01 && largest < 1 ? 2 : 0;
  return { kind: "fixed", places: Math.max(1, Math.min(places, DIGITS - before + small)) };
}

function placesOf(cell: string): number {
  const exponent = cell.indexOf("e");
  if (exponent >= 0) return DIGITS;
  const point = cell.indexOf(".");
  return point < 0 ? 0 : cell.length - point - 1;
}

/** A cell's text as the format has it; what is no number stays. */
export function formatted(text: string, format: CellFormat): string {
  if (format.kind === "plain") return text;
  if (format.kind === "hex") return hexOf(text);
  const number = Number(text);
  if (text === "" || !Number.isFinite(number)) return text;
  return format.kind === "fixed" ? number.toFixed(format.places) : number.toExponential(format.places);
}

function hexOf(text: string): string {
  if (!/^-?\d{1,400}$/.test(text)) return text;
  const number = BigInt(text);
  return number < 0n ? `-0x${(-number).toString(16)}` : `0x${number.toString(16)}`;
}
