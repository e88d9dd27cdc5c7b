/** The history of inputs. */
import * as v from "valibot";
import { nothing } from "./fields";
import { requestEnd } from "./records";

const language = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** One input in the history of a language, which all windows share. */
export const historyEntry = v.object({
  /** Id of the session that it was sent to; "" where that is not known. */
  session: v.pipe(v.string(), v.maxLength(100)),
  /** When it was sent, ms since 1970; 0 where that is not known. */
  time: v.number(),
  code: v.pipe(v.string(), v.maxLength(1024 * 1024)),
  /** How it ended; null where that is not known. */
  outcome: v.nullable(requestEnd),
});
export type HistoryEntry = v.InferOutput<typeof historyEntry>;

/** Of the histories of all languages, which inputs. */
export const historyQuery = v.object({
  /** Words that all stand in the code; capitals count only in words that have some. */
  text: v.pipe(v.string(), v.maxLength(1000)),
  /** As the file is named: in lower case. */
  language: v.nullable(language),
  /** "failed": with an error; "other": it ended otherwise, or nobody knows how. */
  outcome: v.picklist(["all", "ok", "failed", "other"]),
  /** Only those of these sessions; null: of any. */
  sessions: v.nullable(v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(20_000))),
});
export type HistoryQuery = v.InferOutput<typeof historyQuery>;

/** A line of the list: a day, a session of that day, or an input; each the newest first. */
export const historyRow = v.variant("kind", [
  /** `day`: when it began, ms since 1970; 0: nobody knows when its inputs were sent. */
  v.object({ kind: v.literal("day"), day: v.number(), count: whole }),
  v.object({ kind: v.literal("session"), session: v.string(), language: v.string(), count: whole }),
  v.object({
    kind: v.literal("input"),
    /** Of the entry, while the history is read as it is now. */
    id: whole,
    session: v.string(),
    language: v.string(),
    time: v.number(),
    outcome: v.nullable(requestEnd),
    /** The beginning of the code. */
    code: v.string(),
    /** How many lines the whole of it has. */
    lines: whole,
  }),
]);
export type HistoryRow = v.InferOutput<typeof historyRow>;
export type HistoryInput = Extract<HistoryRow, { kind: "input" }>;

/** What was found, and a page of it. */
export const historyFound = v.object({
  /** Grows when what is known of the history does: pages of one version belong together. */
  version: whole,
  /** Lines of the whole list, and how many of them are inputs. */
  rows: whole,
  found: whole,
  /** Inputs of all that is known. */
  all: whole,
  /** Lines of the files that are no entries. */
  broken: whole,
  /** Bytes of the oldest entries that are not read, because the files are too long. */
  unread: whole,
  languages: v.array(v.string()),
  page: v.array(historyRow),
});
export type HistoryFound = v.InferOutput<typeof historyFound>;

/** A whole input. */
export const historyCode = v.object({
  id: whole,
  language: v.string(),
  session: v.string(),
  time: v.number(),
  code: v.string(),
});
export type HistoryCode = v.InferOutput<typeof historyCode>;

/** Rows of one page. */
export const MOST_HISTORY_PAGE = 500;
/** Inputs that are asked for at once. */
export const MOST_HISTORY_CODES = 5_000;

export const historyRequests = {
  /** The last `n` inputs of a language, oldest first. A line of the file that cannot be read is left out. */
  "history.read": {
    input: v.object({ language, n: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)) }),
    output: v.array(historyEntry),
  },
  "history.append": { input: v.object({ language, entries: v.array(historyEntry) }), output: nothing },
  /** Looks through the histories of all languages; answers `count` rows from row `from` on. */
  "history.find": {
    input: v.object({
      query: historyQuery,
      from: whole,
      count: v.pipe(whole, v.maxValue(MOST_HISTORY_PAGE)),
    }),
    output: historyFound,
  },
  /** Whole inputs, the oldest first; what is not there any more is left out. */
  "history.codes": {
    input: v.object({ ids: v.pipe(v.array(whole), v.maxLength(MOST_HISTORY_CODES)) }),
    output: v.array(historyCode),
  },
} as const;

export const historyEvents = {
  /** A window has added to it. */
  "history.changed": nothing,
} as const;
