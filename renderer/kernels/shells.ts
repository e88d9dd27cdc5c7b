/** The window's shells: which there are, what is in front, and how they are started, closed and brought back. */
import * as v from "valibot";
import type { KernelEntry, SessionInfo, TandemBridge } from "../../preload/contract/requests";
import { createStore, type Store } from "../store";
import type { ChannelClient } from "./channel-client";
import { SessionClient } from "./session-client";
import { type Pace, type Seen, windowPace } from "./session-log";
import { type Closed, ShellModel } from "./shell-model";
import type { Shells } from "./shells-api";
import { NO_SHELLS, type ShellsState, shellsState } from "./shells-state";

/** How far each shell has shown its log is kept this long after it has shown more, in ms. */
const SEEN_DELAY_MS = 2_000;
/** And that it is still there, in ms: so exact is the time at which a window that was killed is said to have closed. */
const STILL_HERE_MS = 30_000;

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

export class WindowShells implements Shells {
  readonly shells: Store<readonly ShellModel[]> = createStore<readonly ShellModel[]>([]);
  readonly front: Store<ShellModel | null> = createStore<ShellModel | null>(null);
  /** All sessions that run, with a shell here or not. */
  readonly sessions = createStore<readonly SessionInfo[]>([]);
  /** The shell that was closed last while its kernel runs on, until that is settled. */
  readonly closed = createStore<ClosedShell | null>(null);
  /** What to keep of all this over a reload. Changes whenever it should be saved. */
  readonly state = createStore<ShellsState>(NO_SHELLS);
  /** View of each session that ever had one here, so that a reopened shell keeps its marks, and what it has shown. */
  readonly #views = new Map<string, { readonly view: string; seen?: Seen | undefined }>();
  #seenTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #stops: (() => void)[];

