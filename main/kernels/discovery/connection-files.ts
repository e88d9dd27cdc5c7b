/** Jupyter connection files: reading one, and those of kernels that others have started. */

import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import * as v from "valibot";
import { type ConnectionInfo, connectionInfo } from "../../../preload/contract/connection-info";
import { t } from "../../../preload/texts/texts";
import { fileProblem, UserError } from "../../floor/user-error";

/** So many of a runtime folder's files are looked at, the newest: programs that are killed leave theirs. */
const MOST_FILES = 200;
/** A connection file has a few hundred. */
const MOST_BYTES = 64 * 1024;

/** Older programs leave out what is the same in all. */
const written = v.object({
  ...connectionInfo.entries,
  transport: v.optional(connectionInfo.entries.transport, "tcp"),
  key: v.optional(connectionInfo.entries.key, ""),
  signature_scheme: v.optional(
    v.literal("hmac-sha256", () => t("Tandem checks signatures only by hmac-sha256")),
    "hmac-sha256",
  ),
  /** What jupyter_client adds: the notebook or console that the kernel was started for. */
  jupyter_session: v.optional(v.string(), ""),
});

export interface ConnectionFile {
  readonly file: string;
  readonly connection: ConnectionInfo;
  /** "python3", or the file's own name. */
  readonly name: string;
  /** What it was started for; "" where that is not known. */
  readonly purpose: string;
  /** When it was written, ms since 1970. */
  readonly since: number;
}

/** One whose kernel was asked. */
export interface KernelToJoin extends ConnectionFile {
  readonly language: string;
}

/**
 * Reads a connection file.
 * @throws UserError
 */
export async function readConnectionFile(file: string): Promise<ConnectionFile> {
  let text: string;
  let since: number;
  try {
    const { size, mtimeMs } = await stat(file);
    if (size > MOST_BYTES) throw new UserError(t("{file} is too large to be a connection file.", { file }));
    since = mtimeMs;
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      t("The connection file {file} cannot be read: {reason}.", { file, reason: fileProblem(error) }),
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UserError(t("{file} is not a connection file: it is not JSON.", { file }));
  }
  const parsed = v.safeParse(written, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new UserError(
      t('{file} is not a connection file: "{field}": {reason}.', {
        file,
        field: v.getDotPath(issue) ?? "file",
        reason: issue.message.replace(/\.$/, ""),
      }),
    );
  }
  const { jupyter_session: purpose, ...connection } = parsed.output;
  // An address to listen at, which is none to connect to.
  const ip = ["*", "0.0.0.0", ""].includes(connection.ip) ? "127.0.0.1" : connection.ip;
  const name = connection.kernel_name || basename(file, ".json");
  return { file, connection: { ...connection, ip }, name, purpose, since };
}

/** The connection files of a runtime folder, the newest first; what is none, or cannot be read, is left out. */
export async function connectionFilesIn(folder: string): Promise<ConnectionFile[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json"));
  const stamped = await Promise.all(
    names.map(async (name) => ({
      file: join(folder, name),
      written: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0,
    })),
  );
  const newest = stamped.sort((one, other) => other.written - one.written).slice(0, MOST_FILES);
  const read = await Promise.all(newest.map(({ file }) => readConnectionFile(file).catch(() => undefined)));
  return read.filter((one) => one !== undefined);
}
