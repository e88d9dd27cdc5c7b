/** The file that takes what the host prints: bounded, with its newest part kept. */
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";

/** Past this size the beginning is dropped, and so much of the end is kept, in bytes. */
const HOST_LOG = { mostBytes: 1024 * 1024, keptBytes: 256 * 1024 };

/**
 * Drops the beginning of a log that has grown too large. Whoever has the file open for appending goes on at its new end.
 * @returns whether it was too large
 */
export function boundHostLog(file: string, limits = HOST_LOG): boolean {
  const { mostBytes, keptBytes } = limits;
  let log: number;
  try {
    log = openSync(file, "r+");
  } catch {
    // A host that prints elsewhere, as under a test.
    return false;
  }
  try {
    const { size } = fstatSync(log);
    if (size <= mostBytes) return false;
    const kept = Buffer.alloc(keptBytes);
    const length = readSync(log, kept, 0, keptBytes, size - keptBytes);
    const end = kept.subarray(kept.indexOf("\n") + 1, length);
    ftruncateSync(log, 0);
    const head = `(the first ${size - end.length} bytes were dropped here)\n`;
    writeSync(log, Buffer.concat([Buffer.from(head), end]), 0, undefined, 0);
    return true;
  } catch (error) {
    console.error("host.log was not made smaller:", (error as Error).message);
    return false;
  } finally {
    closeSync(log);
  }
}
