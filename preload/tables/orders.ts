/**
 * Which rows of a table are shown, in which order. Sorts are stable, by several columns, missing values last whichever way;
 * numbers stand before texts.
 */
import type { SortKey } from "../contract/data";
import { Cannot, type ReadableTable, type Value } from "./readable";

/** Rows that are read at once. */
export const STEP = 20_000;
/** Rows beyond which nothing is sorted: with numbers, and with texts, which take room. */
const MOST_NUMBERS = 30_000_000;
const MOST_TEXTS = 3_000_000;
/** What is sorted in one go before others have their turn. */
const RUN = 1 << 16;

/** Lets others have their turn, and ends what nobody waits for any more. @throws DOMException "AbortError" */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  signal.throwIfAborted();
}

/**
 * Sorts rows by columns.
 * @param rows positions; they are sorted in place where they can be
 * @throws Cannot
 */
export async function sorted(
  table: ReadableTable,
  keys: readonly SortKey[],
  rows: Uint32Array,
  signal: AbortSignal,
): Promise<Uint32Array> {
  let order = rows;
  for (const { column, descending } of [...keys].reverse()) {
    if (column >= table.columns) throw new Cannot("value");
    order = await sortedBy(await columnOf(table, column, signal), order, descending, signal);
  }
  return order;
}

/** All values of a column, by position. */
async function columnOf(
  table: ReadableTable,
  column: number,
  signal: AbortSignal,
): Promise<Float64Array | Value[]> {
  const { rows } = table;
  if (rows > MOST_NUMBERS) throw new Cannot("size");
  const numbers = new Float64Array(rows);
  let values: Value[] | undefined;
  for (let from = 0; from < rows; from += STEP) {
    await breathe(signal);
    const part = await table.values(column, { from, count: Math.min(STEP, rows - from) });
    if (!values && part instanceof Float64Array) {
      numbers.set(part, from);
      continue;
    }
    for (let at = 0; at < part.length; at++) {
      const value = part[at] ?? null;
      if (!values) {
        if (value === null || typeof value === "number" || typeof value === "boolean") {
          numbers[from + at] = value === null ? Number.NaN : Number(value);
          continue;
        }
        if (rows > MOST_TEXTS) throw new Cannot("size");
        values = Array.from(numbers.subarray(0, from + at), (number) =>
          Number.isNaN(number) ? null : number,
        );
      }
      values.push(typeof value === "number" && Number.isNaN(value) ? null : value);
    }
  }
  return values ?? numbers;
}

/** Numbers before texts, booleans as numbers. */
export function compare(a: Exclude<Value, null>, b: Exclude<Value, null>): number {
  const texts = [typeof a === "string", typeof b === "string"];
  if (texts[0] !== texts[1]) return texts[0] ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

async function sortedBy(
  values: Float64Array | Value[],
  rows: Uint32Array,
  descending: boolean,
  signal: AbortSignal,
): Promise<Uint32Array> {
  const there = new Uint32Array(rows.length);
  const missing: number[] | Uint32Array = new Uint32Array(rows.length);
  let [found, lacking] = [0, 0];
  for (const row of rows) {
    const value = values[row];
    if (value === null || value === undefined || value !== value) missing[lacking++] = row;
    else there[found++] = row;
  }
  const way = descending ? -1 : 1;
  const by =
    values instanceof Float64Array
      ? (a: number, b: number) => way * ((values[a] as number) - (values[b] as number) || 0)
      : (a: number, b: number) => way * compare(values[a] as string, values[b] as string);
  // Infinite ones differ by NaN from their like, which counts as 0 above.
  const order = await merged(there.subarray(0, found), by, signal);
  rows.set(order);
  rows.set(missing.subarray(0, lacking), found);
  return rows;
}

/** A stable sort that lets others have their turn: runs, and then merges of runs. */
async function merged(
  rows: Uint32Array,
  by: (a: number, b: number) => number,
  signal: AbortSignal,
): Promise<Uint32Array> {
  for (let from = 0; from < rows.length; from += RUN) {
    rows.subarray(from, from + RUN).sort(by);
    await breathe(signal);
  }
  let [source, target]: [Uint32Array, Uint32Array] = [rows, new Uint32Array(rows.length)];
  for (let width = RUN; width < rows.length; width *= 2) {
    for (let from = 0; from < rows.length; from += 2 * width) {
      const middle = Math.min(from + width, rows.length);
      const end = Math.min(from + 2 * width, rows.length);
      let [a, b] = [from, middle];
      for (let to = from; to < end; to++) {
        const left = a < middle && (b >= end || by(source[a] as number, source[b] as number) <= 0);
        target[to] = source[left ? a++ : b++] as number;
        if ((to & 0xfffff) === 0xfffff) await breathe(signal);
      }
      await breathe(signal);
    }
    [source, target] = [target, source];
  }
  return source;
}
