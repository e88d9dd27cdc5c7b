/** What a column holds in short, what some cells add up to, and where a text stands. Of long columns evenly spread rows are looked at. */
import { type ColumnSummary, type DataAnswerOf, MOST_BARS, MOST_TOP_VALUES } from "../contract/data";
import { cleanText } from "./cell-text";
import { breathe } from "./orders";
import { lengthOf, type ReadableTable, type Rows, rowsOf, type Value } from "./readable";

/** Rows that are looked at: in pieces that follow each other, and such that are in any order. */
const SEEN = 50_000;
const SEEN_ANYWHERE = 5_000;
const PIECE = 1_000;
/** Cells that are added up, and that are searched. */
const MOST_ADDED = 5_000_000;
const MOST_SEARCHED = 20_000_000;
const ROOM = 80;

/** The pieces of a view that are looked at. */
function* piecesOf(table: ReadableTable, order: Uint32Array | null): Generator<Rows> {
  const rows = order ? order.length : table.rows;
  const most = order ? SEEN_ANYWHERE : SEEN;
  if (order && rows > most) {
    const step = rows / most;
    for (let at = 0; at < most; at += PIECE)
      yield Uint32Array.from(
        { length: Math.min(PIECE, most - at) },
        (_, i) => order[Math.floor((at + i) * step)] ?? 0,
      );
    return;
  }
  const pieces = Math.ceil(Math.min(rows, most) / PIECE);
  for (let at = 0; at < pieces; at++) {
    const from = rows <= most ? at * PIECE : Math.floor((at * (rows - PIECE)) / Math.max(1, pieces - 1));
    yield rowsOf(order, from, Math.min(PIECE, rows - from));
  }
}

/** The summary of a column over the rows of a view. */
export async function summaryOf(
  table: ReadableTable,
  order: Uint32Array | null,
  column: number,
  signal: AbortSignal,
): Promise<ColumnSummary> {
  const rows = order ? order.length : table.rows;
  const { kind } = table.column(column);
  const counts = new Map<string, number>();
  const numbers: number[] = [];
  const limits: { low: string | undefined; high: string | undefined } = { low: undefined, high: undefined };
  let [seen, missing] = [0, 0];
  for (const piece of piecesOf(table, order)) {
    await breathe(signal);
    const [cells = []] = await table.cells([column], piece, ROOM);
    const values = kind === "number" ? await table.values(column, piece) : [];
    seen += lengthOf(piece);
    for (const [at, { text, missing: lacks }] of cells.entries()) {
      if (lacks) {
        missing++;
        continue;
      }
      counts.set(text, (counts.get(text) ?? 0) + 1);
      if (kind === "number") numbers.push(numberOf(values[at] ?? null));
      else if (kind === "time") {
        if (limits.low === undefined || text < limits.low) limits.low = text;
        if (limits.high === undefined || text > limits.high) limits.high = text;
      }
    }
  }
  const often = [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST_TOP_VALUES);
  const summary: ColumnSummary = {
    seen,
    rows,
    missing,
    distinct: counts.size,
    facts: [],
    bars: null,
    top: often.map(([text, count]) => ({ text: cleanText(text, ROOM), count })),
  };
  if (kind === "number") return { ...summary, ...ofNumbers(numbers) };
  if (limits.low !== undefined)
    summary.facts.push({ name: "min", text: limits.low }, { name: "max", text: limits.high ?? "" });
  if (counts.size > 0 && counts.size <= MOST_BARS) {
    const entries = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
    summary.bars = {
      counts: entries.map(([, count]) => count),
      low: entries[0]?.[0] ?? "",
      high: entries.at(-1)?.[0] ?? "",
    };
  }
  return summary;
}

const numberOf = (value: Value) => (typeof value === "string" ? Number.NaN : Number(value ?? Number.NaN));

