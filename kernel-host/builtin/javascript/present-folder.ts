/** The working folder of this process, which anybody may remove. */
import { homedir } from "node:os";

let last: string | undefined;

/** The working folder, or where it was when it is gone: Node's own `process.cwd()` throws then. */
export function workingFolder(): string {
  try {
    last = process.cwd();
  } catch {
    // Its files are gone with it; what has an absolute path, or is Node's, is found all the same.
  }
  return last ?? homedir();
}
