/** The words of the remark at the right of a block's first line. */
import { t } from "../../../preload/texts/texts";
import type { Block, Output } from "../../../preload/transcript/transcript";
import { originText } from "../output/links/origin-text";
import { isDebuggerPrompt } from "./debugger-prompt";

/** What is said of how a request ended, where it did not end well. */
const ENDS: Partial<Record<Block["state"], string>> = {
  error: t("failed"),
  aborted: t("not run"),
  cancelled: t("cancelled"),
  "kernel died": t("kernel died"),
  restarted: t("ended by restart"),
  timeout: t("no answer"),
  "ended during the gap": t("ended unseen"),
};
/** Longest name of an origin that is shown, in columns (blocks.css). */
const ORIGIN_COLUMNS = 24;
/** Room between two words, in columns. */
const BETWEEN = 1;

/** How the block's request ended, where it did not end well; undefined where it did, and while it runs. */
export function endOf(block: Pick<Block, "state" | "outputs">): string | undefined {
  return block.state === "error" && leftDebugger(block.outputs) ? t("debugger left") : ENDS[block.state];
}

/** Whether code ended because its debugger was left: an error to the kernel, of which IPython shows nothing. */
function leftDebugger(outputs: readonly Output[]): boolean {
  const error = outputs.findLast((output) => output.kind === "error");
  if (error?.kind === "error") return /^(?:bdb\.)?BdbQuit$/.test(error.name);
  return outputs.some((output) => output.kind === "input" && isDebuggerPrompt(output.prompt));
}

/**
 * The words for whoever sent the block's code; null when this view did, and for the kernel's own output.
 * @param nameOfClient words for a client; null for this view
 */
export function senderOf(block: Block, nameOfClient: (client: string) => string | null): string | null {
  if (block.kind !== "request") return null;
  return block.client === null ? block.username || t("another client") : nameOfClient(block.client);
}

/** Whether it may be said that a foreign cell asks something elsewhere. */
export function mayAskElsewhere({ kind, client, state }: Block): boolean {
  return kind === "request" && client === null && state === "running";
}

/** About how many columns the remark takes besides the time, for which room is always left. */
export function metaColumns(block: Block, nameOfClient: (client: string) => string | null): number {
  const words = [
    block.origin && originText(block.origin).slice(0, ORIGIN_COLUMNS),
    senderOf(block, nameOfClient),
    endOf(block),
    mayAskElsewhere(block) && t("may be waiting for input in another client"),
    block.state === "queued" && `${t("after {prompt}", { prompt: "In [100]" })} ${t("Cancel")}`,
  ];
  return words.reduce((sum, word) => sum + (word ? word.length + BETWEEN : 0), 0);
}
