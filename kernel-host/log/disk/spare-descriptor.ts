/**
 * Opens files even when the process has run out of file descriptors: one is kept aside, so that the log can be read
 * and written while whatever holds the others goes on.
 */
import { closeSync, openSync } from "node:fs";
import { devNull } from "node:os";

let spare: number | undefined;

function keepSpare(): void {
  try {
    spare ??= openSync(devNull, "r");
  } catch {
    // None left: the next file that is opened tries again.
  }
}

/**
 * Opens a file. Whoever opened it closes it soon: the spare one is taken back when the next file is opened.
 * @throws the system's error; EMFILE and ENFILE only when the spare descriptor is in use already
 */
export function openFile(file: string, flags: string, mode = 0o600): number {
  keepSpare();
  try {
    return openSync(file, flags, mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if ((code !== "EMFILE" && code !== "ENFILE") || spare === undefined) throw error;
    closeSync(spare);
    spare = undefined;
    return openSync(file, flags, mode);
  }
}
