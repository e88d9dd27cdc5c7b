/** The supervision tree's upper half: one kernel-host for each session, and the sessions of a profile. */
import { rmdir } from "node:fs/promises";
import type { SessionInfo } from "../../preload/contract/requests";
import type { LaunchFile } from "../../preload/contract/session-files";
import { UserError } from "../user-error";
import type { HostLink } from "./host-link";
import type { HostProgram } from "./host-process";
import { Session } from "./session";
import { SessionFolder } from "./session-folder";
import { freeShellName } from "./shell-names";
import type { SocketFolder } from "./socket-folder";
import type { StartableKernel } from "./startable-kernel";

/** At quit a host has so long for its kernel's escalation, in ms; then both are killed. */
const QUIT_MS = 6_000;

export interface SupervisorOptions {
  /** Parent of the sessions' folders. */
  readonly sessionsFolder: string;
  readonly sockets: SocketFolder;
  /** Jupyter runtime folder for connection files. */
  readonly runtimeFolder: string;
  readonly program: HostProgram;
  /** Times of hosts that differ from the constants. */
  readonly limits?: LaunchFile["limits"];
  readonly log: (line: string) => void;
}

export class Supervisor {
  readonly #sessions = new Map<string, Session>();
  readonly #listeners = new Set<(sessions: SessionInfo[]) => void>();
  /** Names promised to sessions whose folder is not made yet. */
  readonly #promisedNames = new Set<string>();
  #closed = false;

  constructor(private readonly options: SupervisorOptions) {}

  /** All sessions, oldest first. */
  list(): SessionInfo[] {
    return [...this.#sessions.values()].map((session) => session.info);
  }

  /** Calls `listener` with all sessions after each change; returns a function that stops it. */
  onChange(listener: (sessions: SessionInfo[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Starts a session. Resolves when its host is connected; the kernel's own start is told over its channels.
   * @param cwd the kernel's working folder
   * @throws UserError when the host does not come up; nothing of the session is left then
   */
  async start({ entry, launch }: StartableKernel, cwd: string): Promise<SessionInfo> {
    if (this.#closed) throw new UserError("Tandem is ending.");
    const name = freeShellName(entry.displayName, this.#takenNames());
    this.#promisedNames.add(name);
    const folder = await this.#makeFolder(name, launch, cwd).finally(() => this.#promisedNames.delete(name));
    const id = folder.session;
    const { program, log } = this.options;
    const session = new Session({
      folder,
      name,
      kernelId: entry.id,
      language: entry.language,
      cwd,
      program,
      places: this.#places,
      log,
      onChange: () => this.#tell(),
      onShutDown: () => void this.end(id),
    });
    this.#sessions.set(id, session);
    try {
      await session.startHost();
    } catch (error) {
      await this.end(id);
      throw error;
    }
    return session.info;
  }

  /**
   * Starts a new host, with a new kernel, for a session whose host is gone.
   * @throws UserError when there is no such session, it is running, or the host does not come up
   */
  async revive(id: string): Promise<SessionInfo> {
    const session = this.#get(id);
    await session.startHost();
    return session.info;
  }

  /** Ends kernel and host and forgets the session. Ending one that is not there does nothing. */
  async end(id: string): Promise<void> {
    const session = this.#sessions.get(id);
    if (!session) return;
    await session.end();
    this.#sessions.delete(id);
    this.#tell();
  }

  /** Ends everything, within a bounded time; no session can be started any more. */
  async endAll(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#sessions.values()].map((session) => session.end(QUIT_MS)));
    this.#sessions.clear();
    // The profile may never be opened again; its folder is made anew when it is.
    if (this.#places.socketFolder !== null) await rmdir(this.#places.socketFolder).catch(() => {});
  }

  /** The connection to a session's host; a sentence when there is none. */
  link(id: string): HostLink | string {
    return this.#sessions.get(id)?.link ?? "There is no such session any more.";
  }

  /**
   * The folder of a session.
   * @throws UserError when there is no such session
   */
  folder(id: string): SessionFolder {
    return this.#get(id).folder;
  }

  get #places() {
    return { socketFolder: this.options.sockets.folder, runtimeFolder: this.options.runtimeFolder };
  }

  #takenNames(): string[] {
    return [...this.list().map(({ name }) => name), ...this.#promisedNames];
  }

  async #makeFolder(name: string, kernel: LaunchFile["kernel"], cwd: string): Promise<SessionFolder> {
    const { sockets, runtimeFolder, sessionsFolder, limits } = this.options;
    try {
      return await SessionFolder.create(sessionsFolder, (session) => ({
        session,
        name,
        kernel,
        cwd,
        socketFolder: sockets.folder,
        ...(sockets.folder === null ? { socketReason: sockets.reason } : {}),
        runtimeFolder,
        ...(limits ? { limits } : {}),
      }));
    } catch (error) {
      throw new UserError(
        `No kernel can be started: ${sessionsFolder} cannot be written (${(error as Error).message}).`,
      );
    }
  }

  #get(id: string): Session {
    const session = this.#sessions.get(id);
    if (!session) throw new UserError("There is no such session any more.");
    return session;
  }

  #tell(): void {
    const sessions = this.list();
    for (const listener of [...this.#listeners]) listener(sessions);
  }
}
