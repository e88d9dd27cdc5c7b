/** The history of inputs. */
import * as v from "valibot";
import { nothing } from "./fields";
import { requestEnd } from "./records";

const language = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

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

export const historyRequests = {
  /** The last `n` inputs of a language, oldest first. A line of the file that cannot be read is left out. */
  "history.read": {
    input: v.object({ language, n: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)) }),
    output: v.array(historyEntry),
  },
  "history.append": { input: v.object({ language, entries: v.array(historyEntry) }), output: nothing },
} as const;
