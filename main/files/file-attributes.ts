/**
 * What a file has beside its content: owner, group, mode, lists of access (ACL), extended attributes. Node has no way to
 * read the last two, the system's own `cp` has.
 */
import { execFile } from "node:child_process";
import { constants, copyFile, stat } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A `cp` that takes longer is stuck, in ms. */
const COPY_MS = 5_000;

/**
 * Makes a file at `to`, where nothing is, with all that `from` has beside its content. False where that cannot be done,
 * or not be known to be done whole; something may then stand at `to`.
 */
export async function copyAttributes(from: string, to: string): Promise<boolean> {
  try {
    if (process.platform === "linux") {
      // Named one by one, so that `cp` fails where it cannot keep one. It has nothing to say to a file system without.
      const kept = "--preserve=mode,ownership,xattr";
      await run("cp", ["--attributes-only", kept, "--no-target-directory", "--", from, to], {
        timeout: COPY_MS,
      });
    } else if (process.platform === "darwin") {
      // There it clones a file with all its attributes.
      await copyFile(from, to, constants.COPYFILE_EXCL);
    } else {
      return false;
    }
    // `cp` says nothing when an owner or group could not be given.
    const [old, made] = await Promise.all([stat(from), stat(to)]);
    return old.uid === made.uid && old.gid === made.gid && old.mode === made.mode;
  } catch {
    return false;
  }
}
