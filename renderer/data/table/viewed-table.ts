/**
 * A table as a viewer has it: what is known of it, how it is sorted and filtered, and the cells that are looked at. It
 * follows its source, and asks for no more than what is in view.
 */
import {
  type ColumnSummary,
  type DataAnswer,
  type DataAnswerOf,
  type DataColumn,
  type DataFilter,
  type DataQuestion,
  type DataView,
  MOST_COLUMNS_AT_ONCE,
  type SortKey,
} from "../../../preload/contract/data";
import { t } from "../../../preload/texts/texts";
import { unawaited } from "../../floor/failures";
import { notify } from "../../floor/notices/notices";
import { createStore } from "../../floor/store";
import { answerSentence, frozenSentence } from "./answer-sentence";
import { carriedView, type KeptView } from "./carried-view";
import { HeldCells, TILE_COLUMNS, TILE_ROWS } from "./held-cells";
import type { DataSource } from "./source";

/** Pages that are asked for at once. */
const MOST_PAGES = 3;
/** Columns that are described at once. */
const COLUMNS = Math.min(200, MOST_COLUMNS_AT_ONCE);
/** Columns whose summaries are held. */
const MOST_SUMMARIES = 1000;
/** A table that could not be told is asked for again after this, in ms. */
const AGAIN_MS = 1500;
/** One that is another than it was, after this. */
const CHANGED_MS = 200;

export type Opened = DataAnswerOf<"open">;

export interface TableState {
  /** Null before it has been told. */
  readonly opened: Opened | null;
  readonly view: DataView;
  /** Rows that pass the filters. */
  readonly rows: number;
  /** Another view is being made: sorted and filtered by the source. */
  readonly working: boolean;
  /** A sentence: why there is nothing, or nothing newer. */
  readonly problem: string | null;
}

/** What is in view: rows, and columns by their numbers. */
export interface Needed {
  readonly from: number;
  readonly to: number;
  readonly columns: readonly number[];
}

/** Rows, and columns by their numbers. */
type TotalsOf = Pick<
  Extract<DataQuestion, { op: "totals" }>,
  "op" | "from" | "count" | "columnFrom" | "columnCount" | "columns"
>;

type ExportOf = Extract<DataQuestion, { op: "export" }>;

const PLAIN: DataView = { sort: [], filters: [], slice: null };

export class ViewedTable {
  readonly state = createStore<TableState>({
    opened: null,
    view: PLAIN,
    rows: 0,
    working: false,
    problem: null,
  });
  /** Goes up whenever cells or columns have come. */
  readonly drawn = createStore(0);
  readonly cells = new HeldCells();
  readonly columns = new Map<number, DataColumn>();
  readonly summaries = new Map<number, ColumnSummary | "cannot">();
  /** Whether the source keeps the data as it was when that was asked for. */
  readonly frozen = createStore(false);
  readonly #viewer = crypto.randomUUID();
  readonly #asking = new Set<string>();
  readonly #stop: () => void;
  #needed: Needed = { from: 0, to: 0, columns: [] };
  #revision: string | undefined;
  #opening = false;
  #again: ReturnType<typeof setTimeout> | undefined;
  #change: AbortController | undefined;
  #disposed = false;
  /** The view of before, until it is made again: the table is shown plain meanwhile. */
  #kept: KeptView | undefined;

  /** @param kept how it was shown before, to be shown so again */
  constructor(
    readonly source: DataSource,
    kept?: KeptView,
  ) {
    this.#kept = kept;
    if (kept) this.#set({ view: { ...PLAIN, slice: kept.view.slice } });
    this.#stop = source.state.subscribe(() => this.#follow());
    this.#follow();
  }

