/** How the cells of a column are written: numbers with as many places as its first ones need, within what can be read. */
import * as v from "valibot";
import type { DataColumn } from "../../../preload/contract/data";
import { locale } from "../../../preload/texts/language";

/** Digits of a number that are shown where nothing else is asked for. */
const DIGITS = 6;
/** Beyond these numbers are written with an exponent. */
const LARGE = 1e9;
const SMALL = 1e-4;

const places = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100));

/** "plain": as the source wrote it. "day" and "time" are the parts of a time, "weekday" says its day in the window's language. */
export const cellFormat = v.variant("kind", [
  v.object({ kind: v.literal("plain") }),
  v.object({ kind: v.literal("fixed"), places }),
  v.object({ kind: v.literal("grouped"), places }),
  v.object({ kind: v.literal("exponent"), places }),
  v.object({ kind: v.literal("hex") }),
  v.object({ kind: v.literal("day") }),
  v.object({ kind: v.literal("time") }),
  v.object({ kind: v.literal("weekday") }),
]);
export type CellFormat = v.InferOutput<typeof cellFormat>;

export const PLAIN: CellFormat = { kind: "plain" };

/** Whether its numbers have places after the point. */
export function isFractional(column: DataColumn): boolean {
  return column.kind === "number" && /float|double|decimal/i.test(column.type);
}

/** Whether its numbers are whole ones. */
export function isWhole(column: DataColumn): boolean {
  return column.kind === "number" && /int/i.test(column.type);
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

/** A cell's text as the format has it; what is no number, or no time, stays. */
export function formatted(text: string, format: CellFormat): string {
  switch (format.kind) {
    case "plain":
      return text;
    case "hex":
      return hexOf(text);
    case "day":
    case "time":
    case "weekday":
      return timeOf(text, format.kind);
  }
  const number = Number(text);
  if (text === "" || !Number.isFinite(number)) return text;
  if (format.kind === "grouped") return groupedBy(format.places).format(number);
  return format.kind === "fixed" ? number.toFixed(format.places) : number.toExponential(format.places);
}

const grouping = new Map<number, Intl.NumberFormat>();

/** Thousands apart by a narrow space, which no language reads as a decimal sign. */
function groupedBy(digits: number): { format(number: number): string } {
  const known =
    grouping.get(digits) ??
    new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  grouping.set(digits, known);
  return { format: (number) => known.format(number).replaceAll(",", "\u202f") };
}

const TIME = /^(-?\d{4,6}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))?/;
const weekdays = new Intl.DateTimeFormat(locale(), { weekday: "short", timeZone: "UTC" });

function timeOf(text: string, part: "day" | "time" | "weekday"): string {
  const [, day, time] = TIME.exec(text) ?? [];
  if (day === undefined) return text;
  if (part === "time") return time ?? "00:00";
  if (part === "day") return day;
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? text : `${weekdays.format(date)} ${day}`;
}

function hexOf(text: string): string {
  if (!/^-?\d{1,400}$/.test(text)) return text;
  const number = BigInt(text);
  return number < 0n ? `-0x${(-number).toString(16)}` : `0x${number.toString(16)}`;
}
