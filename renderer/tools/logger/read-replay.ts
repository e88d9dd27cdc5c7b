/** Reads a session's log for a replay, as far as it goes at this moment. */
import { readLog } from "../../kernels/read-log";
import type { ShellModel } from "../../kernels/shell-model";
import { type Replay, ReplayReader } from "./replay";

/**
 * @param progress between 0 and 1
 * @throws Error with a sentence when the log cannot be read, or the DOMException of the signal
 */
export async function readReplay(
  shell: ShellModel,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<Replay> {
  const reader = new ReplayReader();
  let read = 0;
  await readLog(shell, {
    signal,
    take(record, last) {
      if (record.seq > last) return;
      reader.take(record);
      read = record.seq;
    },
    batch(last) {
      progress(last === 0 ? 1 : read / last);
      return read;
    },
  });
  return reader.end();
}
