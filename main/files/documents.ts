/** Text files as the editor reads and writes them. */

import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import type { FileContent, FileIdentity } from "../../preload/contract/files";
import type { RequestInput, RequestOutput } from "../../preload/contract/requests";
import { ENCODINGS, type Encoding } from "../../preload/contract/text-encodings";
import { isNotebookName } from "../../preload/notebook/convert";
import { t } from "../../preload/texts/texts";
import { fileProblem, UserError } from "../floor/user-error";
import { styleOf } from "./editor-config";
import { hexPage } from "./hex-page";
import { lineEndsOf, withEndsOf, withLineEnds } from "./line-ends";
import type { SafetyCopies } from "./safety-copies";
import { saveFile } from "./save-file";
import { decodeText, encodeText, unwritable } from "./text-encoding";
import { withoutOutputs } from "./without-outputs";

/** Largest file that the editor opens, in bytes: a window has its text several times. */
export const MAX_DOCUMENT_BYTES = 60 * 1024 * 1024;

/** So much of a binary file is shown, in bytes. */
export const MAX_HEX_BYTES = 1024 * 1024;

const inMegabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);

/**
 * Reads a text file, or the bytes of another one as a page that cannot be changed.
 * @param wanted reads it in this encoding, instead of finding out
 * @throws UserError when it is not there, cannot be read, is too large, or is not valid in `wanted`.
 */
export async function readDocument(given: string, wanted?: Encoding): Promise<FileContent> {
  const path = resolve(given);
  let bytes: Buffer;
  let found: Found;
  try {
    found = await stat(path, { bigint: true });
    if (found.isDirectory()) throw new UserError(t("{path} cannot be opened: it is a folder.", { path }));
    // Reading a pipe or a device might never end.
    if (!found.isFile())
      throw new UserError(t("{path} cannot be opened: it is not a regular file.", { path }));
    const large = found.size > MAX_DOCUMENT_BYTES ? await readLarge(path) : null;
    if (large) return await contentOf(path, found, { ...large, size: Number(found.size) }, wanted);
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
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(t("{path} cannot be opened: {reason}.", { path, reason: fileProblem(error) }));
  }
  return contentOf(path, found, { bytes, digest: digestOf(bytes) }, wanted);
}

interface ReadBytes {
  readonly bytes: Buffer;
  /** Of all bytes of the file. */
  readonly digest: string;
  /** Of the whole file, where only a part of it was taken. */
  readonly size?: number;
}

/** Of a notebook that is too large what stays without its outputs; null for any other file, and where that is too much. */
async function readLarge(path: string): Promise<ReadBytes | null> {
  if (!isNotebookName(path)) return null;
  const hash = createHash("sha1");
  const bytes = await withoutOutputs(path, MAX_DOCUMENT_BYTES, (part) => hash.update(part));
  return bytes && { bytes, digest: hash.digest("base64") };
}

async function contentOf(
  path: string,
  found: Found,
  { bytes, digest, size }: ReadBytes,
  wanted: Encoding | undefined,
): Promise<FileContent> {
  const decoded = decodeText(bytes, { name: basename(path), wanted });
  if (!decoded && wanted) {
    const encoding = ENCODINGS[wanted].title;
    throw new UserError(
      t("{path} cannot be opened as {encoding}: its bytes are not valid in it.", { path, encoding }),
    );
  }
  const shown = bytes.subarray(0, MAX_HEX_BYTES);
  const { text, encoding, declared } = decoded ?? { text: hexPage(shown), encoding: "utf8", declared: null };
  const { eol, mixed } = lineEndsOf(text);
  return {
    path,
    identity: await identityOf(path, found),
    text: withLineEnds(text, "\n"),
    encoding,
    declared,
    eol,
    mixedEol: mixed,
    style: await styleOf(path),
    binary: decoded ? null : { shown: shown.length, size: bytes.length },
    // What was left out must not be lost by saving.
    readOnly: !decoded || size !== undefined || !(await isWritable(path)),
    ...(size !== undefined && { withoutOutputs: { size } }),
    stamp: stampOf(found),
    digest,
  };
}

