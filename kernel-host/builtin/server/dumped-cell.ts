/** What kernels of Tandem's own answer to dumpCell: the name under which the code that is typed next will run. */
import type { Json } from "../../wire/message";

/** The reply to a debug_request where it is dumpCell, undefined where it is not. @param sourcePath that name */
export function dumpedCell({ command, seq }: Json, sourcePath: string): Json | undefined {
  if (command !== "dumpCell") return undefined;
  return { type: "response", command, request_seq: seq, success: true, body: { sourcePath } };
}