  dispose(): void {
    this.#disposed = true;
    this.#stop();
    clearTimeout(this.#again);
    this.#change?.abort();
    unawaited(
      "closing a table",
      this.source
        .ask({ op: "close", viewer: this.#viewer })
        .catch(() => {})
        .finally(() => this.source.dispose()),
    );
  }

  /** How it is shown, or will be once it can, with the names of the columns that say so. */
  get keptView(): KeptView {
    if (this.#kept) return this.#kept;
    const { view } = this.state.get();
    return { view, names: this.#namesIn(view) };
  }

  #namesIn({ sort, filters }: DataView): KeptView["names"] {
    return new Map(
      [...sort, ...filters].flatMap(({ column }) => {
        const name = this.columns.get(column)?.name;
        return name === undefined ? [] : [[column, name]];
      }),
    );
  }

  /** What is in view now: what of it is not there yet is asked for. */
  need(needed: Needed): void {
    this.#needed = needed;
    const firsts = new Set(needed.columns.map((column) => Math.floor(column / TILE_COLUMNS)));
    this.cells.atLeast(firsts.size * (Math.ceil((needed.to - needed.from) / TILE_ROWS) + 1));
    this.#fill();
  }

  /** Sorts by a column alone, or also by it: up, down, not at all. */
  sortBy(column: number, also: boolean): void {
    const { view } = this.state.get();
    const before = view.sort.find((key) => key.column === column);
    const next: SortKey | undefined = !before
      ? { column, descending: false }
      : before.descending
        ? undefined
        : { column, descending: true };
    const rest = view.sort.filter((key) => key.column !== column);
    const sort = also
      ? before && next
        ? view.sort.map((key) => (key.column === column ? next : key))
        : [...rest, ...(next ? [next] : [])]
      : next
        ? [next]
        : [];
    this.show({ ...view, sort });
  }

  filter(filters: readonly DataFilter[]): void {
    this.show({ ...this.state.get().view, filters: [...filters] });
  }

  /** Has the source make another view; what was shown stays until it is there. */
  show(view: DataView): void {
    this.#kept = undefined;
    unawaited("sorting and filtering", this.#show(view));
  }

  /** Shows another part of an array of many dimensions. */
  slice(slice: readonly (number | null)[]): void {
    this.#set({ view: { ...this.state.get().view, slice: [...slice] } });
    this.refresh();
  }

  /** Leaves the view as it was. */
  cancel(): void {
    if (!this.#change) return;
    this.#kept = undefined;
    this.#change.abort();
    this.#change = undefined;
    unawaited(
      "cancelling",
      this.source.ask({ op: "cancel", viewer: this.#viewer }).catch(() => {}),
    );
    this.#set({ working: false });
    this.#fill();
  }

  /** Has the source keep the data as it is now, or follow it again. */
  freeze(on: boolean): void {
    this.frozen.set(on);
    this.refresh();
  }

  /** Looks whether the data is other. */
  refresh(): void {
    unawaited("opening a table", this.#open());
  }

  /** Reads again what is in view: something in it has changed. */
  reread(): void {
    this.cells.outdate();
    this.summaries.clear();
    this.#fill();
  }

  /** Asks something about the view as it is. Null: it is other by now, or cannot be told. */
  async ask(
    question:
      | { op: "summary"; column: number }
      | { op: "cell"; row: number; column: number }
      | { op: "edit"; row: number; column: number; value: string | null }
      | { op: "find"; text: string; row: number; column: number; backwards: boolean }
      | TotalsOf
      | { op: "page"; from: number; count: number; columns: number[] },
    signal?: AbortSignal,
  ): Promise<DataAnswer> {
    const { opened, view } = this.state.get();
    if (!opened) return { status: "busy" };
    const { path } = this;
    return this.source.ask(
      { ...question, viewer: this.#viewer, path, version: opened.version, view },
      signal,
    );
  }

  /**
   * Writes rows to a file, as the source has them; asks until it is written.
   * @param view which, in which order; with no sort and no filter all
   * @param tell is told which part is done
   * @throws DOMException "AbortError" by `signal`: no file is left
   */
  async write(
    what: Pick<ExportOf, "format" | "file" | "replace" | "columns" | "view">,
    tell: (done: number) => void,
    signal: AbortSignal,
  ): Promise<DataAnswer> {
    const { opened } = this.state.get();
    if (!opened) return { status: "busy" };
    const question: ExportOf = {
      ...what,
      op: "export",
      viewer: this.#viewer,
      path: this.path,
      version: opened.version,
    };
    const stop = () =>
      unawaited(
        "cancelling an export",
        this.source.ask({ op: "cancel", viewer: this.#viewer }).catch(() => {}),
      );
    signal.addEventListener("abort", stop, { once: true });
    try {
      return await this.source.write(question, tell, signal);
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  get path(): string[] {
    return [...this.source.path];
  }

  #follow(): void {
    const { revision } = this.source.state.get();
    if (revision === this.#revision) return;
    this.#revision = revision;
    // Reading what is frozen tells whether its copy is there still.
    if (this.frozen.get()) this.reread();
    else this.refresh();
  }

  async #open(): Promise<void> {
    if (this.#opening || this.#disposed || this.source.state.get().waits) return;
    this.#opening = true;
    clearTimeout(this.#again);
    const revision = this.#revision;
    const { view } = this.state.get();
    const frozen = this.frozen.get();
    const answer = await this.source
      .ask({ op: "open", viewer: this.#viewer, path: this.path, slice: view.slice, frozen })
      .catch((): DataAnswer => ({ status: "busy" }));
    this.#opening = false;
    if (this.#disposed) return;
    if (frozen !== this.frozen.get()) return this.refresh();
    if (frozen && answer.status !== "ok" && answer.status !== "busy") {
      this.frozen.set(false);
      return this.#set({ problem: frozenSentence(answer) ?? this.#sentence(answer) });
    }
    if (answer.status === "ok" && answer.op === "open") await this.#opened(answer);
    else this.#set({ problem: this.#sentence(answer) });
    if (answer.status === "busy" && this.source.state.get().lack === null)
      this.#again = setTimeout(() => this.refresh(), AGAIN_MS);
    const other = this.state.get().view.slice;
    const told = answer.status === "ok" && answer.op === "open" ? answer.slice : view.slice;
    if (revision !== this.#revision || (other !== view.slice && String(other) !== String(told)))
      this.refresh();
  }

  async #opened(opened: Opened): Promise<void> {
    const { opened: before, view } = this.state.get();
    if (before?.version === opened.version && !this.#kept) {
      const { sort, filters } = view;
      // A file that is still being looked through has more rows than before.
      const plain = sort.length === 0 && filters.length === 0;
      this.#set({ opened, ...(plain ? { rows: opened.rows } : {}), problem: null });
      if (plain && opened.rows !== before.rows) this.#fill();
      return;
    }
    const others = before !== null && before.columns !== opened.columns;
    const was = this.keptView;
    if (others) this.cells.clear();
    else this.cells.outdate();
    if (before === null || others) this.columns.clear();
    this.summaries.clear();
    await this.#columns(0, opened);
    const { view: next, whole } = carriedView(was, opened, this.columns);
    const plain = next.sort.length === 0 && next.filters.length === 0;
    if (plain || before === null) {
      this.#set({ opened, view: { ...PLAIN, slice: opened.slice }, rows: opened.rows, problem: null });
      this.#fill();
    } else this.#set({ opened, view, problem: null });
    const status = plain ? "ok" : await this.#show(next);
    // What cannot be done now can be done later; what was asked for by hand meanwhile is not undone.
    this.#kept = status === "busy" || status === "changed" ? was : undefined;
    if (status === "busy") this.#again = setTimeout(() => this.refresh(), AGAIN_MS);
    if (!whole && status === "ok")
      this.#set({ problem: t("Columns that were sorted or filtered by are not there any more.") });
  }

  async #show(view: DataView): Promise<DataAnswer["status"] | "superseded"> {
    const { opened } = this.state.get();
    if (!opened) return "busy";
    this.#change?.abort();
    const change = new AbortController();
    this.#change = change;
    this.#set({ working: true, problem: null });
    const answer = await this.source
      .ask(
        {
          op: "page",
          viewer: this.#viewer,
          path: this.path,
          version: opened.version,
          view,
          from: 0,
          count: 0,
          columns: [],
        },
        change.signal,
      )
      .catch((): DataAnswer => ({ status: "busy" }));
    if (change !== this.#change || this.#disposed) return "superseded";
    this.#change = undefined;
    if (answer.status === "ok" && answer.op === "page") {
      this.cells.outdate();
      this.summaries.clear();
      this.#set({ view, rows: answer.rows, working: false });
      this.#fill();
      return answer.status;
    }
    this.#set({ working: false, problem: this.#sentence(answer) });
    if (answer.status === "changed") this.#openSoon();
    return answer.status;
  }

  /** What changes all the time is not opened all the time. */
  #openSoon(): void {
    if (this.frozen.get()) {
      // The copy went with the kernel.
      this.frozen.set(false);
      const { name } = this.source;
      notify({ level: "info", sentence: t("{name} is not frozen any more: its copy is gone.", { name }) });
    }
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.refresh(), CHANGED_MS);
  }

  async #columns(from: number, opened: Opened): Promise<void> {
    const key = `columns ${from}`;
    if (this.#asking.has(key)) return;
    this.#asking.add(key);
    const { view } = this.state.get();
    const answer = await this.source
      .ask({
        op: "columns",
        viewer: this.#viewer,
        path: this.path,
        version: opened.version,
        view: { ...view, slice: opened.slice },
        from,
        count: COLUMNS,
      })
      .catch((): DataAnswer => ({ status: "busy" }));
    this.#asking.delete(key);
    if (answer.status === "ok" && answer.op === "columns") {
      for (const [at, column] of answer.columns.entries()) this.columns.set(from + at, column);
      this.drawn.set((count) => count + 1);
    }
  }

  /** Asks for what is in view and not there. */
  #fill(): void {
    const { opened, rows, working } = this.state.get();
    if (!opened || working || this.#disposed) return;
    const { from, to, columns } = this.#needed;
    const firsts = new Set(columns.map((column) => column - (column % TILE_COLUMNS)));
    for (const column of columns)
      if (!this.columns.has(column))
        unawaited("describing columns", this.#columns(column - (column % COLUMNS), opened));
    for (let row = from - (from % TILE_ROWS); row < Math.min(to, rows); row += TILE_ROWS)
      for (const first of firsts) {
        if (this.#asking.size >= MOST_PAGES) return;
        if (!this.cells.has(row, first, rows)) unawaited("reading cells", this.#page(row, first, opened));
      }
    this.#summarize(opened);
  }

  /** Once the cells are there: what the columns in view hold, one after the other. */
  #summarize(opened: Opened): void {
    if (this.#asking.size > 0) return;
    const column = this.#needed.columns.find((one) => !this.summaries.has(one));
    if (column === undefined) return;
    if (this.summaries.size > MOST_SUMMARIES) this.summaries.clear();
    unawaited("summarizing a column", this.#summary(column, opened));
  }

  async #summary(column: number, opened: Opened): Promise<void> {
    const key = `summary ${column}`;
    if (this.#asking.has(key)) return;
    this.#asking.add(key);
    const { view } = this.state.get();
    const answer = await this.source
      .ask({ op: "summary", viewer: this.#viewer, path: this.path, version: opened.version, view, column })
      .catch((): DataAnswer => ({ status: "busy" }));
    this.#asking.delete(key);
    const now = this.state.get();
    if (this.#disposed) return;
    if (now.view !== view || now.opened !== opened) {
      this.#fill();
      return;
    }
    // What cannot be told now is told with the next state of the data.
    this.summaries.set(column, answer.status === "ok" && answer.op === "summary" ? answer.summary : "cannot");
    this.drawn.set((count) => count + 1);
    this.#fill();
  }

  async #page(from: number, first: number, opened: Opened): Promise<void> {
    const { generation } = this.cells;
    const key = `${generation}/${from}/${first}`;
    if (this.#asking.has(key)) return;
    this.#asking.add(key);
    const { view } = this.state.get();
    const columns = Array.from(
      { length: Math.min(TILE_COLUMNS, opened.columns - first) },
      (_, at) => first + at,
    );
    const answer = await this.source
      .ask({
        op: "page",
        viewer: this.#viewer,
        path: this.path,
        version: opened.version,
        view,
        from,
        count: TILE_ROWS,
        columns,
      })
      .catch((): DataAnswer => ({ status: "busy" }));
    this.#asking.delete(key);
    if (this.#disposed) return;
    if (answer.status === "ok" && answer.op === "page") {
      this.cells.put(answer, first, generation);
      if (this.state.get().problem !== null) this.#set({ problem: null });
      this.drawn.set((count) => count + 1);
      this.#fill();
    } else if (generation === this.cells.generation) {
      this.#set({ problem: this.#sentence(answer) });
      if (answer.status === "changed") this.#openSoon();
      else if (answer.status === "busy" && this.source.state.get().lack === null) {
        clearTimeout(this.#again);
        this.#again = setTimeout(() => this.#fill(), AGAIN_MS);
      }
    }
  }

  #set(changed: Partial<TableState>): void {
    if (!this.#disposed) this.state.set((now) => ({ ...now, ...changed }));
  }

  #sentence(answer: DataAnswer): string | null {
    return answerSentence(this.source, answer);
  }
}
