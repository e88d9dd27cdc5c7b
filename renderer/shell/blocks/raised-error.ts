/** Which errors can be looked at where they were raised. */
import type { Block } from "../../../preload/transcript/transcript";

/** Ends that are no errors: there is nothing to look at where they were raised. */
const ENDS = new Set(["BdbQuit", "SystemExit", "bdb.BdbQuit"]);
/** They are raised before anything of the code runs, unless code that it runs has such an error. */
const SYNTAX = new Set(["SyntaxError", "IndentationError", "TabError", "_IncompleteInputError"]);

/** Whether a block ended with an error that has frames to look at. */
export function hasFrames({ outputs }: Pick<Block, "outputs">): boolean {
  const error = outputs.findLast((output) => output.kind === "error");
  if (error?.kind !== "error" || ENDS.has(error.name)) return false;
  if (!SYNTAX.has(error.name)) return true;
  return error.traceback.some(({ text }) => text.startsWith("Traceback (most recent call last)"));
}