/** What is to be written; as in the request "files.write". */
export type DocumentWrite = RequestInput<"files.write">;

/** Writes to one file follow each other, whichever window they come from. */
const writing = new Map<string, Promise<unknown>>();

/**
 * Writes a text file; where the path is a symlink the file that it leads to is written, not the link.
 * @throws UserError when it cannot be written; the file is then as it was, or the error says where that is.
 */
export async function writeDocument(
  write: DocumentWrite,
  copies: SafetyCopies,
): Promise<RequestOutput<"files.write">> {
  const path = resolve(write.path);
  try {
    const target = await realpath(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return path;
      throw error;
    });
    const job = () => writeTarget({ ...write, path }, target, copies);
    const done = (writing.get(target) ?? Promise.resolve()).then(job, job);
    writing.set(target, done);
    return await done.finally(() => {
      if (writing.get(target) === done) writing.delete(target);
    });
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

async function writeTarget(
  { path, text, encoding, eol, keepEnds, expected, makeFolder }: DocumentWrite,
  target: string,
  copies: SafetyCopies,
): Promise<RequestOutput<"files.write">> {
  const found = await stat(target, { bigint: true }).catch(() => undefined);
  if (found && !found.isFile())
    throw new UserError(t("{path} cannot be saved: it is not a regular file.", { path }));
  const folder = dirname(target);
  if (!found && expected === "absent" && !(await stat(folder).catch(() => undefined))) {
    if (!makeFolder) return { result: "noFolder", folder };
    await mkdir(folder, { recursive: true });
  }
  if (expected !== null && !(await isExpected(expected, target, found))) return { result: "changed" };
  const old = keepEnds && found ? textIn(await readFile(target), path, encoding) : undefined;
  const whole = old === undefined ? withLineEnds(text, eol) : withEndsOf(old, text, eol);
  const bytes = encodeText(whole, encoding);
  if (!bytes) return { result: "unwritable", ...(unwritable(text, encoding) ?? { sign: "", line: 1 }) };
  if (found) await access(target, constants.W_OK);
  await saveFile(target, bytes, found, copies);
  const now = await stat(target, { bigint: true });
  return {
    result: "saved",
    path,
    identity: await identityOf(path, now),
    mixedEol: lineEndsOf(whole).mixed,
    stamp: stampOf(now),
    digest: digestOf(bytes),
  };
}

/** The text that a file holds, which was most likely read in `encoding`. */
function textIn(bytes: Buffer, path: string, encoding: Encoding): string | undefined {
  const name = basename(path);
  return (decodeText(bytes, { name, wanted: encoding }) ?? decodeText(bytes, { name }))?.text;
}

async function isExpected(
  expected: Exclude<DocumentWrite["expected"], null>,
  target: string,
  found: Found | undefined,
): Promise<boolean> {
  if (expected === "absent") return found === undefined;
  if (!found) return false;
  // A file that was touched, or moved away and back, holds what it held.
  return stampOf(found) === expected.stamp || digestOf(await readFile(target)) === expected.digest;
}

/** Names a state of a file (it changes whenever the file does), with the file's size. Null when it is not there. */
export async function stampAt(path: string): Promise<{ stamp: string; bytes: number } | null> {
  return statBig(path).then(
    (found) => ({ stamp: stampOf(found), bytes: Number(found.size) }),
    () => null,
  );
}

type Found = Awaited<ReturnType<typeof statBig>>;
const statBig = (path: string) => stat(path, { bigint: true });

function stampOf(found: Found): string {
  return `${found.mtimeNs}-${found.size}-${found.ino}`;
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha1").update(bytes).digest("base64");
}

async function identityOf(path: string, found: Found): Promise<FileIdentity> {
  return {
    realPath: await realpath(path).catch(() => path),
    inode: found.nlink > 1n ? `${found.dev}-${found.ino}` : "",
  };
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
