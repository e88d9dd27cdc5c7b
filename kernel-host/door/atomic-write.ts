/** Replaces files in one step: a reader sees the old content or the new one, never a part. */
import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export interface AtomicWriteOptions {
  /** Permission bits of the new file. */
  readonly mode: number;
  /** Whether it waits until the content is on disk, so that not even a power cut leaves an empty file; true if not said. */
  readonly sync?: boolean;
}

/** Most bytes of a file's name that its neighbour's name repeats: names have at most 255. */
const NAME_BYTES = 200;

/** Windows refuses while another program has one of the files open, such as one that scans it: for so long, in ms, it is asked again. */
const HELD_MS = 2_000;
/** The same where nothing else may happen meanwhile. */
const HELD_AT_ONCE_MS = 200;
/** Between two times, in ms. */
const AGAIN_MS = 10;

/** Whether somebody else may have it open, who will let it go. */
const isHeld = (error: unknown) =>
  process.platform === "win32" &&
  ["EPERM", "EACCES", "EBUSY"].includes((error as NodeJS.ErrnoException).code ?? "");

/**
 * Renames over what is there. @throws NodeJS.ErrnoException; both files are then as they were
 */
export async function renameOver(from: string, to: string): Promise<void> {
  for (const until = performance.now() + HELD_MS; ; ) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!isHeld(error) || performance.now() > until) throw error;
    }
    await wait(AGAIN_MS);
  }
}

function renameOverAtOnce(from: string, to: string): void {
  for (const until = performance.now() + HELD_AT_ONCE_MS; ; ) {
    try {
      return renameSync(from, to);
    } catch (error) {
      if (!isHeld(error) || performance.now() > until) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, AGAIN_MS);
  }
}

/** A name that nothing has, in the folder of `path`: what is written there can be renamed over it. */
export function temporaryBeside(path: string): string {
  const name = Buffer.from(basename(path)).subarray(0, NAME_BYTES).toString().replace(/�+$/, "");
  return join(dirname(path), `.${name}.${randomBytes(6).toString("hex")}.tmp`);
}

/**
 * Writes `data` to a new file beside `path`, makes sure that it is on disk, and renames it over `path`. What `path` had
 * beside its content (owner, links, lists of access) is the new file's: see `saveFile` for files of the user.
 * @throws NodeJS.ErrnoException when the folder cannot be written or the disk is full; `path` is then untouched.
 */
export async function writeAtomically(
  path: string,
  data: string | Uint8Array,
  options: AtomicWriteOptions,
): Promise<void> {
  const temporary = temporaryBeside(path);
  const file = await open(temporary, "wx", options.mode);
  try {
    try {
      await file.writeFile(data);
      // Not left to the umask.
      await file.chmod(options.mode);
      if (options.sync !== false) await file.sync();
    } finally {
      await file.close();
    }
    await renameOver(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** For this user only. */
export const PRIVATE_FILE = 0o600;

/**
 * The same before it returns, for this user only, without waiting for the disk. For a file that one process alone writes,
 * for which other things must not happen first.
 * @throws NodeJS.ErrnoException; `path` is then untouched
 */
export function writeAtOnce(path: string, data: string | Uint8Array): void {
  const fresh = `${path}.new`;
  try {
    writeFileSync(fresh, data, { mode: PRIVATE_FILE });
    renameOverAtOnce(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