  constructor(private readonly options: ShellsOptions) {
    const stillHere = setInterval(() => {
      if (this.shells.get().length > 0) this.#save();
    }, STILL_HERE_MS);
    this.#stops = [
      options.bridge.on("sessions.changed", (sessions) => this.#update(sessions)),
      () => clearInterval(stillHere),
      () => clearTimeout(this.#seenTimer),
    ];
  }

  /**
   * Brings back the shells of before a reload, and opens one on every session that this window has not heard of.
   * @param saved what `state` was; anything else counts as nothing
   */
  async restore(saved: unknown): Promise<void> {
    const parsed = v.safeParse(shellsState, saved);
    const state = parsed.success ? parsed.output : NO_SHELLS;
    const sessions = await this.options.bridge.request("sessions.list");
    this.sessions.set(sessions);
    const bySession = new Map(sessions.map((session) => [session.id, session]));
    for (const { view, session, open, seen } of state.views) {
      this.#views.set(session, { view, seen });
      const info = bySession.get(session);
      // What ran on while no app was there is shown, wherever it was.
      if (info && (open || info.kept)) await this.#open(info, open ? "Window" : "Shell");
    }
    for (const info of sessions) if (!this.#views.has(info.id)) await this.#open(info);
    const front = this.shells.get().find((shell) => shell.view === state.front) ?? this.shells.get()[0];
    if (front) this.show(front);
    this.#save();
  }

  async start(kernelId: string, cwd: string): Promise<ShellModel> {
    const info = await this.options.bridge.request("sessions.start", { kernelId, cwd });
    const shell = await this.#open(info);
    shell.focus();
    return shell;
  }

  async kernels(): Promise<{ kernels: readonly KernelEntry[]; problems: readonly string[] }> {
    return this.options.bridge.request("kernels.list", { folder: this.options.folder() });
  }

  show(shell: ShellModel): void {
    this.front.set(shell);
    this.#save();
  }

  /**
   * Closes a view. A kernel in which nothing was run ends with it; another one runs on, and `closed` names it.
   */
  async close(shell: ShellModel): Promise<void> {
    const used = shell.status.get()?.used ?? true;
    const { host, closed } = shell.info.get();
    this.#remove(shell);
    if (!used || closed || host === "disconnected") await this.end(shell.session);
    else this.closed.set({ session: shell.session, name: shell.name });
  }

  /** Opens a shell on a session that runs without one; with the marks that its last one had. */
  async reopen(session: string): Promise<ShellModel> {
    const shown = this.shells.get().find((shell) => shell.session === session);
    const info = this.sessions.get().find((one) => one.id === session);
    if (!shown && !info) throw new Error("This kernel does not run any more.");
    const shell = shown ?? (await this.#open(info as SessionInfo, "Shell"));
    shell.focus();
    return shell;
  }

  /** Opens a closed session to be read. */
  async openClosed(session: string): Promise<ShellModel> {
    const shell = await this.#open(
      await this.options.bridge.request("sessions.open", { id: session }),
      "Shell",
    );
    shell.focus();
    return shell;
  }

  /** A client of a session that no shell shows; whoever asks for it disposes it. */
  readingClient(info: SessionInfo): SessionClient {
    const client = new SessionClient(info, this.options.channels, this.options.pace ?? windowPace);
    const stop = this.sessions.subscribe(() => {
      const now = this.sessions.get().find((session) => session.id === info.id);
      if (now) client.update(now);
    });
    client.onDispose(stop);
    return client;
  }

  /** Ends a kernel and, where it has one, closes its shell. */
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
    for (const stop of this.#stops) stop();
    for (const shell of this.shells.get()) shell.client.dispose();
  }

  async #open(info: SessionInfo, closed: Closed = "Window"): Promise<ShellModel> {
    const shown = this.shells.get().find((shell) => shell.session === info.id);
    if (shown) return shown;
    if (!this.sessions.get().some((one) => one.id === info.id)) this.sessions.set((now) => [...now, info]);
    if (this.closed.get()?.session === info.id) this.closed.set(null);
    const known = this.#views.get(info.id) ?? { view: crypto.randomUUID() };
    const { view, seen } = known;
    this.#views.set(info.id, known);
    const client = new SessionClient(info, this.options.channels, this.options.pace ?? windowPace);
    const shell = new ShellModel(view, client, this.options.bridge, (one) => this.show(one));
    this.shells.set((now) => [...now, shell]);
    shell.transcript.subscribe(() => {
      this.#seenTimer ??= setTimeout(() => {
        this.#seenTimer = undefined;
        this.#save();
      }, SEEN_DELAY_MS);
    });
    this.#save();
    await shell.open(seen, closed);
    return shell;
  }

  #update(sessions: readonly SessionInfo[]): void {
    this.sessions.set(sessions);
    const bySession = new Map(sessions.map((session) => [session.id, session]));
    for (const shell of this.shells.get()) {
      const info = bySession.get(shell.session);
      if (info) shell.client.update(info);
      else this.#forget(shell.session);
    }
    const closed = this.closed.get();
    if (closed && !bySession.has(closed.session)) this.#forget(closed.session);
  }

  /** The session is no more. */
  #forget(session: string): void {
    const shell = this.shells.get().find((one) => one.session === session);
    if (shell) this.#remove(shell);
    if (this.closed.get()?.session === session) this.closed.set(null);
    this.sessions.set((now) => now.filter((one) => one.id !== session));
    this.#views.delete(session);
    this.#save();
  }

  #remove(shell: ShellModel): void {
    const before = this.shells.get();
    const at = before.indexOf(shell);
    const left = before.filter((one) => one !== shell);
    this.#views.set(shell.session, { view: shell.view, seen: shell.seen });
    this.shells.set(left);
    if (this.front.get() === shell) this.front.set(left[Math.min(at, left.length - 1)] ?? null);
    shell.client.dispose();
    this.#save();
  }

  /** What to keep of all this over a reload and a restart, as it is at this moment. */
  get present(): ShellsState {
    const shells = this.shells.get();
    const open = shells.map((shell) => {
      // Until it shows something, what it had shown before counts.
      const seen = shell.client.log.caughtUp.get() ? shell.seen : this.#views.get(shell.session)?.seen;
      return { view: shell.view, session: shell.session, open: true, ...(seen && { seen }) };
    });
    const shown = new Set(open.map(({ session }) => session));
    const closed = [...this.#views]
      .filter(([session]) => !shown.has(session))
      .map(([session, { view, seen }]) => ({ view, session, open: false, ...(seen && { seen }) }));
    return { views: [...open, ...closed], front: this.front.get()?.view ?? null };
  }

  #save(): void {
    this.state.set(this.present);
  }
}
