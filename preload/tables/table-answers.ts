/** Answers to what a data viewer asks (contract/data.ts) of a table that is read here. One viewer, one table. */
import {
  CELL_CHARACTERS,
  type DataAnswer,
  type DataQuestion,
  type DataView,
  MOST_COLUMNS_AT_ONCE,
  MOST_PAGE_CELLS,
  MOST_PAGE_COLUMNS,
  MOST_PAGE_ROWS,
  PAGE_CHARACTERS,
  WHOLE_CELL_CHARACTERS,
} from "../contract/data";
import { passing } from "./filters";
import { sorted } from "./orders";
import { Cannot, lengthOf, type ReadableTable, type Rows, rowsOf } from "./readable";
import { findIn, summaryOf, totalsOf } from "./summaries";

/** What a table is of, at a moment. */
export interface Answered {
  /** Undefined: there is none now. */
  readonly table: ReadableTable | undefined;
  /** Another one when the table is. */
  readonly version: string;
  /** Settled once all its rows are known. */
  readonly whole: Promise<void>;
}

interface Order {
  readonly key: string;
  readonly abort: AbortController;
  readonly rows: Promise<Uint32Array | null>;
}

/** Writes rows of a table to a file. @throws Cannot, and DOMException "AbortError" by `signal` */
export type Exporter = (
  what: {
    readonly table: ReadableTable;
    readonly order: Uint32Array | null;
    readonly columns: readonly number[];
    readonly signal: AbortSignal;
    readonly tell: (done: number) => void;
  },
  question: ExportQuestion,
) => Promise<number>;

type ExportQuestion = Extract<DataQuestion, { op: "export" }>;

/** A file that is written; it goes on between the questions for it. */
interface Export {
  readonly key: string;
  readonly abort: AbortController;
  readonly written: Promise<number>;
  done: number;
}

/** A file that takes longer is answered "working", in ms. */
const MOMENT_MS = 250;

export class TableAnswers {
  #order: Order | undefined;
  #export: Export | undefined;
  readonly #running = new Set<AbortController>();

  /** @param now what is answered about */
  constructor(
    private readonly now: () => Answered,
    private readonly exporter?: Exporter,
  ) {}

  /** Never throws; it may take long. */
  async answer(question: DataQuestion): Promise<DataAnswer> {
    if (question.op === "cancel" || question.op === "close") {
      this.cancel();
      return { status: "ok", op: question.op };
    }
    const turn = new AbortController();
    this.#running.add(turn);
    try {
      return await this.#answer(question, turn.signal);
    } catch (error) {
      if (turn.signal.aborted || (error instanceof DOMException && error.name === "AbortError"))
        return { status: "busy" };
      if (error instanceof Cannot)
        return {
          status: "cannot",
          why: error.why,
          ...(error.reason === undefined ? {} : { reason: error.reason }),
        };
      return { status: "error", ename: String(error instanceof Error ? error.message : error).slice(0, 300) };
    } finally {
      this.#running.delete(turn);
    }
  }

  /** Ends all that is worked on. */
  cancel(): void {
    for (const turn of this.#running) turn.abort();
    this.#order?.abort.abort();
    this.#order = undefined;
    this.#export?.abort.abort();
    this.#export = undefined;
  }

  async #answer(
    question: Exclude<DataQuestion, { op: "cancel" | "close" }>,
    signal: AbortSignal,
  ): Promise<DataAnswer> {
    if (question.op === "open") {
      const { table, version } = this.now();
      if (!table) return { status: "busy" };
      const { type, rows, columns, dialect } = table;
      return {
        status: "ok",
        op: "open",
        version,
        type,
        rows,
        columns,
        shape: table.shape ? [...table.shape] : null,
        slice: table.slice ? [...table.slice] : null,
        dialect,
        ...(this.exporter ? { can: ["export" as const] } : {}),
        labels: null,
      };
    }
    const { table, version, whole } = this.now();
    if (!table || version !== question.version) return { status: "changed" };
    if (question.op === "columns") {
      const end = Math.min(table.columns, question.from + Math.min(question.count, MOST_COLUMNS_AT_ONCE));
      const columns = [];
      for (let at = question.from; at < end; at++) columns.push(table.column(at));
      return { status: "ok", op: "columns", from: question.from, columns };
    }
    const { view } = question;
    const plain = view.sort.length === 0 && view.filters.length === 0;
    if (!plain) await whole;
    const order = plain ? null : await this.#ordered(table, version, view);
    signal.throwIfAborted();
    if (this.now().version !== version) return { status: "changed" };
    switch (question.op) {
      case "page":
        return page(table, order, question);
      case "export":
        await whole;
        return this.#written(table, order, question);
      case "summary":
        if (question.column >= table.columns) return { status: "gone" };
        return {
          status: "ok",
          op: "summary",
          column: question.column,
          summary: await summaryOf(table, order, question.column, signal),
        };
      case "cell": {
        const [row] = positions(rowsOf(order, question.row, 1), order ? order.length : table.rows);
        if (row === undefined || question.column >= table.columns) return { status: "gone" };
        const text = await table.whole(question.column, row, WHOLE_CELL_CHARACTERS + 1);
        return {
          status: "ok",
          op: "cell",
          text: shownWhole(text.slice(0, WHOLE_CELL_CHARACTERS)),
          cut: text.length > WHOLE_CELL_CHARACTERS,
        };
      }
      case "edit":
        throw new Cannot("type");
      case "find":
        return { status: "ok", op: "find", at: await findIn(table, order, question, signal) };
      case "totals":
        return { status: "ok", op: "totals", ...(await totalsOf(table, order, question, signal)) };
    }
  }

