/** Reads a session's log for a replay, as far as it goes at this moment. */
import { t } from "../../../preload/texts/texts";
import { windowPace } from "../../kernels/pace";
import type { ShellModel } from "../../kernels/shell-model";
import { TaskSlices } from "../../kernels/task-slices";
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
  const slices = new TaskSlices(windowPace);
  let last = 0;
  let read = 0;
  await new Promise<void>((resolve, reject) => {
    const channel = shell.client.openLog({
      onMessage: async (message) => {
        if (message.type === "attached") last = message.last;
        else if (message.type === "records") {
          for (const record of message.records) {
            if (slices.over) await slices.pause();
            if (record.seq > last) break;
            reader.take(record);
            read = record.seq;
          }
          progress(last === 0 ? 1 : read / last);
        }
        if (read >= last) end(resolve);
      },
      onClose: (error) =>
        end(() =>
          reject(new Error(error ?? t("The log of this session could not be read to its end. Try again."))),
        ),
    });
    const abort = () => end(() => reject(signal.reason));
    const end = (settle: () => void) => {
      signal.removeEventListener("abort", abort);
      channel.dispose();
      settle();
    };
    signal.addEventListener("abort", abort);
  });
  return reader.end();
}
