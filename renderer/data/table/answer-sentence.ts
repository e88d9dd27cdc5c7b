/** What answers that are none say to people. */
import type { DataAnswer } from "../../../preload/contract/data";
import { t } from "../../../preload/texts/texts";
import type { DataSource } from "./source";

/** The sentence of one; null: nothing is said. */
export function answerSentence(source: DataSource, answer: DataAnswer): string | null {
  const { name } = source;
  switch (answer.status) {
    case "ok":
    case "working":
    case "changed":
      return null;
    case "busy":
      return source.isKernel ? t("The kernel cannot show data now: it is asked again.") : null;
    case "gone":
      return source.isKernel
        ? `${t("{name} is not there any more.", { name })} ${t("Run the code that makes it: then it is shown again.")}`
        : t("{name} is not there any more.", { name });
    case "cannot":
      switch (answer.why) {
        case "type":
          return t("{name} is nothing that can be shown as a table, or sorted and filtered so.", { name });
        case "size":
          return t("This is too large to be sorted, filtered or searched where it is.");
        case "value":
          return t("The filter's value does not fit the column.");
        case "exists":
        case "package":
        case "file":
          return null;
        case "kernel":
          return t("Data of kernels of this language cannot be shown yet.");
      }
      return null;
    case "error":
      return source.isKernel
        ? t("The kernel failed to show it: {name}.", { name: answer.ename ?? "error" })
        : t("This part could not be read: {reason}.", { reason: answer.ename ?? "error" });
  }
}

/** The sentence for data that cannot be kept as it is; null: that of any other question. */
export function frozenSentence(answer: DataAnswer): string | null {
  const tooLarge = answer.status === "cannot" && answer.why === "size";
  return tooLarge ? t("This is too large to be copied: it cannot be frozen.") : null;
}
