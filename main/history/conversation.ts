/** What main and the program that holds the history say to each other. */
import * as v from "valibot";
import { historyCode, historyFound, historyRequests } from "../../preload/contract/history";

const id = v.number();

export const historyQuestion = v.variant("ask", [
  v.object({ id, ask: v.literal("find"), ...historyRequests["history.find"].input.entries }),
  v.object({ id, ask: v.literal("codes"), ...historyRequests["history.codes"].input.entries }),
]);
export type HistoryQuestion = v.InferOutput<typeof historyQuestion>;

export const historyAnswer = v.union([
  v.object({ id, found: historyFound }),
  v.object({ id, codes: v.array(historyCode) }),
  v.object({ id, failed: v.string() }),
]);
export type HistoryAnswer = v.InferOutput<typeof historyAnswer>;
