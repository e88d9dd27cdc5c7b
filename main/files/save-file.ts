/**
 * Writes files of the user so that at no time their content is at stake, and nothing else that they have is lost.
 *
 * A file is replaced by rename where the new one can be given all that the old one has. Where it cannot (hard links,
 * another owner, attributes that cannot be copied, a folder that may not be written, a mount on the file itself), and
 * where the disk has no room for both, it is written in place, after what it holds was kept elsewhere.
 */
import { constants, type FileHandle, open, readFile, realpath, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { renameOver, temporaryBeside, writeAtomically } from "../../kernel-host/door/atomic-write";
import { t } from "../../preload/texts/texts";
import { fileProblem, UserError } from "../floor/user-error";
import { copyAttributes } from "./file-attributes";
import type { SafetyCopies } from "./safety-copies";
import { syncFolder } from "./sync-folder";

const NEW_FILE_MODE = 0o666;

/** Failures of the way by rename after which the way in place may lead on. */
const IN_PLACE_HELPS = new Set(["EACCES", "EPERM", "EBUSY", "EXDEV", "EROFS", "ENOSPC", "EDQUOT"]);

/** What is known of the file that stands at the place. */
export interface PresentFile {
  readonly mode: bigint;
  readonly nlink: bigint;
}

/**
 * Makes `bytes` the content of the file at `path`, which is no link; `found` is what stands there, undefined for nothing.
 * @throws NodeJS.ErrnoException or UserError; the file then holds what it held, or the error says where that is
 */
export async function saveFile(
  path: string,
  bytes: Uint8Array,
  found: PresentFile | undefined,
  copies: SafetyCopies,
): Promise<void> {
  if (!found) {
    await writeAtomically(path, bytes, { mode: NEW_FILE_MODE & ~process.umask() });
    await syncFolder(dirname(path));
    return;
  }
  // A file of Windows has lists of access and streams that only the file itself keeps.
  if (found.nlink === 1n && process.platform !== "win32") {
    try {
      if (await replaceByRename(path, bytes, Number(found.mode) & 0o7777)) return;
    } catch (error) {
      if (!IN_PLACE_HELPS.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
  await writeInPlace(path, bytes, copies);
}

/**
 * Makes `bytes` the content of whatever file the path leads to, or of a new one.
 * @throws as `saveFile`
 */
export async function saveOver(path: string, bytes: Uint8Array, copies: SafetyCopies): Promise<void> {
  const target = await realpath(path).catch(() => path);
  await saveFile(target, bytes, await stat(target, { bigint: true }).catch(() => undefined), copies);
}

/** False when the new file could not be given all that the old one has; `path` is then untouched, as after an error. */
async function replaceByRename(path: string, bytes: Uint8Array, mode: number): Promise<boolean> {
  const temporary = temporaryBeside(path);
  try {
    if (!(await copyAttributes(path, temporary))) return false;
    const file = await open(temporary, constants.O_WRONLY | constants.O_TRUNC);
    try {
      await file.writeFile(bytes);
      // Writing drops set-id bits.
      await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameOver(temporary, path);
    await syncFolder(dirname(path));
    return true;
  } finally {
    await rm(temporary, { force: true }).catch(() => {});
  }
}

async function writeInPlace(path: string, bytes: Uint8Array, copies: SafetyCopies): Promise<void> {
  const old = await readFile(path);
  if (old.equals(bytes)) return;
  const file = await open(path, constants.O_WRONLY);
  try {
    const copy = await copies.keep(path, old).catch((error: unknown) => {
      throw new UserError(
        t(
          "{path} cannot be saved: what it holds now could not be kept safe first ({reason}). Save it under another name to keep your text.",
          { path, reason: fileProblem(error) },
        ),
      );
    });
    try {
      await overwrite(file, old, bytes);
    } catch (error) {
      if (error instanceof NotRestored) {
        throw new UserError(
          t("{path} was cut while it was saved: {reason}. What it held before is kept in {copy}.", {
            path,
            reason: fileProblem(error.cause),
            copy: copy.file,
          }),
        );
      }
      await copy.drop().catch(() => {});
      throw error;
    }
    await copy.drop().catch(() => {});
  } finally {
    await file.close();
  }
}

/** The file holds neither its old content nor the new one. */
class NotRestored extends Error {}

/**
 * Writes `bytes` over `old`. What lies past the old end is written first: when the disk is full it fails there, with
 * nothing of the old content touched.
 * @throws NotRestored, or another error after which the file holds `old`
 */
async function overwrite(file: FileHandle, old: Uint8Array, bytes: Uint8Array): Promise<void> {
  try {
    if (bytes.length > old.length) {
      await writeAt(file, bytes.subarray(old.length), old.length);
      await file.sync();
    }
    await writeAt(file, bytes.subarray(0, old.length), 0);
    if (bytes.length < old.length) await file.truncate(bytes.length);
    await file.sync();
  } catch (error) {
    try {
      await file.truncate(old.length);
      await writeAt(file, old, 0);
      await file.sync();
    } catch {
      throw new NotRestored("", { cause: error });
    }
    throw error;
  }
}

async function writeAt(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}
