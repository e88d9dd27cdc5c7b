/** Reads a session's log once beside what a shell shows, in slices that leave the window its turn. */
import type { LogRecord } from "../../preload/contract/records";
import { t } from "../../preload/texts/texts";
import { windowPace } from "./pace";
import type { ShellModel } from "./shell-model";
import { TaskSlices } from "./task-slices";

export interface LogReading {
  /** Each record in order; also those that came after the reading began, which are past `last`. */
  take(record: LogRecord, last: number): void;
  /** The seq that has been read, after each batch; nothing more is read before a promise that it gives ends. */
  batch(last: number): number | Promise<number>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads up to the newest record of this moment.
 * @throws Error with a sentence when that cannot be, or the DOMException of the signal
 */
export async function readLog(shell: ShellModel, reading: LogReading): Promise<void> {
  const { signal } = reading;
  const slices = new TaskSlices(windowPace);
  let last = 0;
  await new Promise<void>((resolve, reject) => {
    const channel = shell.client.openLog({
      onMessage: async (message) => {
        if (message.type === "attached") last = message.last;
        else if (message.type === "records")
          for (const record of message.records) {
            if (slices.over) await slices.pause();
            reading.take(record, last);
          }
        if ((await reading.batch(last)) >= last) end(resolve);
      },
      onClose: (error) =>
        end(() =>
          reject(new Error(error ?? t("The log of this session could not be read to its end. Try again."))),
        ),
    });
    const abort = () => end(() => reject(signal?.reason));
    const end = (settle: () => void) => {
      signal?.removeEventListener("abort", abort);
      channel.dispose();
      settle();
    };
    signal?.addEventListener("abort", abort);
  });
}
