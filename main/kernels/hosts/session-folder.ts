/** The folder of one session: what main writes into it, and reads of what the host wrote. */
import { randomBytes } from "node:crypto";
import { lstat, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { PRIVATE_FILE, writeAtomically } from "../../../kernel-host/door/atomic-write";
import type { ProcessId } from "../../../kernel-host/door/processes";
import type { LaunchFile } from "../../../kernel-host/door/session-files";
import { SESSION_FILE, SessionFolderReader } from "../../../kernel-host/door/session-folder-reader";
import { randomHex } from "../../../preload/contract/challenge";
import type { ConnectionInfo } from "../../../preload/contract/connection-info";
import { type ViewMark, viewMark } from "../../../preload/contract/records";

const PRIVATE = { mode: PRIVATE_FILE };
const LOG_TAIL_CHARS = 2_000;

export class SessionFolder extends SessionFolderReader {
  private constructor(
    readonly path: string,
    readonly session: string,
    /** Key of the attach socket's challenge, hex. */
    readonly key: string,
  ) {
    super(path);
  }

  /**
   * Makes the folder of a new session in `parent`, with its key and launch.json.
   * @param launch what its host is to run, given the session's id
   * @throws NodeJS.ErrnoException when it cannot be written
   */
  static async create(parent: string, launch: (session: string) => LaunchFile): Promise<SessionFolder> {
    // Short, because names of sockets begin with it.
    const session = randomBytes(5).toString("hex");
    const folder = new SessionFolder(join(parent, session), session, randomHex());
    await mkdir(parent, { recursive: true, mode: 0o700 });
    await mkdir(folder.path, { mode: 0o700 });
    await writeAtomically(join(folder.path, SESSION_FILE.key), folder.key, PRIVATE);
    await folder.writeLaunch(launch(session));
    return folder;
  }

  /** The folder of a session that is there. Where its key cannot be read, nobody can connect to its host. */
  static async open(parent: string, session: string): Promise<SessionFolder> {
    const path = join(parent, session);
    const key = await new SessionFolderReader(path).savedKey();
    return new SessionFolder(path, session, key ?? "");
  }

  /** Says what its host is to run from the next start of its kernel on. */
  async writeLaunch(launch: LaunchFile): Promise<void> {
    await writeAtomically(join(this.path, SESSION_FILE.launch), JSON.stringify(launch, null, 2), PRIVATE);
  }

  /** Says where the kernel is that another program has started. */
  async writeConnection(connection: ConnectionInfo): Promise<void> {
    await writeAtomically(
      join(this.path, SESSION_FILE.connection),
      JSON.stringify(connection, null, 2),
      PRIVATE,
    );
  }

  /** What all its files take, in bytes, and when one of them was last written, ms since 1970. */
  async extent(): Promise<{ bytes: number; written: number }> {
    const names = await readdir(this.path, { recursive: true }).catch(() => []);
    const found = await Promise.all(names.map((name) => lstat(join(this.path, name)).catch(() => undefined)));
    const files = found.filter((one) => one?.isFile() ?? false);
    return {
      bytes: files.reduce((sum, one) => sum + (one?.size ?? 0), 0),
      written: Math.max(0, ...files.map((one) => one?.mtimeMs ?? 0)),
    };
  }

  /** The process of the host that has the session, or had it last; it may not have written host.json yet. */
  async lastHost(): Promise<ProcessId | undefined> {
    return this.claimant(await this.lastEpoch().catch(() => 0));
  }

  /** Folder of what was too large for the log (kernel-host/log/disk/kept-files.ts). */
  get keptFolder(): string {
    return join(this.path, "log", "kept");
  }

  /** File that takes what the host prints. */
  get hostLog(): string {
    return join(this.path, "host.log");
  }

  /** The last line that the host printed and that says something, "" when there is none. */
  async lastHostLine(): Promise<string> {
    const text = await readFile(this.hostLog, "utf8").catch(() => "");
    const lines = text.slice(-LOG_TAIL_CHARS).split("\n");
    // Not the stack below an uncaught error, nor the version that Node ends with.
    return lines.findLast((line) => /^[^\s{}]/.test(line) && !line.startsWith("Node.js v"))?.trim() ?? "";
  }

  /** What the user did to a view. Marks that cannot be read are as good as none. */
  async marks(view: string): Promise<ViewMark[]> {
    return (await this.read(`marks-${view}.json`, v.array(viewMark))) ?? [];
  }

  async writeMarks(view: string, marks: readonly ViewMark[]): Promise<void> {
    await writeAtomically(join(this.path, `marks-${view}.json`), JSON.stringify(marks), PRIVATE);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** Removes what a session that ended without its host may have left outside of its folder. */
export async function removeTraces(
  session: string,
  places: { readonly socketFolder: string | null; readonly runtimeFolder: string },
): Promise<void> {
  await rm(join(places.runtimeFolder, `kernel-${session}.json`), { force: true });
  if (places.socketFolder === null) return;
  const names = await readdir(places.socketFolder).catch(() => []);
  const ours = names.filter((name) => name.startsWith(`${session}-`));
  await Promise.all(ours.map((name) => rm(join(places.socketFolder as string, name), { force: true })));
}
