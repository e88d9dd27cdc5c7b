/** The supervision tree's upper half: one kernel-host for each session, and the sessions of a profile. */

import { existsSync } from "node:fs";
import { readdir, rmdir } from "node:fs/promises";
import { homedir } from "node:os";
import type { HostLink } from "../../../kernel-host/door/host-link";
import type { LaunchFile } from "../../../kernel-host/door/session-files";
import type { ConnectionInfo } from "../../../preload/contract/connection-info";
import type { SessionEntry, SessionInfo } from "../../../preload/contract/sessions";
import { t } from "../../../preload/texts/texts";
import { unawaited } from "../../floor/failures";
import { UserError } from "../../floor/user-error";
import type { KernelToJoin } from "../discovery/connection-files";
import type { ConfiguredKernel, ConfiguredLaunch, StartableKernel } from "../discovery/startable-kernel";
import { endKernel } from "./end-kernel";
import { type FoundSession, findSession } from "./found-session";
import type { HostProgram } from "./host-process";
import { newSessionFolder } from "./new-session";
import { type About, aboutLaunch, closedEntry, type Launched, runningEntry } from "./session-about";
import { removeTraces, SessionFolder } from "./session-folder";
import { freeShellName } from "./shell-names";
import type { SocketFolder } from "./socket-folder";
import { SupervisedHost } from "./supervised-host";
import { Turns } from "./turns";

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

/** Names of sessions' folders; what else lies there is none of ours. */
const SESSION_NAME = /^[0-9a-zA-Z_-]{1,100}$/;

export class Supervisor {
  readonly #sessions = new Map<string, SupervisedHost>();
  readonly #listeners = new Set<(sessions: SessionInfo[]) => void>();
  /** Names promised to sessions whose folder is not made yet. */
  readonly #promisedNames = new Set<string>();
  /** Opening, reviving and deleting of one session. */
  readonly #turns = new Turns();
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
   * @param configured what the shell configuration says that it is started with
   * @throws UserError when the host does not come up; nothing of the session is left then
   */
  async start(
    { entry, launch }: StartableKernel,
    cwd: string,
    configured: ConfiguredLaunch = {},
  ): Promise<SessionInfo> {
    return this.#begin(entry.displayName, { kernelId: entry.id, kernel: launch, cwd, ...configured });
  }

  /**
   * Begins a session on a kernel that another program has started and looks after; it is never ended by us.
   * @throws UserError when no host comes up
   */
  async join({ file, connection, name, language }: KernelToJoin): Promise<SessionInfo> {
    // Where and by what it was started is not known.
    const kernel: LaunchFile["kernel"] = {
      argv: [file],
      resourceDir: "",
      env: {},
      interruptMode: "message",
      language,
    };
    const what = { kernelId: `joined:${file}`, kernel, cwd: homedir(), joined: { file } };
    return this.#begin(t("{name} (joined)", { name }), what, (folder) => folder.writeConnection(connection));
  }

  /** The running session whose kernel is reached so, our own or a joined one. */
  async sessionOf(connection: ConnectionInfo): Promise<SessionInfo | undefined> {
    for (const session of this.#sessions.values()) {
      if (session.closed) continue;
      const its = await session.folder.connection();
      const same = (["transport", "ip", "shell_port", "key"] as const).every(
        (field) => its?.[field] === connection[field],
      );
      if (same) return session.info;
    }
    return undefined;
  }

