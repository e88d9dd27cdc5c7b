/** Which rows of a table pass filters. */
import type { DataColumn, DataFilter } from "../contract/data";
import { breathe, compare, STEP } from "./orders";
import { Cannot, type Cell, type ReadableTable, type Value } from "./readable";

/** Rows that may pass: their positions are held. */
const MOST_PASSING = 50_000_000;

/** Positions of the rows that pass all filters. @throws Cannot */
export async function passing(
  table: ReadableTable,
  filters: readonly DataFilter[],
  signal: AbortSignal,
): Promise<Uint32Array> {
  const tests = filters.map((filter) => {
    if (filter.column >= table.columns) throw new Cannot("value");
    return { filter, passes: testOf(filter, table.column(filter.column)) };
  });
  let found = new Uint32Array(1024);
  let count = 0;
  for (let from = 0; from < table.rows; from += STEP) {
    await breathe(signal);
    const rows = { from, count: Math.min(STEP, table.rows - from) };
    const kept = new Uint8Array(rows.count).fill(1);
    for (const { filter, passes } of tests) await passes(table, filter.column, rows, kept);
    for (let at = 0; at < kept.length; at++) {
      if (!kept[at]) continue;
      if (count === found.length) {
        if (count >= MOST_PASSING) throw new Cannot("size");
        const larger = new Uint32Array(2 * count);
        larger.set(found);
        found = larger;
      }
      found[count++] = from + at;
    }
  }
  return found.slice(0, count);
}

type Test = (
  table: ReadableTable,
  column: number,
  rows: { from: number; count: number },
  kept: Uint8Array,
) => Promise<void>;

/** Takes out the rows whose text does not pass. */
const byText =
  (passes: (cell: Cell) => boolean): Test =>
  async (table, column, rows, kept) => {
    const [cells = []] = await table.cells([column], rows, 1000);
    for (let at = 0; at < kept.length; at++) {
      const cell = cells[at];
      if (!cell || !passes(cell)) kept[at] = 0;
    }
  };

const byValue =
  (passes: (value: Exclude<Value, null>) => boolean): Test =>
  async (table, column, rows, kept) => {
    const values = await table.values(column, rows);
    for (let at = 0; at < kept.length; at++) {
      const value = values[at];
      if (value === null || value === undefined || value !== value || !passes(value)) kept[at] = 0;
    }
  };

function testOf({ test, value }: DataFilter, column: DataColumn): Test {
  const wanted = value.toLowerCase();
  switch (test) {
    case "missing":
      return byText(({ missing }) => missing);
    case "present":
      return byText(({ missing }) => !missing);
    case "contains":
      return byText(({ text, missing }) => !missing && text.toLowerCase().includes(wanted));
    case "lacks":
      return byText(({ text, missing }) => !missing && !text.toLowerCase().includes(wanted));
    case "begins":
      return byText(({ text, missing }) => !missing && text.toLowerCase().startsWith(wanted));
    case "ends":
      return byText(({ text, missing }) => !missing && text.toLowerCase().endsWith(wanted));
    default: {
      const other = wantedValue(value, column);
      return byValue((found) => holds(test, comparison(found, other, column)));
    }
  }
}

function wantedValue(value: string, { kind }: DataColumn): Exclude<Value, null> {
  const plain = value.trim();
  if (kind === "boolean") return /^(true|1|yes)$/i.test(plain);
  if (kind === "time" || kind === "text") return kind === "time" ? plain : value;
  if (/^[+-]?\d{16,300}$/.test(plain)) return BigInt(plain);
  const number = plain === "" ? Number.NaN : Number(plain.replace(/^([+-]?)inf$/i, "$1Infinity"));
  if (!Number.isNaN(number)) return number;
  if (kind === "number") throw new Cannot("value");
  return value;
}

function comparison(found: Exclude<Value, null>, other: Exclude<Value, null>, { kind }: DataColumn): number {
  if (kind === "time") {
    const [a, b] = [Date.parse(String(found)), Date.parse(String(other))];
    // Times of more than a millisecond's digits are told apart by their text.
    if (!Number.isNaN(a) && !Number.isNaN(b) && a !== b) return a - b;
    if (!Number.isNaN(a) && a === b && String(other).length < 24) return 0;
  }
  if (typeof found === "boolean" || typeof other === "boolean") return Number(found) - Number(other);
  if (typeof found === "string" && typeof other !== "string") return compare(found, String(other));
  if (typeof found !== "string" && typeof other === "string") return compare(String(found), other);
  return compare(found, other);
}

function holds(test: string, sign: number): boolean {
  switch (test) {
    case "=":
      return sign === 0;
    case "!=":
      return sign !== 0;
    case "<":
      return sign < 0;
    case "<=":
      return sign <= 0;
    case ">":
      return sign > 0;
    default:
      return sign >= 0;
  }
}
