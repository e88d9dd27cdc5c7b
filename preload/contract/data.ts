/**
 * Tables that are looked at without moving them: what data viewers ask (`dataQuestion`), and what whoever has the data
 * answers (`dataAnswer`) — a kernel, by `tandem_data_request` on control, or another source of tables.
 *
 * The source keeps a view for each viewer: the order of its rows by sort and filter. It answers with pages of formatted
 * text, bounded as below where they are made. What takes longer than a moment is answered "working": the same question
 * is asked again until it is answered otherwise, and `cancel` ends all that a viewer still waits for.
 */
import * as v from "valibot";

/** Rows and columns of one page, and cells of it. */
export const MOST_PAGE_ROWS = 1000;
export const MOST_PAGE_COLUMNS = 64;
export const MOST_PAGE_CELLS = 6400;
/** Characters of one cell in a page, and of all cells of it. */
export const CELL_CHARACTERS = 200;
export const PAGE_CHARACTERS = 400_000;
/** Characters of one cell that is asked for alone. */
export const WHOLE_CELL_CHARACTERS = 100_000;
/** Columns that are described at once, and columns that a table may have. */
export const MOST_COLUMNS_AT_ONCE = 500;
/** Columns that rows are sorted by, and filters, at most. */
export const MOST_SORTED = 16;
export const MOST_FILTERS = 32;
/** Columns that are added up where they do not follow each other. */
export const MOST_ADDED_COLUMNS = 2000;
/** Characters that are typed into a cell. */
export const MOST_TYPED = 10_000;
/** Columns that are chosen for a file. */
export const MOST_EXPORTED_COLUMNS = 20_000;
/** Bars of a histogram, and values that are told with how often they are there. */
export const MOST_BARS = 24;
export const MOST_TOP_VALUES = 10;

const line = (most: number) => v.pipe(v.string(), v.maxLength(most));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const cell = line(2 * CELL_CHARACTERS + 2);

/** What a column holds, as far as it is filtered, summed and aligned by it. */
export const columnKind = v.picklist(["number", "text", "boolean", "time", "category", "other"]);
export type ColumnKind = v.InferOutput<typeof columnKind>;

export const sortKey = v.object({ column: count, descending: v.boolean() });
export type SortKey = v.InferOutput<typeof sortKey>;

/** What a filter asks of a cell. */
export const filterTest = v.picklist([
  "=",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "contains",
  "lacks",
  "begins",
  "ends",
  "missing",
  "present",
]);
export type FilterTest = v.InferOutput<typeof filterTest>;
export const dataFilter = v.object({ column: count, test: filterTest, value: line(1000) });
export type DataFilter = v.InferOutput<typeof dataFilter>;

/** Which rows, in which order; of arrays of more than two dimensions which part: an index, or null for a whole dimension. */
export const dataView = v.object({
  sort: v.pipe(v.array(sortKey), v.maxLength(MOST_SORTED)),
  filters: v.pipe(v.array(dataFilter), v.maxLength(MOST_FILTERS)),
  slice: v.nullable(v.pipe(v.array(v.nullable(count)), v.maxLength(64))),
});
export type DataView = v.InferOutput<typeof dataView>;

const viewer = v.pipe(v.string(), v.regex(/^[0-9a-zA-Z_-]{8,100}$/));
/** To a variable or a part of one, as in `variables`; of other sources whatever they name their tables by. */
const path = v.pipe(v.array(line(2000)), v.minLength(1), v.maxLength(40));
/** As "open" told it: another one when the data is other. */
const version = line(200);
const columns = v.pipe(v.array(count), v.maxLength(MOST_PAGE_COLUMNS));
const rows = v.pipe(count, v.maxValue(MOST_PAGE_ROWS));
const asked = { viewer, path, version, view: dataView };

export const exportFormat = v.picklist(["csv", "parquet", "npy"]);
export type ExportFormat = v.InferOutput<typeof exportFormat>;

