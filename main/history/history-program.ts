/** The program that holds the history of all inputs and looks through it. Started by history-search.ts; ends with it. */

import * as v from "valibot";
import { type HistoryAnswer, type HistoryQuestion, historyQuestion } from "./conversation";
import { HistoryReader } from "./history-reader";

const reader = new HistoryReader(process.argv[2] ?? "");

async function answer(question: HistoryQuestion): Promise<HistoryAnswer> {
  const { id } = question;
  try {
    return question.ask === "find"
      ? { id, found: await reader.find(question.query, question.from, question.count) }
      : { id, codes: reader.codes(question.ids) };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}

process.on("message", (message) => {
  const question = v.parse(historyQuestion, message);
  // A failure is in the answer.
  answer(question).then(
    (given) => process.send?.(given),
    () => process.exit(1),
  );
});
process.on("disconnect", () => process.exit(0));