  /** Writes, or goes on waiting for what is written already. */
  async #written(
    table: ReadableTable,
    order: Uint32Array | null,
    question: ExportQuestion,
  ): Promise<DataAnswer> {
    const { exporter } = this;
    if (!exporter) throw new Cannot("kernel");
    const key = JSON.stringify(question);
    if (this.#export?.key !== key) {
      this.#export?.abort.abort();
      const abort = new AbortController();
      const columns = question.columns ?? Array.from({ length: table.columns }, (_, at) => at);
      const what = {
        table,
        order,
        columns: columns.filter((column) => column < table.columns),
        signal: abort.signal,
        tell: (done: number) => {
          begun.done = done;
        },
      };
      const begun: Export = { key, abort, done: 0, written: Promise.resolve(0) };
      this.#export = Object.assign(begun, { written: exporter(what, question) });
      begun.written.catch(() => {});
    }
    const running = this.#export;
    if (!running) return { status: "busy" };
    const moment = new Promise<null>((resolve) => setTimeout(() => resolve(null), MOMENT_MS));
    try {
      const rows = await Promise.race([running.written, moment]);
      if (rows === null) return { status: "working", done: Math.max(0, Math.min(1, running.done)) };
      if (this.#export === running) this.#export = undefined;
      return { status: "ok", op: "export", rows };
    } catch (error) {
      if (this.#export === running) this.#export = undefined;
      throw error;
    }
  }

  /** The rows of a view; it is made once, and another one ends it. */
  #ordered(table: ReadableTable, version: string, view: DataView): Promise<Uint32Array | null> {
    const key = JSON.stringify([version, table.slice, view.sort, view.filters]);
    if (this.#order?.key !== key) {
      this.#order?.abort.abort();
      const abort = new AbortController();
      const rows = orderOf(table, view, abort.signal);
      rows.catch(() => {
        if (this.#order?.rows === rows) this.#order = undefined;
      });
      this.#order = { key, abort, rows };
    }
    return this.#order.rows;
  }
}

/** The rows of a view as positions. @throws Cannot */
export async function orderOf(
  table: ReadableTable,
  view: DataView,
  signal: AbortSignal,
): Promise<Uint32Array | null> {
  const kept = view.filters.length > 0 ? await passing(table, view.filters, signal) : undefined;
  if (view.sort.length === 0) return kept ?? null;
  if (table.rows > 30_000_000 && !kept) throw new Cannot("size");
  const rows = kept ?? new Uint32Array(table.rows);
  if (!kept) for (let at = 0; at < rows.length; at++) rows[at] = at;
  return sorted(table, view.sort, rows, signal);
}

function positions(rows: Rows, most: number): number[] {
  if (rows instanceof Uint32Array) return [...rows];
  const count = Math.max(0, Math.min(rows.count, most - rows.from));
  return Array.from({ length: count }, (_, at) => rows.from + at);
}

async function page(
  table: ReadableTable,
  order: Uint32Array | null,
  question: Extract<DataQuestion, { op: "page" }>,
): Promise<DataAnswer> {
  const wanted = question.columns.slice(0, MOST_PAGE_COLUMNS).filter((at) => at < table.columns);
  const most = Math.min(MOST_PAGE_ROWS, Math.floor(MOST_PAGE_CELLS / Math.max(1, wanted.length)));
  const all = order ? order.length : table.rows;
  const from = Math.min(question.from, all);
  const count = Math.min(most, question.count, all - from);
  const rows = rowsOf(order, from, count);
  const room = Math.max(
    16,
    Math.min(CELL_CHARACTERS, Math.floor(PAGE_CHARACTERS / Math.max(1, wanted.length * lengthOf(rows)))),
  );
  const columns = count > 0 ? await table.cells(wanted, rows, room) : wanted.map(() => []);
  return {
    status: "ok",
    op: "page",
    from,
    rows: all,
    labels: positions(rows, all).map(String),
    columns: wanted.map((column, at) => {
      const cells = columns[at] ?? [];
      return {
        column,
        cells: cells.map(({ text }) => text),
        missing: cells.flatMap(({ missing }, place) => (missing ? [place] : [])),
      };
    }),
  };
}

/** A text with its lines; other control characters are written out. */
function shownWhole(text: string): string {
  return text.replace(/[\0-\x08\x0b-\x1f\x7f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu, (sign) => {
    return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
