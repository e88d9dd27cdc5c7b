/** Sessions that no shell of the window shows, and what files ran in them: of whoever has read their logs. */
import type { Block } from "../../preload/transcript/transcript";
import { createStore } from "../floor/store";
import type { RunIndex } from "./run-index";

export interface UnshownRuns {
  /** Unlike that of any other, and of any shell's view. */
  readonly name: string;
  readonly index: RunIndex;
  /** Opens the session, and shows the block there. */
  readonly show: (block: Block) => Promise<void>;
}

export const unshownRuns = createStore<readonly UnshownRuns[]>([]);
