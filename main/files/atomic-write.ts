/** Replaces files in one step: a reader sees the old content or the new one, never a part. */
import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

export interface AtomicWriteOptions {
  /** Permission bits of the new file. */
  readonly mode: number;
}

/** Most bytes of a file's name that its neighbour's name repeats: names have at most 255. */
const NAME_BYTES = 200;

/** A name that nothing has, in the folder of `path`: what is written there can be renamed over it. */
export function temporaryBeside(path: string): string {
  const name = Buffer.from(basename(path)).subarray(0, NAME_BYTES).toString().replace(/�+$/, "");
  return join(dirname(path), `.${name}.${randomBytes(6).toString("hex")}.tmp`);
}

/**
 * Writes `data` to a new file beside `path`, makes sure it is on disk, and renames it over `path`. What `path` had
 * beside its content (owner, links, lists of access) is the new file's: see `saveFile` for files of the user.
 * @throws NodeJS.ErrnoException when the folder cannot be written or the disk is full; `path` is then untouched.
 */
export async function writeAtomically(path: string, data: string | Uint8Array, options: AtomicWriteOptions) {
  const temporary = temporaryBeside(path);
  const file = await open(temporary, "wx", options.mode);
  try {
    try {
      await file.writeFile(data);
      // Not left to the umask.
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

/** Has the disk keep a folder's entries: a rename may else be undone by a power cut. Where that cannot be, nothing. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
