/** Some columns of the rows of a view of a table, as they are written to a file: piece by piece. */
import { breathe } from "../../../../preload/tables/orders";
import {
  Cannot,
  type ReadableTable,
  type Rows,
  rowsOf,
  type Value,
} from "../../../../preload/tables/readable";

/** Cells that are taken at once. */
const CELLS = 100_000;

export interface Exported {
  readonly table: ReadableTable;
  /** Positions of the rows; null: all, as they stand. */
  readonly order: Uint32Array | null;
  readonly columns: readonly number[];
  readonly signal: AbortSignal;
  /** Is told which part is done. */
  readonly tell: (done: number) => void;
}

export function rowCount({ table, order }: Exported): number {
  return order ? order.length : table.rows;
}

/** The values of all columns, some rows at a time. @throws DOMException "AbortError" */
export async function* pieces(
  exported: Exported,
  columns = exported.columns,
  [begin, end]: readonly [number, number] = [0, 1],
): AsyncGenerator<{ readonly count: number; readonly values: readonly (readonly Value[])[] }> {
  const { table, order, signal, tell } = exported;
  const rows = rowCount(exported);
  const most = Math.max(1, Math.floor(CELLS / Math.max(1, columns.length)));
  for (let from = 0; from < rows; from += most) {
    await breathe(signal);
    tell(begin + ((end - begin) * from) / rows);
    const count = Math.min(most, rows - from);
    const some: Rows = rowsOf(order, from, count);
    const values: Value[][] = [];
    for (const column of columns)
      values.push(Array.from(await table.values(column, some), (value) => (isMissing(value) ? null : value)));
    yield { count, values };
  }
}

const isMissing = (value: Value) => value === null || (typeof value === "number" && Number.isNaN(value));

/** The names of the columns, each another one. */
export function namesOf({ table, columns }: Exported): readonly string[] {
  const names = new Set<string>();
  for (const at of columns) {
    const { name } = table.column(at);
    let different = name;
    for (let number = 2; names.has(different); number++) different = `${name}_${number}`;
    names.add(different);
  }
  return [...names];
}

/** How a column is written: by what is said of it, and of times by its first value. */
export type Written = "int" | "float" | "bool" | "time" | "text";

export async function writtenAs({ table, order }: Exported, column: number): Promise<Written> {
  const { kind, type } = table.column(column);
  if (kind === "number") return /int/i.test(type) ? "int" : "float";
  if (kind === "boolean") return "bool";
  if (kind !== "time") return "text";
  const rows = order ? order.length : table.rows;
  const first = await table.values(column, rowsOf(order, 0, Math.min(1000, rows)));
  const value = Array.from(first).find((one) => !isMissing(one));
  return typeof value === "string" && MOMENT.test(value) ? "time" : "text";
}

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?)?$/;

/** A moment in microseconds since 1970, in UTC. @throws Cannot what is none */
export function microsecondsOf(value: Value): bigint {
  const [, day, minutes = "00:00", seconds = ":00", fraction = "", zone = "Z"] =
    MOMENT.exec(typeof value === "string" ? value : "") ?? [];
  const milliseconds =
    day === undefined ? Number.NaN : Date.parse(`${day}T${minutes}${seconds}${zoneOf(zone)}`);
  if (Number.isNaN(milliseconds)) throw new Cannot("type");
  return BigInt(milliseconds) * 1000n + BigInt(fraction.padEnd(6, "0").slice(0, 6));
}

const zoneOf = (zone: string) => (zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone);

/** @throws Cannot what is no integer of 64 bits */
export function integerOf(value: Value): bigint {
  const whole =
    typeof value === "bigint"
      ? value
      : typeof value === "number" && Number.isInteger(value)
        ? BigInt(value)
        : undefined;
  if (whole === undefined || BigInt.asIntN(64, whole) !== whole) throw new Cannot("type");
  return whole;
}

/** @throws Cannot what is no number */
export function floatOf(value: Value): number {
  if (typeof value !== "number" && typeof value !== "bigint") throw new Cannot("type");
  return Number(value);
}

/** @throws Cannot what is neither true nor false */
export function truthOf(value: Value): boolean {
  if (typeof value !== "boolean" && value !== 0 && value !== 1) throw new Cannot("type");
  return Boolean(value);
}
