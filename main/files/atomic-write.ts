/** Replaces files in one step: a reader sees the old content or the new one, never a part. */
import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

export interface AtomicWriteOptions {
  /** Permission bits of the new file. */
  readonly mode: number;
  /** Owner to keep; left alone where we may not set it. */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/** A name that nothing has, in the folder of `path`: what is written there can be renamed over it. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString("hex")}.tmp`);
}

/**
 * Writes `data` to a new file beside `path`, makes sure it is on disk, and renames it over `path`.
 * @throws NodeJS.ErrnoException when the folder cannot be written or the disk is full; `path` is then untouched.
 */
export async function writeAtomically(path: string, data: string | Uint8Array, options: AtomicWriteOptions) {
  const temporary = temporaryBeside(path);
  const file = await open(temporary, "wx", options.mode);
  try {
    try {
      await file.writeFile(data);
      if (options.owner && process.getuid?.() === 0) await file.chown(options.owner.uid, options.owner.gid);
      // Not left to the umask, and after chown, which drops set-id bits.
      await file.chmod(options.mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
