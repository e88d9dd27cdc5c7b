/** What was too large for the log, as an output that says so. */
import { KEPT_TYPE, type KeptFile } from "../contract/records";
import { byteSize } from "./quantities";
import type { Output } from "./transcript";

/** A display with the list for who draws it, and with words for all others. */
export function keptOutput(kept: readonly KeptFile[]): Output {
  const words = kept.map(keptSentence).join("\n");
  return { kind: "display", data: { [KEPT_TYPE]: kept, "text/plain": words }, metadata: {} };
}

function keptSentence({ what, bytes, file, problem }: KeptFile): string {
  if (file !== null) return `[${what}: ${byteSize(bytes)}, too large for the log, kept beside it as ${file}]`;
  const size = bytes > 0 ? `${byteSize(bytes)}, ` : "";
  return `[${what}: ${size}too large for the log, and lost because ${problem ?? "it could not be written"}]`;
}