export const dataQuestion = v.variant("op", [
  /** What is there. `frozen`: it is to stay as it is now, whatever becomes of the variable. */
  v.object({ op: v.literal("open"), viewer, path, slice: dataView.entries.slice, frozen: v.boolean() }),
  v.object({
    op: v.literal("columns"),
    ...asked,
    from: count,
    count: v.pipe(count, v.maxValue(MOST_COLUMNS_AT_ONCE)),
  }),
  v.object({ op: v.literal("page"), ...asked, from: count, count: rows, columns }),
  v.object({ op: v.literal("summary"), ...asked, column: count }),
  v.object({ op: v.literal("cell"), ...asked, row: count, column: count }),
  /** The next cell with this text in it, from a row on; `backwards` before it. */
  v.object({
    op: v.literal("find"),
    ...asked,
    text: line(1000),
    row: count,
    column: count,
    backwards: v.boolean(),
  }),
  /** Sum and mean of the numbers of some rows and columns. */
  v.object({
    op: v.literal("totals"),
    ...asked,
    from: count,
    count,
    columnFrom: count,
    columnCount: count,
    /** Which, where they do not follow each other. */
    columns: v.exactOptional(v.pipe(v.array(count), v.maxLength(MOST_ADDED_COLUMNS))),
  }),
  /** How a cell is assigned a value, as it was typed; null: nothing. It is not done: whoever asks has the code run. */
  v.object({
    op: v.literal("edit"),
    ...asked,
    row: count,
    column: count,
    value: v.nullable(line(MOST_TYPED)),
  }),
  /**
   * Writes the rows of the view to a file: beside its place first, there once it is whole. It answers "working" with the
   * part that is done until then; `cancel` leaves no file.
   */
  v.object({
    op: v.literal("export"),
    ...asked,
    format: exportFormat,
    /** An absolute path, of the source's machine. */
    file: line(4096),
    /** In place of a file that is there. */
    replace: v.boolean(),
    /** In this order; null: all, as they stand. */
    columns: v.nullable(v.pipe(v.array(count), v.maxLength(MOST_EXPORTED_COLUMNS))),
  }),
  v.object({ op: v.literal("cancel"), viewer }),
  v.object({ op: v.literal("close"), viewer }),
]);
export type DataQuestion = v.InferOutput<typeof dataQuestion>;

export const dataColumn = v.object({
  name: line(1000),
  /** As the data names it: "float64", "category". */
  type: line(400),
  kind: columnKind,
  /** How code names it, as a literal ("'flux'", "3"); null where it cannot. */
  literal: v.nullable(line(1000)),
});
export type DataColumn = v.InferOutput<typeof dataColumn>;

/** The cells of one column of a page, from top to bottom. Texts are one line, without control characters. */
export const pageColumn = v.object({
  column: count,
  cells: v.pipe(v.array(cell), v.maxLength(MOST_PAGE_ROWS)),
  /** Places in `cells` of values that are missing; their text says how (NaN, None, NaT, null). */
  missing: v.pipe(v.array(count), v.maxLength(MOST_PAGE_ROWS)),
});
export type PageColumn = v.InferOutput<typeof pageColumn>;

export const columnSummary = v.object({
  /** Rows that were looked at; fewer than there are: evenly spread ones. */
  seen: count,
  rows: count,
  missing: count,
  /** Null: not told. */
  distinct: v.nullable(count),
  /** Of numbers and times, as text: "min", "max", "mean", "q25", "median", "q75", "std". */
  facts: v.pipe(v.array(v.object({ name: line(20), text: cell })), v.maxLength(12)),
  /** How many values lie in each of equal parts between `low` and `high`. */
  bars: v.nullable(
    v.object({ counts: v.pipe(v.array(count), v.maxLength(MOST_BARS)), low: cell, high: cell }),
  ),
  top: v.pipe(v.array(v.object({ text: cell, count })), v.maxLength(MOST_TOP_VALUES)),
});
export type ColumnSummary = v.InferOutput<typeof columnSummary>;

