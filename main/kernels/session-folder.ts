/** The folder of one session: what main writes into it, and reads of what the host wrote. */
import { randomBytes } from "node:crypto";
import { lstat, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { writeAtomically } from "../../kernel-host/door/atomic-write";
import type { ProcessId } from "../../kernel-host/door/processes";
import { randomHex } from "../../preload/contract/challenge";
import { type ConnectionInfo, connectionInfo } from "../../preload/contract/connection-info";
import { type ViewMark, viewMark } from "../../preload/contract/records";
import {
  type EndedFile,
  endedFile,
  epochFile,
  type HostFile,
  hostFile,
  type KernelFile,
  kernelFile,
  type LaunchFile,
  launchFile,
  type OpeningFile,
  openingFile,
} from "../../preload/contract/session-files";

const PRIVATE = { mode: 0o600 };
const LOG_TAIL_CHARS = 2_000;

export class SessionFolder {
  private constructor(
    readonly path: string,
    readonly session: string,
    /** Key of the attach socket's challenge, hex. */
    readonly key: string,
  ) {}

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
    await writeAtomically(join(folder.path, "key"), folder.key, PRIVATE);
    await folder.writeLaunch(launch(session));
    return folder;
  }

  /** The folder of a session that is there. Where its key cannot be read, nobody can connect to its host. */
  static async open(parent: string, session: string): Promise<SessionFolder> {
    const path = join(parent, session);
    const key = (await readFile(join(path, "key"), "utf8").catch(() => "")).trim();
    return new SessionFolder(path, session, /^[0-9a-f]{64}$/.test(key) ? key : "");
  }

  /** Says what its host is to run from the next start of its kernel on. */
  async writeLaunch(launch: LaunchFile): Promise<void> {
    await writeAtomically(join(this.path, "launch.json"), JSON.stringify(launch, null, 2), PRIVATE);
  }

  /** Says where the kernel is that another program has started. */
  async writeConnection(connection: ConnectionInfo): Promise<void> {
    await writeAtomically(join(this.path, "connection.json"), JSON.stringify(connection, null, 2), PRIVATE);
  }

  /** How its kernel is reached; undefined as long as that is not said. */
  connection(): Promise<ConnectionInfo | undefined> {
    return this.#read("connection.json", connectionInfo);
  }

  /** What its host is to run; undefined when that cannot be read. */
  launch(): Promise<LaunchFile | undefined> {
    return this.#read("launch.json", launchFile);
  }

  /** That and when it was ended on purpose. */
  ended(): Promise<EndedFile | undefined> {
    return this.#read("ended.json", endedFile);
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

  /** How far a host has read through the log before it serves it; undefined where none has to. */
  opening(): Promise<OpeningFile | undefined> {
    return this.#read("opening.json", openingFile);
  }

  /** Where its host is; undefined as long as it has not said so. */
  host(): Promise<HostFile | undefined> {
    return this.#read("host.json", hostFile);
  }

  /** The process of the host that has the session, or had it last; it may not have written host.json yet. */
  async lastHost(): Promise<ProcessId | undefined> {
    const names = await readdir(this.path).catch(() => []);
    const last = Math.max(0, ...names.map((name) => Number(/^epoch-(\d+)$/.exec(name)?.[1] ?? 0)));
    return this.#read(`epoch-${last}`, epochFile);
  }

  /** The kernel's process as its host last wrote it. */
  kernel(): Promise<KernelFile | undefined> {
    return this.#read("kernel.json", kernelFile);
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
    return (await this.#read(`marks-${view}.json`, v.array(viewMark))) ?? [];
  }

  async writeMarks(view: string, marks: readonly ViewMark[]): Promise<void> {
    await writeAtomically(join(this.path, `marks-${view}.json`), JSON.stringify(marks), PRIVATE);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }

  async #read<T>(name: string, schema: v.GenericSchema<unknown, T>): Promise<T | undefined> {
    try {
      return v.parse(schema, JSON.parse(await readFile(join(this.path, name), "utf8")));
    } catch {
      return undefined;
    }
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