function ofNumbers(found: readonly number[]): Pick<ColumnSummary, "facts" | "bars"> {
  const numbers = Float64Array.from(found.filter(Number.isFinite)).sort();
  if (numbers.length === 0) return { facts: [], bars: null };
  const quantile = (part: number) => {
    const place = part * (numbers.length - 1);
    const [below, above] = [numbers[Math.floor(place)] ?? 0, numbers[Math.ceil(place)] ?? 0];
    return below + (above - below) * (place % 1);
  };
  let [mean, squares] = [0, 0];
  for (const [at, number] of numbers.entries()) {
    const off = number - mean;
    mean += off / (at + 1);
    squares += off * (number - mean);
  }
  const [low, high] = [numbers[0] ?? 0, numbers.at(-1) ?? 0];
  const facts = {
    min: low,
    q25: quantile(0.25),
    median: quantile(0.5),
    q75: quantile(0.75),
    max: high,
    mean,
    std: Math.sqrt(squares / numbers.length),
  };
  const counts = new Array<number>(low === high ? 1 : MOST_BARS).fill(0);
  for (const number of numbers) {
    const at =
      low === high ? 0 : Math.min(MOST_BARS - 1, Math.floor(((number - low) / (high - low)) * MOST_BARS));
    if (counts[at] !== undefined) counts[at]++;
  }
  return {
    facts: Object.entries(facts).map(([name, value]) => ({ name, text: shortNumber(value) })),
    bars: Number.isFinite(high - low) ? { counts, low: shortNumber(low), high: shortNumber(high) } : null,
  };
}

/** With six digits, as "%.6g" writes it. */
function shortNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return String(Number(value.toPrecision(6)));
}

export interface Block {
  readonly from: number;
  readonly count: number;
  readonly columnFrom: number;
  readonly columnCount: number;
  /** Which, where they do not follow each other. */
  readonly columns?: readonly number[];
}

/** Sum and mean of the numbers in some rows of a view and some columns. */
export async function totalsOf(
  table: ReadableTable,
  order: Uint32Array | null,
  block: Block,
  signal: AbortSignal,
): Promise<Omit<DataAnswerOf<"totals">, "status" | "op">> {
  const rows = order ? order.length : table.rows;
  const columns =
    block.columns ??
    Array.from({ length: Math.min(table.columns, block.columnCount) }, (_, at) => block.columnFrom + at);
  const most = Math.max(1, Math.floor(MOST_ADDED / Math.max(1, columns.length)));
  const end = Math.min(rows, block.from + Math.min(block.count, most));
  let [numbers, sum] = [0, 0];
  for (const column of columns) {
    if (column >= table.columns) continue;
    if (!["number", "boolean"].includes(table.column(column).kind)) continue;
    for (let from = block.from; from < end; from += PIECE * 10) {
      await breathe(signal);
      for (const value of await table.values(column, rowsOf(order, from, Math.min(PIECE * 10, end - from)))) {
        const number = numberOf(value);
        if (Number.isNaN(number)) continue;
        numbers++;
        sum += number;
      }
    }
  }
  return {
    numbers,
    sum: shortNumber(sum),
    mean: numbers > 0 ? shortNumber(sum / numbers) : "",
    part: block.count > most,
  };
}

/** Where a text is looked for from. */
export interface Search {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly backwards: boolean;
}

/** The next cell with a text in it after a place, or before it; it goes round once. */
export async function findIn(
  table: ReadableTable,
  order: Uint32Array | null,
  { text, row, column, backwards }: Search,
  signal: AbortSignal,
): Promise<{ row: number; column: number } | null> {
  const rows = order ? order.length : table.rows;
  const wanted = text.toLowerCase();
  if (rows === 0 || wanted === "") return null;
  const columns = Array.from({ length: Math.min(table.columns, 1000) }, (_, at) => at);
  const step = Math.max(20, Math.floor((2 * PIECE) / Math.max(1, columns.length / 20)));
  const pieces = Math.ceil(rows / step);
  const begin = Math.floor(row / step);
  let searched = 0;
  for (let turn = 0; turn <= pieces && searched < MOST_SEARCHED; turn++) {
    await breathe(signal);
    const piece = (((begin + (backwards ? -turn : turn)) % pieces) + pieces) % pieces;
    const from = piece * step;
    const count = Math.min(step, rows - from);
    const cells = await table.cells(columns, rowsOf(order, from, count), 1000);
    searched += count * columns.length;
    let found: { row: number; column: number } | null = null;
    for (let at = 0; at < count; at++)
      for (const each of columns) {
        const before = from + at < row || (from + at === row && each < column);
        const beyond = turn > 0 || (backwards ? before : !before && !(from + at === row && each === column));
        if (!beyond || (found && !backwards)) continue;
        if (cells[each]?.[at]?.text.toLowerCase().includes(wanted)) found = { row: from + at, column: each };
      }
    if (found) return found;
  }
  return null;
}