const ok = v.literal("ok");
export const dataAnswer = v.variant("status", [
  v.variant("op", [
    v.object({
      status: ok,
      op: v.literal("open"),
      version,
      /** "DataFrame", "ndarray float64": as the workspace has it. */
      type: line(1000),
      rows: count,
      columns: count,
      /** Lengths of all dimensions of an array of more than two, and the slice that is shown. */
      shape: v.nullable(v.pipe(v.array(count), v.maxLength(64))),
      slice: dataView.entries.slice,
      /** Which library's code says how it was sorted and filtered. */
      dialect: v.picklist(["pandas", "polars", "numpy", "python", "none"]),
      /** Questions that are not every source's. */
      can: v.exactOptional(v.pipe(v.array(v.picklist(["export", "edit", "freeze"])), v.maxLength(10))),
      /** Name over the labels of the rows; null: rows are numbered. */
      labels: v.nullable(cell),
    }),
    v.object({
      status: ok,
      op: v.literal("columns"),
      from: count,
      columns: v.pipe(v.array(dataColumn), v.maxLength(MOST_COLUMNS_AT_ONCE)),
    }),
    v.object({
      status: ok,
      op: v.literal("page"),
      from: count,
      /** Rows of the view: those that pass the filters. */
      rows: count,
      labels: v.pipe(v.array(cell), v.maxLength(MOST_PAGE_ROWS)),
      columns: v.pipe(v.array(pageColumn), v.maxLength(MOST_PAGE_COLUMNS)),
    }),
    v.object({ status: ok, op: v.literal("summary"), column: count, summary: columnSummary }),
    v.object({
      status: ok,
      op: v.literal("cell"),
      text: line(2 * WHOLE_CELL_CHARACTERS + 2),
      cut: v.boolean(),
    }),
    v.object({ status: ok, op: v.literal("find"), at: v.nullable(v.object({ row: count, column: count })) }),
    v.object({
      status: ok,
      op: v.literal("totals"),
      /** Cells with a number. */
      numbers: count,
      sum: cell,
      mean: cell,
      /** Only the beginning was looked at. */
      part: v.boolean(),
    }),
    v.object({
      status: ok,
      op: v.literal("edit"),
      /** What stands behind the table's expression (".iat[3, 1]"), what is assigned, and what would take it back. */
      place: line(4000),
      value: line(6 * MOST_TYPED + 200),
      before: line(6 * MOST_TYPED + 200),
    }),
    v.object({ status: ok, op: v.literal("export"), rows: count }),
    v.object({ status: ok, op: v.literal("cancel") }),
    v.object({ status: ok, op: v.literal("close") }),
  ]),
  v.object({
    status: v.literal("working"),
    /** Which part is done, where that is known. */
    done: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  }),
  /** It could not be asked now: it does not answer. */
  v.object({ status: v.literal("busy") }),
  /** It is not there any more. */
  v.object({ status: v.literal("gone") }),
  /** It is another one than "open" told of: open it again. */
  v.object({ status: v.literal("changed") }),
  /**
   * This cannot be looked at, or not so: "type", "size" (too large for this), "value" (a filter's), "kernel"; or not be
   * written: "exists", "package" (`reason`: which is missing), "file" (`reason`: what the system said).
   */
  v.object({
    status: v.literal("cannot"),
    why: v.picklist(["type", "size", "value", "kernel", "exists", "package", "file"]),
    reason: v.exactOptional(line(700)),
  }),
  v.object({ status: v.literal("error"), ename: v.exactOptional(line(1000)) }),
]);
export type DataAnswer = v.InferOutput<typeof dataAnswer>;
export type DataAnswerOf<Op extends DataQuestion["op"]> = Extract<DataAnswer, { status: "ok"; op: Op }>;

const id = v.pipe(v.string(), v.regex(/^[0-9a-zA-Z_-]{8,100}$/));

/** "data", client to host. Each is answered once, by a message with its `id`. */
export const dataToHost = v.object({ id, question: dataQuestion });
export type DataToHost = v.InferOutput<typeof dataToHost>;

/** What a session's data is of: another one when it may have changed. */
export const dataState = v.object({
  type: v.literal("state"),
  /** Null: there is no kernel. */
  life: v.nullable(count),
  /** Execution count of the newest input that has ended. */
  executionCount: count,
  running: v.boolean(),
  /** Number of the stop at which a debugger has it stand still. */
  stopped: v.exactOptional(count),
});
export type DataState = v.InferOutput<typeof dataState>;

/** "data", host to client: `state` when the channel opens and whenever it is another one; answers. */
export const dataToClient = v.variant("type", [
  dataState,
  v.object({ type: v.literal("answer"), id: v.string(), answer: dataAnswer }),
]);
export type DataToClient = v.InferOutput<typeof dataToClient>;
