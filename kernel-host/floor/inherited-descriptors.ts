/**
 * Imported before anything else: closes what main gave this process in the place of its own descriptors, before any of
 * Node's can stand among them. Main has filled all of these numbers.
 */
import { closeSync } from "node:fs";
import { FILLED_DESCRIPTORS } from "../door/session-files";

const FIRST = 3;

for (let fd = FIRST; fd < FIRST + Number(process.env[FILLED_DESCRIPTORS] ?? 0); fd++) {
  try {
    closeSync(fd);
  } catch {
    // It was closed on exec.
  }
}
