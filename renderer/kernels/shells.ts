/** The window's shells: which there are, what is in front, and how they are started, closed and brought back. */
import * as v from "valibot";
import type { KernelEntry, SessionInfo, TandemBridge } from "../../preload/contract/requests";
import { createStore, type Store } from "../store";
import type { ChannelClient } from "./channel-client";
import { SessionClient } from "./session-client";
import { type Pace, windowPace } from "./session-log";
import { ShellModel } from "./shell-model";
import type { Shells } from "./shells-api";
import { NO_SHELLS, type ShellsState, shellsState } from "./shells-state";

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
  /** View of each session that ever had one here, so that a reopened shell keeps its marks. */
  readonly #views = new Map<string, string>();
  readonly #stops: (() => void)[];

  constructor(private readonly options: ShellsOptions) {
    this.#stops = [options.bridge.on("sessions.changed", (sessions) => this.#update(sessions))];
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
    for (const { view, session, open } of state.views) {
      this.#views.set(session, view);
      const info = bySession.get(session);
      if (open && info) await this.#open(info);
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
    const { host } = shell.info.get();
    this.#remove(shell);
    if (!used || host === "disconnected") await this.end(shell.session);
    else this.closed.set({ session: shell.session, name: shell.name });
  }

  /** Opens a shell on a session that runs without one; with the marks that its last one had. */
  async reopen(session: string): Promise<ShellModel> {
    const shown = this.shells.get().find((shell) => shell.session === session);
    const info = this.sessions.get().find((one) => one.id === session);
    if (!shown && !info) throw new Error("This kernel does not run any more.");
    const shell = shown ?? (await this.#open(info as SessionInfo));
    shell.focus();
    return shell;
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

  async #open(info: SessionInfo): Promise<ShellModel> {
    const shown = this.shells.get().find((shell) => shell.session === info.id);
    if (shown) return shown;
    if (!this.sessions.get().some((one) => one.id === info.id)) this.sessions.set((now) => [...now, info]);
    if (this.closed.get()?.session === info.id) this.closed.set(null);
    const view = this.#views.get(info.id) ?? crypto.randomUUID();
    this.#views.set(info.id, view);
    const client = new SessionClient(info, this.options.channels, this.options.pace ?? windowPace);
    const shell = new ShellModel(view, client, this.options.bridge, (one) => this.show(one));
    this.shells.set((now) => [...now, shell]);
    this.#save();
    await shell.open();
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
    this.shells.set(left);
    if (this.front.get() === shell) this.front.set(left[Math.min(at, left.length - 1)] ?? null);
    shell.client.dispose();
    this.#save();
  }

  #save(): void {
    const open = this.shells.get().map(({ view, session }) => ({ view, session, open: true }));
    const shown = new Set(open.map(({ session }) => session));
    const closed = [...this.#views]
      .filter(([session]) => !shown.has(session))
      .map(([session, view]) => ({ view, session, open: false }));
    this.state.set({ views: [...open, ...closed], front: this.front.get()?.view ?? null });
  }
}
