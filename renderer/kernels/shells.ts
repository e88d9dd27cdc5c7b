/** The window's shells: which there are, where they stand, and how they are started, closed and brought back. */

import * as v from "valibot";
import type { RanPiece } from "../../preload/contract/debugging";
import type { TandemBridge } from "../../preload/contract/requests";
import type { KernelEntry, SessionInfo } from "../../preload/contract/sessions";
import type { MovedView } from "../../preload/contract/shell-moves";
import { Disposables } from "../../preload/floor/disposables";
import { t } from "../../preload/texts/texts";
import { createStore, type Store } from "../floor/store";
import type { ChannelClient } from "./channel-client";
import { clientOfView, otherClient } from "./client-names";
import { type Pace, windowPace } from "./pace";
import { SessionClient } from "./session-client";
import { type Closed, ShellModel } from "./shell-model";
import {
  bring,
  fitted,
  frontOf,
  NO_PANES,
  put,
  type ShellPanes,
  type Target,
  viewsOf,
  without,
} from "./shell-panes";
import type { Shells } from "./shells-api";
import { NO_SHELLS, type ShellsState, shellsState, type ViewState } from "./shells-state";

/** How far each shell has shown its log is kept this long after it has shown more, in ms. */
const SEEN_DELAY_MS = 2_000;
/** And that it is still there, in ms: so exact is the time at which a window that was killed is said to have closed. */
const STILL_HERE_MS = 30_000;

/** Of so many closed views it is remembered how they were left. */
const MOST_LEFT = 100;

/** What a shell that was closed leaves behind while its kernel runs on. */
export interface ClosedShell {
  readonly session: string;
  readonly name: string;
}

export interface ShellsOptions {
  readonly bridge: TandemBridge;
  readonly channels: ChannelClient;
  /** The folder near which Python environments are looked for. */
  readonly folder: () => string | null;
  readonly pace?: Pace;
}

/** How a view begins: as it was left, and where. */
interface Begin {
  readonly left?: Omit<ViewState, "session" | "open">;
  readonly closed?: Closed;
  /** Absent: last in the focused pane. */
  readonly target?: Target | undefined;
  /** What is in front stays there. */
  readonly behind?: boolean;
  /** Of a process that another kernel has started: what that has run. */
  readonly ran?: readonly RanPiece[];
}

export class WindowShells implements Shells {
  /** In the order of their tabs, pane by pane. */
  readonly shells: Store<readonly ShellModel[]> = createStore<readonly ShellModel[]>([]);
  readonly front: Store<ShellModel | null> = createStore<ShellModel | null>(null);
  /** Where the shells stand side by side. */
  readonly panes = createStore<ShellPanes>(NO_PANES);
  /** All sessions that run, with a shell here or not. */
  readonly sessions = createStore<readonly SessionInfo[]>([]);
  /** The shell that was closed last while its kernel runs on, until that is settled. */
  readonly closed = createStore<ClosedShell | null>(null);
  /** Whether the shells of before a reload are back. */
  readonly restored = createStore(false);
  /** What to keep of all this over a reload. Changes whenever it should be saved. */
  readonly state = createStore<ShellsState>(NO_SHELLS);
  readonly #models = new Map<string, ShellModel>();
  /** Names of sessions that the names of their shells were made of. */
  readonly #namedBy = new WeakMap<ShellModel, string>();
  /**
   * How the last view of each session was left that was closed here, also of those that ended: a reopened shell keeps
   * its marks, and what it had sent is its own.
   */
  readonly #left = new Map<string, ViewState>();
  /** What is known of open views from before: it counts until they show something. */
  readonly #before = new Map<string, Begin["left"]>();
  #seenTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #stops: Disposables;

