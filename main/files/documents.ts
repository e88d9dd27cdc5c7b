/** Text files as the editor reads and writes them. */

import { constants } from "node:fs";
import { access, open, readFile, realpath, stat, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { FileContent } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import { fileProblem, UserError } from "../user-error";
import { writeAtomically } from "./atomic-write";
import { decodeText, type Encoding, encodeText, lineEndOf, unwritable, withLineEnds } from "./text-encoding";

/** Largest file that the editor opens, in bytes: past it every keystroke would be felt. */
export const MAX_DOCUMENT_BYTES = 32 * 1024 * 1024;

const NEW_FILE_MODE = 0o666;

const inMegabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);

/**
 * Reads a text file. Its text has "\n" for every line end; `eol` is what most lines end with on disk.
 * @param encoding reads it so, instead of finding out
 * @throws UserError when it is not there, cannot be read, is too large, or is not text.
 */
export async function readDocument(path: string, encoding?: Encoding): Promise<FileContent> {
  let bytes: Buffer;
  let stamp: string;
  try {
    const found = await stat(path, { bigint: true });
    if (found.isDirectory()) throw new UserError(t("{path} cannot be opened: it is a folder.", { path }));
    // Reading a pipe or a device might never end.
    if (!found.isFile())
      throw new UserError(t("{path} cannot be opened: it is not a regular file.", { path }));
    if (found.size > MAX_DOCUMENT_BYTES) {
      const [size, most] = [inMegabytes(Number(found.size)), inMegabytes(MAX_DOCUMENT_BYTES)];
      throw new UserError(
        t("{path} cannot be opened: it has {size} MB, and the editor takes files up to {most} MB.", {
          path,
          size,
          most,
        }),
      );
    }
    bytes = await readFile(path);
    stamp = stampOf(found);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(t("{path} cannot be opened: {reason}.", { path, reason: fileProblem(error) }));
  }
  const decoded = decodeText(bytes, encoding);
  if (!decoded) {
    throw new UserError(
      encoding
        ? t("{path} cannot be opened as {encoding}: its bytes are not valid in it.", { path, encoding })
        : t("{path} cannot be opened: it is a binary file, not text.", { path }),
    );
  }
  const { text, encoding: found } = decoded;
  return {
    path,
    text: withLineEnds(text, "\n"),
    encoding: found,
    eol: lineEndOf(text),
    readOnly: !(await isWritable(path)),
    stamp,
  };
}

/** What is to be written; as in the request "files.write". */
export interface DocumentWrite {
  readonly path: string;
  readonly text: string;
  readonly encoding: Encoding;
  readonly eol: FileContent["eol"];
  readonly expected: string | null;
}

/**
 * Writes a text file in one step: its mode and owner stay, and where the path is a symlink the file that it leads to is
 * replaced, not the link. "changed" when the file is not the one that `expected` names.
 * @throws UserError when it cannot be written, or not in this encoding; the file is then as it was.
 */
export async function writeDocument(
  write: DocumentWrite,
): Promise<{ result: "saved"; stamp: string } | { result: "changed" }> {
  const { path, text, encoding, eol, expected } = write;
  const bytes = encodeText(withLineEnds(text, eol), encoding);
  if (!bytes) {
    throw new UserError(
      t('{name} cannot be saved in Latin-1, which has no "{sign}". Save it as UTF-8 instead.', {
        name: basename(path),
        sign: unwritable(text) ?? "",
      }),
    );
  }
  try {
    const target = await realpath(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return path;
      throw error;
    });
    const found = await stat(target, { bigint: true }).catch(() => undefined);
    if (expected !== null && (!found || stampOf(found) !== expected)) return { result: "changed" };
    if (!found) {
      await writeAtomically(target, bytes, { mode: NEW_FILE_MODE & ~process.umask() });
    } else {
      if (!found.isFile())
        throw new UserError(t("{path} cannot be saved: it is not a regular file.", { path }));
      await access(target, constants.W_OK);
      await replace(target, bytes, Number(found.mode) & 0o7777, {
        uid: Number(found.uid),
        gid: Number(found.gid),
      });
    }
    return { result: "saved", stamp: stampOf(await stat(target, { bigint: true })) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "EACCES" || code === "EPERM" ? t("you may not write there") : fileProblem(error);
    throw new UserError(
      t("{path} cannot be saved: {reason}. Save it under another name to keep your text.", {
        path,
        reason: why,
      }),
    );
  }
}

/** Names a state of a file: changes whenever the file does. Null when it is not there. */
export async function stampAt(path: string): Promise<string | null> {
  return stat(path, { bigint: true }).then(stampOf, () => null);
}

function stampOf(found: { mtimeNs: bigint; size: bigint; ino: bigint }): string {
  return `${found.mtimeNs}-${found.size}-${found.ino}`;
}

async function replace(
  path: string,
  bytes: Buffer,
  mode: number,
  owner: { uid: number; gid: number },
): Promise<void> {
  try {
    await writeAtomically(path, bytes, { mode, owner });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EACCES" && code !== "EPERM") throw error;
    // A file that may be written in a folder that may not: there is only the way in place.
    await writeFile(path, bytes);
    const file = await open(path, "r+");
    await file.sync().finally(() => file.close());
  }
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
