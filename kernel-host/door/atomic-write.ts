/** Replaces files in one step: a reader sees the old content or the new one, never a part. */
import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

export interface AtomicWriteOptions {
  /** Permission bits of the new file. */
  readonly mode: number;
  /** Whether it waits until the content is on disk, so that not even a power cut leaves an empty file; true if not said. */
  readonly sync?: boolean;
}

/** Most bytes of a file's name that its neighbour's name repeats: names have at most 255. */
const NAME_BYTES = 200;

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
    await rename(temporary, path);
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
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