  constructor(private readonly options: ShellsOptions) {
    const stillHere = setInterval(() => {
      if (this.shells.get().length > 0) this.#save();
    }, STILL_HERE_MS);
    this.#stops = new Disposables(
      options.bridge.on("sessions.changed", (sessions) => this.#update(sessions)),
      () => clearInterval(stillHere),
      () => clearTimeout(this.#seenTimer),
    );
  }

  /**
   * Brings back the shells of before a reload, and opens one on every other session that this window is to show.
   * @param saved what `state` was; anything else counts as nothing
   * @param toShow ids of the sessions that main knows to be shown here
   */
  async restore(saved: unknown, toShow: readonly string[]): Promise<void> {
    const parsed = v.safeParse(shellsState, saved);
    const state = parsed.success ? parsed.output : NO_SHELLS;
    const sessions = await this.options.bridge.request("sessions.list");
    this.sessions.set(sessions);
    const bySession = new Map(sessions.map((session) => [session.id, session]));
    const opened: Promise<unknown>[] = [];
    for (const left of state.views) {
      const info = bySession.get(left.session);
      if (info && left.open) opened.push(this.#open(info, { left }));
      else this.#left.set(left.session, left);
    }
    const shown = () => this.shells.get().map(({ session }) => session);
    for (const id of toShow) {
      const info = bySession.get(id);
      if (info && !shown().includes(id)) opened.push(this.#open(info, { closed: "Shell" }));
    }
    const views = this.shells.get().map(({ view }) => view);
    const panes = fitted(state.panes ?? NO_PANES, views);
    const front = views.find((view) => view === state.front) ?? views[0];
    this.#arrange(front === undefined ? panes : bring(panes, front));
    this.restored.set(true);
    await Promise.all(opened);
  }

  /** @param behind it does not come to the front */
  async start(kernelId: string, cwd: string, begin: Pick<Begin, "behind" | "ran"> = {}): Promise<ShellModel> {
    const info = await this.options.bridge.request("sessions.start", { kernelId, cwd });
    const shell = await this.#open(info, begin);
    if (!begin.behind) shell.focus();
    return shell;
  }

  /** Opens a shell on the kernel of a connection file, which another program has started. */
  async join(file: string): Promise<ShellModel> {
    const shell = await this.#open(await this.options.bridge.request("sessions.join", { file }));
    shell.focus();
    return shell;
  }

  /** Starts a shell configuration. @param folder what its relative paths belong to */
  async startConfiguration(configuration: string, folder: string): Promise<ShellModel> {
    const info = await this.options.bridge.request("sessions.startConfiguration", { configuration, folder });
    const shell = await this.#open(info);
    shell.focus();
    return shell;
  }

  async kernels(): Promise<{ kernels: readonly KernelEntry[]; problems: readonly string[] }> {
    return this.options.bridge.request("kernels.list", { folder: this.options.folder() });
  }

  show(shell: ShellModel): void {
    this.#arrange(bring(this.panes.get(), shell.view));
  }

  /** Puts a shell's tab somewhere else in this window. */
  move(shell: ShellModel, target: Target): void {
    this.#arrange(put(this.panes.get(), shell.view, target));
  }

  /** The panes were resized: their shares in percent, by id. */
  resizePanes(shares: Readonly<Record<string, number>>): void {
    this.panes.set((now) => ({ ...now, shares: { ...shares } }));
    this.#save();
  }

  /**
   * Closes a view. A kernel in which nothing was run ends with the last view of it; another one runs on, and `closed`
   * names it.
   */
  async close(shell: ShellModel): Promise<void> {
    const used = shell.status.get()?.used ?? true;
    const { session } = shell;
    const { host, closed, name } = shell.info.get();
    this.#remove(shell);
    if (this.#viewOf(session)) return;
    if (!used || closed || host === "disconnected")
      await this.options.bridge.request("sessions.end", { id: session, unlessShown: true });
    else this.closed.set({ session, name });
  }

  /** Ends the kernels in which nothing was run and that no other window shows: this window closes. */
  async endUnused(): Promise<void> {
    const unused = this.shells.get().filter((shell) => shell.status.get()?.used === false);
    const ids = [...new Set(unused.map(({ session }) => session))];
    await Promise.all(
      ids.map((id) => this.options.bridge.request("sessions.end", { id, unlessShown: true })),
    );
  }

  /** What another window has to know to go on with a view. */
  viewState(shell: ShellModel): ViewState {
    return this.#stateOf(shell);
  }

  /**
   * Goes on with a view that another window lets go.
   * @throws Error with a sentence when its session has ended meanwhile
   */
  async goOnWith({ session, ...left }: MovedView, target?: Target): Promise<ShellModel> {
    const info = this.sessions.get().find(({ id }) => id === session);
    if (!info) throw new Error(t("This kernel does not run any more."));
    const shell = await this.#open(info, { left, target });
    shell.focus();
    return shell;
  }

  /** Lets go of a view that goes on in another window. */
  letGo(shell: ShellModel): void {
    this.#remove(shell);
    this.#left.delete(shell.session);
    this.#save();
  }

  /** Opens a shell on a session that runs without one; with the marks that its last one had. */
  async reopen(session: string): Promise<ShellModel> {
    const info = this.sessions.get().find((one) => one.id === session);
    const shown = this.#viewOf(session);
    if (!shown && !info) throw new Error(t("This kernel does not run any more."));
    const shell = shown ?? (await this.#open(info as SessionInfo, { closed: "Shell" }));
    shell.focus();
    return shell;
  }

  /** Opens another view of the same session, with the same marks. */
  async duplicate(shell: ShellModel): Promise<ShellModel> {
    const view = crypto.randomUUID();
    const { session } = shell;
    await this.options.bridge.request("marks.write", { session, view, marks: [...shell.marks.get()] });
    const made = await this.#open(shell.info.get(), { left: { view } });
    made.focus();
    return made;
  }

  /** Calls a shell's session otherwise, in every window; "": as it was named at first. */
  async rename(shell: ShellModel, name: string): Promise<void> {
    await this.options.bridge.request("sessions.rename", { id: shell.session, name: name || null });
  }

  /** Opens a closed session to be read. */
  async openClosed(session: string): Promise<ShellModel> {
    const info = await this.options.bridge.request("sessions.open", { id: session });
    const shell = this.#viewOf(session) ?? (await this.#open(info, { closed: "Shell" }));
    shell.focus();
    return shell;
  }

  /** A client of a session that no shell shows, for all of its log; whoever asks for it disposes it. */
  readingClient(info: SessionInfo): SessionClient {
    const client = new SessionClient(info, this.options.channels, this.options.pace ?? windowPace, "all");
    const stop = this.sessions.subscribe(() => {
      const now = this.sessions.get().find((session) => session.id === info.id);
      if (now) client.update(now);
    });
    client.onDispose(stop);
    return client;
  }

  /** Ends a kernel and, where it has any, closes its shells. */
  async end(session: string): Promise<void> {
    await this.options.bridge.request("sessions.end", { id: session });
    this.#forget(session);
  }

  /** Starts kernel and host of a disconnected session anew. */
  async revive(session: string): Promise<void> {
    const info = await this.options.bridge.request("sessions.revive", { id: session });
    this.#update(this.sessions.get().map((one) => (one.id === session ? info : one)));
  }

  dispose(): void {
    this.#stops.dispose();
    for (const shell of this.shells.get()) shell.client.dispose();
  }

  /** What to keep of all this over a reload and a restart, as it is at this moment. */
  get present(): ShellsState {
    const open = this.shells.get().map((shell) => this.#stateOf(shell));
    const shown = new Set(open.map(({ session }) => session));
    const closed = [...this.#left.values()].filter(({ session }) => !shown.has(session)).slice(-MOST_LEFT);
    return {
      views: [...open, ...closed.map((left) => ({ ...left, open: false }))],
      front: this.front.get()?.view ?? null,
      panes: this.panes.get(),
    };
  }

  #viewOf(session: string): ShellModel | undefined {
    return this.shells.get().find((shell) => shell.session === session);
  }

  async #open(
    info: SessionInfo,
    { left, closed = "Window", target, behind = false, ran }: Begin = {},
  ): Promise<ShellModel> {
    if (!this.sessions.get().some((one) => one.id === info.id)) this.sessions.set((now) => [...now, info]);
    if (this.closed.get()?.session === info.id) this.closed.set(null);
    const known = left ?? this.#left.get(info.id) ?? { view: crypto.randomUUID() };
    if (!left) this.#left.delete(info.id);
    const { view } = known;
    this.#before.set(view, known);
    const shell = this.#makeModel(info, view);
    shell.draft.set(known.draft ?? "");
    shell.answers.set(known.answers ?? {});
    if (ran) shell.client.debugger.hasRan(ran);
    this.#models.set(view, shell);
    const inFront = this.front.get();
    const placed = put(this.panes.get(), view, target);
    this.#arrange(behind && inFront ? bring(placed, inFront.view) : placed);
    shell.draft.subscribe(() => this.#save());
    shell.answers.subscribe(() => this.#save());
    shell.transcript.subscribe(() => {
      this.#seenTimer ??= setTimeout(() => {
        this.#seenTimer = undefined;
        this.#save();
      }, SEEN_DELAY_MS);
    });
    await shell.open(known.seen, closed);
    return shell;
  }

  #makeModel(info: SessionInfo, view: string): ShellModel {
    const { bridge, channels, pace = windowPace } = this.options;
    const own = clientOfView(view);
    const shell = new ShellModel({
      view,
      name: this.#freeName(info),
      client: new SessionClient(info, channels.as(own), pace),
      bridge,
      bringToFront: (shell) => this.show(shell),
      nameOfClient: (client) => otherClient(client, own, [...this.#models.keys()].map(clientOfView)),
    });
    this.#namedBy.set(shell, info.name);
    return shell;
  }

  /** The session's name; from its second view here on with the lowest number that none of `others` has. */
  #freeName({ id, name }: SessionInfo, others = this.shells.get()): string {
    const taken = new Set(others.filter(({ session }) => session === id).map((shell) => shell.name));
    let free = name;
    for (let n = 2; taken.has(free); n++) free = t("{name} (view {number})", { name, number: n });
    return free;
  }

  #update(sessions: readonly SessionInfo[]): void {
    this.sessions.set(sessions);
    const bySession = new Map(sessions.map((session) => [session.id, session]));
    for (const shell of this.shells.get()) {
      const info = bySession.get(shell.session);
      if (info) shell.client.update(info);
      else this.#forget(shell.session);
    }
    this.#nameAnew();
    const closed = this.closed.get();
    if (closed && !bySession.has(closed.session)) this.#forget(closed.session);
  }

  /** Shells whose session was renamed. */
  #nameAnew(): void {
    const all = this.shells.get();
    const isRenamed = (shell: ShellModel) => this.#namedBy.get(shell) !== shell.info.get().name;
    const kept = all.filter((shell) => !isRenamed(shell));
    if (kept.length === all.length) return;
    for (const shell of all.filter(isRenamed)) {
      shell.name = this.#freeName(shell.info.get(), kept);
      this.#namedBy.set(shell, shell.info.get().name);
      kept.push(shell);
    }
    this.shells.set([...all]);
  }

  /** The session is no more. */
  #forget(session: string): void {
    for (const shell of this.shells.get()) if (shell.session === session) this.#remove(shell);
    if (this.closed.get()?.session === session) this.closed.set(null);
    this.sessions.set((now) => now.filter((one) => one.id !== session));
    this.#save();
  }

  #remove(shell: ShellModel): void {
    this.#left.delete(shell.session);
    this.#left.set(shell.session, this.#stateOf(shell));
    const [oldest] = this.#left.keys();
    if (this.#left.size > MOST_LEFT && oldest !== undefined) this.#left.delete(oldest);
    this.#models.delete(shell.view);
    this.#before.delete(shell.view);
    this.#arrange(without(this.panes.get(), shell.view));
    shell.client.dispose();
  }

  #stateOf(shell: ShellModel): ViewState {
    const { view, session } = shell;
    // Until it shows something, what it had shown before counts.
    const seen = shell.client.log.caughtUp.get() ? shell.seen : this.#before.get(view)?.seen;
    const draft = shell.draft.get();
    const answers = shell.answers.get();
    return {
      view,
      session,
      open: true,
      ...(seen && { seen }),
      ...(draft !== "" && { draft }),
      ...(Object.keys(answers).length > 0 && { answers }),
    };
  }

  #arrange(panes: ShellPanes): void {
    this.panes.set(panes);
    const shells = viewsOf(panes).flatMap((view) => this.#models.get(view) ?? []);
    const before = this.shells.get();
    if (shells.length !== before.length || shells.some((shell, i) => shell !== before[i]))
      this.shells.set(shells);
    this.front.set(this.#models.get(frontOf(panes) ?? "") ?? null);
    this.#save();
  }

  #save(): void {
    this.state.set(this.present);
  }
}
