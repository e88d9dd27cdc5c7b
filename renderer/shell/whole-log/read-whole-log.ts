/** Reads all of a session's log beside what a shell shows, under its marks, without holding more than it must. */
import type { KeptPart } from "../../../preload/transcript/holding";
import { createReducer } from "../../../preload/transcript/reduce";
import type { Transcript } from "../../../preload/transcript/transcript";
import { readLog } from "../../kernels/read-log";
import type { ShellModel } from "../../kernels/shell-model";

/** Past so much, in UTF-16 units, what was used is let go of. */
const MOST_HELD = 64 * 1024 * 1024;

export interface WholeLogReader {
  /** Between 0 and 1. */
  progress?(share: number): void;
  /**
   * So much is there by now; `final` the last time. What it has used need not be held: `used` says so.
   * It is called before the end only where the log is long. Nothing more is read before its promise ends.
   */
  take(transcript: Transcript, final: boolean): void | Promise<void>;
  used?(part: KeptPart): boolean;
  readonly signal?: AbortSignal;
}

/**
 * Reads up to the newest record of this moment.
 * @throws Error with a sentence when that cannot be, or the DOMException of the signal
 */
export async function readWholeLog(shell: ShellModel, reader: WholeLogReader): Promise<void> {
  const reducer = createReducer(shell.marks.get());
  await readLog(shell, {
    signal: reader.signal,
    take(record, last) {
      if (record.seq <= last || record.kind === "trimmed") reducer.append(record);
    },
    async batch(last) {
      reader.progress?.(last === 0 ? 1 : reducer.seq / last);
      const { used } = reader;
      if (used && reducer.outputsHeld > MOST_HELD) {
        await reader.take(reducer.snapshot(), false);
        reducer.drop(MOST_HELD / 2, (part) => !used(part));
      }
      return reducer.seq;
    },
  });
  await reader.take(reducer.snapshot(), true);
}