  /** @param prepare adds to the session's folder what its host needs besides */
  async #begin(
    displayName: string,
    about: Omit<Launched, "name" | "created">,
    prepare: (folder: SessionFolder) => Promise<void> = async () => {},
  ): Promise<SessionInfo> {
    if (this.#closed) throw new UserError(t("Tandem is ending."));
    const name = freeShellName(displayName, this.#takenNames());
    const what = { name, created: Date.now(), ...about };
    this.#promisedNames.add(name);
    const folder = await this.#makeFolder(what, prepare).finally(() => this.#promisedNames.delete(name));
    if (this.#closed) {
      await folder.remove();
      throw new UserError(t("Tandem is ending."));
    }
    const session = this.#add(folder, { ...aboutLaunch(what), fresh: true });
    try {
      await session.startHost();
    } catch (error) {
      await this.end(folder.session);
      throw error;
    }
    return session.info;
  }

  /**
   * Goes on with the sessions of the profile that nobody here supervises: connects to the hosts that run, and has new
   * ones take over the kernels whose host is gone. Resolves when all are in the list; connecting goes on behind.
   */
  async takeOver(): Promise<void> {
    const found = await Promise.all((await this.#strangers()).map(async (folder) => this.#examine(folder)));
    for (const { folder, session } of found) {
      const ended = await folder.ended();
      // Somebody else may have looked at the same time: of a session there is one here.
      if (this.#closed || this.#sessions.has(folder.session)) continue;
      // A host that serves the log of one that has ended is somebody's who reads it.
      if (session.state === "hosted" && !ended) this.#keep(folder, session.launch).attach(session.host);
      if (session.state === "orphaned") {
        this.#keep(folder, session.launch)
          .startHost("adopt")
          .catch((error: unknown) =>
            this.options.log(`session ${folder.session}: ${(error as Error).message}`),
          );
      }
      // It ended after its app had: nothing was run in it, and there is nothing to read.
      if (session.state === "closed" && ended?.used === false) await this.delete(folder.session);
    }
  }

  /**
   * Opens to be read those of the sessions that have ended only because the app did and their kernel was gone: windows go
   * on showing them. Resolves when they are in the list; their hosts start behind.
   */
  async showAgain(ids: readonly string[]): Promise<void> {
    for (const id of new Set(ids)) {
      if (!SESSION_NAME.test(id)) continue;
      const folder = await SessionFolder.open(this.options.sessionsFolder, id);
      if ((await folder.ended())?.left !== true) continue;
      this.open(id).catch((error: unknown) => this.options.log(`session ${id}: ${(error as Error).message}`));
      await this.#turns.take(id, async () => {});
    }
  }

  /**
   * Looks at a session that may be new, and goes on with it once somebody else has started its host.
   * @returns true when there is no more to expect: it is in the list, has ended, or is gone
   */
  async notice(id: string): Promise<boolean> {
    const known = () => this.#closed || this.#sessions.has(id);
    if (known() || !SESSION_NAME.test(id)) return true;
    const folder = await SessionFolder.open(this.options.sessionsFolder, id);
    if (!existsSync(folder.path)) return true;
    if (await folder.ended()) {
      this.#tell();
      return true;
    }
    const { session } = await this.#examine(folder);
    if (session.state !== "hosted" || known()) return known();
    this.#keep(folder, session.launch).attach(session.host);
    return true;
  }

  /** All sessions of the profile, oldest first; running ones that were not known are taken over. */
  async all(): Promise<SessionEntry[]> {
    await this.takeOver();
    const running = [...this.#sessions.values()].filter((session) => !session.closed);
    const entries = await Promise.all([
      ...running.map((session) => runningEntry(session)),
      ...(await this.#strangers(true)).map(async (folder) => closedEntry(await this.#examine(folder))),
    ]);
    return entries.sort((one, other) => one.created - other.created);
  }

  /**
   * Starts a new host for a session whose host is gone, or that is closed. It takes over the kernel if that still
   * lives, and else starts one.
   * @throws UserError when there is no such session, it is running, or the host does not come up
   */
  async revive(id: string): Promise<SessionInfo> {
    const { session, started } = await this.#turns.take(id, async () => {
      const session = (await this.#present(id)) ?? (await this.#addClosed(id));
      return { session, started: heeded(session.startHost()) };
    });
    await started;
    return session.info;
  }

  /**
   * Has a session's kernel started with this from its next start on.
   * @throws UserError when there is no such session; NodeJS.ErrnoException when it cannot be written
   */
  reconfigure(id: string, configured: ConfiguredKernel): Promise<void> {
    return this.#get(id).reconfigure(configured);
  }

  /**
   * Calls a session otherwise; of two sessions that would be called alike the renamed one gets a number.
   * @param name null: as it was named at first
   * @throws UserError when there is no such session; NodeJS.ErrnoException when it cannot be written
   */
  async rename(id: string, name: string | null): Promise<void> {
    const session = this.#get(id);
    const taken = this.#takenNames(id);
    await session.rename((ownName) => freeShellName(name ?? ownName, taken));
  }

  /**
   * Opens a closed session to be read.
   * @throws UserError when there is no such session, or it cannot be read
   */
  async open(id: string): Promise<SessionInfo> {
    const { session, started } = await this.#turns.take(id, async () => {
      const known = await this.#present(id);
      // Whoever opens it twice has to wait for it once.
      if (known && !known.closed) return { session: known, started: undefined };
      const session = known ?? (await this.#addClosed(id));
      return { session, started: session.serving ? undefined : heeded(session.startHost("closed")) };
    });
    try {
      await started;
    } catch (error) {
      if (session.closed) this.#forget(session);
      throw error;
    }
    return session.info;
  }

  /**
   * Deletes a session that is not running, with its log.
   * @throws UserError when there is none, or it runs
   */
  delete(id: string): Promise<void> {
    return this.#turns.take(id, () => this.#delete(id));
  }

  async #delete(id: string): Promise<void> {
    const known = this.#sessions.get(id);
    if (known && !known.closed)
      throw new UserError(t("{name} is running: shut it down first.", { name: known.info.name }));
    if (known) await this.end(id);
    const folder = await this.#stranger(id);
    const { session } = await this.#examine(folder);
    if (session.state === "hosted" || session.state === "orphaned") {
      throw new UserError(t("{name} is running: shut it down first.", { name: session.launch.name }));
    }
    // What its kernel has left behind is nobody's any more.
    await endKernel(id, undefined);
    await removeTraces(id, this.#places);
    await folder.remove();
    this.#tell();
  }

  /** Ends kernel and host; what was run in it can be read after. Ending one that is not there does nothing. */
  async end(id: string): Promise<void> {
    const session = this.#sessions.get(id);
    if (!session) return;
    await session.end();
    this.#forget(session);
  }

  /** Ends everything, within a bounded time; no session can be started any more. */
  async endAll(): Promise<void> {
    this.#closed = true;
    await this.#each((session) => session.end(QUIT_MS));
    this.#sessions.clear();
    // The profile may never be opened again; its folder is made anew when it is.
    if (this.#places.socketFolder !== null) await rmdir(this.#places.socketFolder).catch(() => {});
  }

  /**
   * Lets go of all hosts, which go on with their kernels; those in which nothing was ever run, or whose kernel is dead,
   * are ended. No session can be started any more.
   */
  async leave(): Promise<void> {
    this.#closed = true;
    await this.#each((session) => session.leave());
    this.#sessions.clear();
  }

  /** Does it with every session; what fails for one keeps no other. */
  async #each(act: (session: SupervisedHost) => Promise<void>): Promise<void> {
    const ends = [...this.#sessions.values()].map((session) =>
      act(session).catch((error: unknown) =>
        this.options.log(`session ${session.folder.session}: ${(error as Error).message}`),
      ),
    );
    await Promise.all(ends);
  }

  /** The connection to a session's host; a sentence when there is none. */
  link(id: string): HostLink | string {
    return this.#sessions.get(id)?.link ?? t("There is no such session any more.");
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

  #takenNames(but?: string): string[] {
    const others = this.list().filter(({ id }) => id !== but);
    return [...others.map(({ name }) => name), ...this.#promisedNames];
  }

  #add(folder: SessionFolder, about: About): SupervisedHost {
    const { program, log } = this.options;
    const session = new SupervisedHost({
      folder,
      ...about,
      program,
      places: this.#places,
      log,
      onChange: () => {
        if (this.#sessions.has(folder.session)) this.#tell();
      },
      onShutDown: () =>
        unawaited(
          "end",
          this.end(folder.session).catch((error: unknown) =>
            log(`session ${folder.session} was not put away: ${(error as Error).message}`),
          ),
        ),
    });
    this.#sessions.set(folder.session, session);
    return session;
  }

  /** Another may have its place by now. */
  #forget(session: SupervisedHost): void {
    const { session: id } = session.folder;
    if (this.#sessions.get(id) !== session) return;
    this.#sessions.delete(id);
    this.#tell();
  }

  /** The session in the list; one that is just being ended is waited for, and is none. */
  async #present(id: string): Promise<SupervisedHost | undefined> {
    if (this.#sessions.get(id)?.ending) await this.end(id);
    return this.#sessions.get(id);
  }

  #keep(folder: SessionFolder, launch: LaunchFile): SupervisedHost {
    const session = this.#add(folder, { ...aboutLaunch(launch), kept: true });
    this.#tell();
    return session;
  }

  async #addClosed(id: string): Promise<SupervisedHost> {
    const { folder, session } = await this.#examine(await this.#stranger(id));
    if (session.state === "unusable") throw new UserError(session.sentence);
    if (this.#closed) throw new UserError(t("Tandem is ending."));
    return this.#sessions.get(id) ?? this.#add(folder, aboutLaunch(session.launch));
  }

  /** Folders of sessions that are not in the list; with `closed` also of those that were opened to be read. */
  async #strangers(closed = false): Promise<SessionFolder[]> {
    const { sessionsFolder } = this.options;
    const names = (await readdir(sessionsFolder).catch(() => [])).filter((name) => SESSION_NAME.test(name));
    const unknown = names.filter((name) => {
      const session = this.#sessions.get(name);
      return !session || (closed && session.closed);
    });
    return Promise.all(unknown.map((name) => SessionFolder.open(sessionsFolder, name)));
  }

  async #stranger(id: string): Promise<SessionFolder> {
    const folder = (await this.#strangers(true)).find(({ session }) => session === id);
    if (!folder) throw new UserError(t("There is no such session any more."));
    return folder;
  }

  async #examine(folder: SessionFolder): Promise<{ folder: SessionFolder; session: FoundSession }> {
    return { folder, session: await findSession(folder) };
  }

  async #makeFolder(
    what: Launched,
    prepare: (folder: SessionFolder) => Promise<void>,
  ): Promise<SessionFolder> {
    const { sessionsFolder } = this.options;
    try {
      const folder = await newSessionFolder(this.options, what);
      await prepare(folder);
      return folder;
    } catch (error) {
      throw new UserError(
        t("No kernel can be started: {sessionsFolder} cannot be written ({reason}).", {
          sessionsFolder,
          reason: (error as Error).message,
        }),
      );
    }
  }

  #get(id: string): SupervisedHost {
    const session = this.#sessions.get(id);
    if (!session) throw new UserError(t("There is no such session any more."));
    return session;
  }

  #tell(): void {
    const sessions = this.list();
    for (const listener of [...this.#listeners]) listener(sessions);
  }
}

/** It is waited for later; its failure is heard then. */
function heeded<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}
