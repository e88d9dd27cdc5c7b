/** The module that the last thing which was run in a shell did not find. */
import type { Transcript } from "../../preload/transcript/transcript";

export interface MissingModule {
  /** As it was imported: "cv2.aruco". */
  readonly module: string;
  /** Number of the block that failed. */
  readonly seq: number;
}

/** @param transcript only its last block counts, and in it the last error */
export function missingModule({ blocks }: Pick<Transcript, "blocks">): MissingModule | null {
  const block = blocks.at(-1);
  const error = block?.outputs.findLast((output) => output.kind === "error");
  if (!block || error?.kind !== "error" || error.name !== "ModuleNotFoundError") return null;
  const [, module] = /^No module named '([\w.]+)'/.exec(error.value) ?? [];
  return module === undefined ? null : { module, seq: block.seq };
}
