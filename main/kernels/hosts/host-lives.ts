/**
 * The hosts of one session, one after the other. What changes them is a transition, of which one goes on at a time
 * (`transitions`): a start, a succession after a host that died, the end. A host is never replaced while its process
 * lives, unless it only serves a log to be read.
 */

import { HOST_TAKEN } from "../../../kernel-host/door/session-files";
import { Superseded, type Transition, Transitions } from "../../../kernel-host/door/transitions";
import type { SessionInfo } from "../../../preload/contract/sessions";
import { UserError } from "../../floor/user-error";
import { type Host, HostConnection, type Link } from "./host-connection";
import { describeExit, type HostExit, type HostMode } from "./host-process";
import { within } from "./within";

/** Hosts that die one after the other: so many are replaced within a minute, and then only by request. */
const MAX_REPLACED = 3;
const REPLACED_WITHIN_MS = 60_000;
/** At the app's end a host has so long to say whether anything was run, and to end an unused kernel, in ms. */
const LEAVE_MS = 6_000;

/**
 * none: no host yet, or the last is gone for good; coming: one is started; there: one lives, connected to or not;
 * ending: it is being ended or left; over: nothing more happens.
 */
export type HostsPhase = "none" | "coming" | "there" | "ending" | "over";

export interface HostLivesOptions<L extends Link> {
  /** What the session is called by now. */
  readonly name: () => string;
  readonly start: (mode: HostMode) => Host<L>;
  /** The host that somebody else has started for the session, where one was faster than ours. */
  readonly other: () => Promise<Host<L> | undefined>;
  /** What the host that did not come up said at last; "" when nothing. */
  readonly lastWords: () => Promise<string>;
  /** Whether the session was ended on purpose. */
  readonly ended: () => Promise<boolean>;
  /** @param ifUnused only when nothing was run in it, or its kernel is dead */
  readonly askToShutDown: (link: L, ifUnused: boolean) => Promise<"done" | "refused">;
  readonly ping: (link: L) => Promise<void>;
  /** Ends what is left of the kernel, and removes what the session leaves. @param clean the host ended as it should */
  readonly clear: (clean: boolean) => Promise<void>;
  /** The same after a host that has ended at the app's end, as nothing was run in its kernel or that was dead. */
  readonly clearLeft: () => Promise<void>;
  /** Nothing was ever run in it where no host was reached. */
  readonly fresh: boolean;
  readonly log: (line: string) => void;
  /** The state, the sentence or the number of connections is another one now. */
  readonly changed: () => void;
  /** The host has ended as it was asked to by others, or because nobody read it: there is nothing to go on with. */
  readonly shutDown: () => void;
}

/** A host that was started or found, and what is open to it. */
interface Present<L extends Link> {
  readonly host: Host<L>;
  readonly mode: HostMode;
  readonly connection: HostConnection<L>;
}

type Kind = HostMode | "succeed" | "end" | "leave";

export class HostLives<L extends Link> {
  readonly #transitions = new Transitions<Kind>();
  #phase: HostsPhase = "none";
  #present: Present<L> | undefined;
  /** A start that was asked for and is not over. */
  #coming: { readonly mode: HostMode; readonly done: Promise<void> } | undefined;
  #end: Promise<void> | undefined;
  /** The mode of the last start that was asked for. */
  #asked: HostMode = "start";
  #replaced: number[] = [];
  #state: SessionInfo["host"] = "starting";
  #sentence: string | undefined;
  #connections = 0;

  constructor(private readonly options: HostLivesOptions<L>) {}

  get phase(): HostsPhase {
    return this.#phase;
  }

  /** Whether it is being ended or left, or that is done. */
  get ending(): boolean {
    return this.#end !== undefined;
  }

  get state(): SessionInfo["host"] {
    return this.#state;
  }

  /** Why there is no connection. */
  get sentence(): string | undefined {
    return this.#sentence;
  }

  /** How many connections there were. */
  get connections(): number {
    return this.#connections;
  }

  get link(): L | undefined {
    return this.#present?.connection.link;
  }

  /** The mode of the host that is coming, is there, or was the last. */
  get mode(): HostMode {
    return this.#coming?.mode ?? this.#present?.mode ?? this.#asked;
  }

  /**
   * Starts a host and connects to it; where one is coming already, that is it. One that only serves the log to be read
   * makes way for one that has a kernel.
   * @throws UserError when it does not come up; no process of it is left then
   */
  start(mode: HostMode): Promise<void> {
    if (this.#end) return Promise.reject(new UserError(`${this.options.name()} was shut down.`));
    const { mode: coming, done } = this.#coming ?? {};
    if (done && (mode === "closed" || coming !== "closed")) return done;
    return this.#come(mode, (now) => this.#start(now, mode));
  }

  /** Goes on with a host that runs already, and connects to it for as long as it takes. */
  attach(host: Host<L>): void {
    this.#take(host, "start").connection.connect();
    this.#phase = "there";
  }

  /**
   * Ends kernel and host for good; one that is only read is put away. What is coming up is ended with it. Resolves when
   * nothing of them is left, or nothing can be done; after the first call there is nothing more to do, unless it failed.
   * @param limitMs how long the host may take for the escalation, before both are killed
   */
  end(limitMs: number): Promise<void> {
    return this.#endBy(() => {
      this.#phase = "ending";
      return this.#transitions.run("end", () => this.#endAll(limitMs));
    });
  }

  /** Lets go of the host, which goes on with its kernel; one whose kernel is dead or has nothing run in it is ended. */
  leave(): Promise<void> {
    return this.#endBy(async () => {
      // A host that is just coming up can be asked in a moment.
      if (this.#coming)
        await within(
          this.#coming.done.catch(() => {}),
          LEAVE_MS,
        );
      this.#phase = "ending";
      await this.#transitions.run("leave", () => this.#leave());
    });
  }

  #endBy(end: () => Promise<unknown>): Promise<void> {
    this.#end ??= this.#toItsEnd(end);
    return this.#end;
  }

  /** An end that failed can be tried again. */
  async #toItsEnd(end: () => Promise<unknown>): Promise<void> {
    try {
      await end();
      this.#phase = "over";
    } catch (error) {
      this.#end = undefined;
      this.#phase = this.#present && !this.#present.host.gone ? "there" : "none";
      throw error;
    }
  }

  /** A start: whoever asks for another meanwhile is told of it. */
  #come(mode: HostMode, work: (now: Transition<Kind>) => Promise<void>): Promise<void> {
    const run = async () => {
      if ((await this.#transitions.run(mode, work)) !== "superseded") return;
      if (this.#end || !this.#coming || this.#coming === coming)
        throw new UserError(`${this.options.name()} was shut down.`);
      // What took its place has a kernel, and can be read too.
      await this.#coming.done;
    };
    this.#phase = "coming";
    this.#asked = mode;
    const coming = {
      mode,
      done: run().finally(() => {
        if (this.#coming === coming) this.#coming = undefined;
      }),
    };
    this.#coming = coming;
    return coming.done;
  }

  async #start(now: Transition<Kind>, mode: HostMode): Promise<void> {
    const before = this.#present;
    if (before && !before.host.gone) {
      if (before.mode !== "closed") {
        this.#phase = "there";
        throw new UserError(`${this.options.name()} is running.`);
      }
      before.connection.dispose("the session goes on");
      await before.host.kill();
      now.check();
    }
    // One that follows another has said why.
    if (this.#state !== "starting") this.#set("starting");
    try {
      await this.#bringUp(now, mode);
    } catch (error) {
      if (now.present) this.#phase = "none";
      throw error;
    }
    if (!now.present) return;
    this.#phase = "there";
    const { host } = this.#present ?? {};
    if (this.#present && host?.gone) this.#gone(this.#present, host.gone);
  }

  /** @throws UserError, Superseded; whatever takes its place ends the host that it has left */
  async #bringUp(now: Transition<Kind>, mode: HostMode): Promise<void> {
    const host = this.#startProcess(mode);
    const { connection } = this.#take(host, mode);
    try {
      connection.take(await this.#connect(now, host));
    } catch (error) {
      now.check();
      // Another app, or a terminal, was faster: we are its host's second client.
      const other = host.gone?.code === HOST_TAKEN ? await now.wait(this.options.other()) : undefined;
      if (!other) {
        await host.kill();
        now.check();
        const words = await now.wait(this.options.lastWords());
        throw this.#notStarted(words || (error as Error).message);
      }
      try {
        this.#take(other, mode).connection.take(await this.#connect(now, other));
      } catch (failure) {
        now.check();
        throw this.#notStarted((failure as Error).message);
      }
    }
  }

  #startProcess(mode: HostMode): Host<L> {
    try {
      return this.options.start(mode);
    } catch (error) {
      throw this.#notStarted((error as Error).message);
    }
  }

  /** A link that comes when the host is not wanted any more is let go. */
  async #connect(now: Transition<Kind>, host: Host<L>): Promise<L> {
    const connecting = host.connect((part) => {
      // A long log is read through before its host serves it.
      if (now.present) this.#set("starting", this.#readingSentence(part));
    });
    try {
      return await now.wait(connecting);
    } catch (error) {
      if (error instanceof Superseded)
        connecting.then(
          (link) => link.dispose("nobody wants it any more"),
          () => {},
        );
      throw error;
    }
  }

  #readingSentence(part: number): string {
    return `The log of ${this.options.name()} is being read: ${Math.floor(part * 100)} %.`;
  }

  #notStarted(why: string): UserError {
    const sentence = `The kernel-host of ${this.options.name()} did not start: ${why}.`.replace(/\.\.$/, ".");
    this.#set("disconnected", sentence);
    return new UserError(sentence);
  }

  /** From now on this is the session's host. */
  #take(host: Host<L>, mode: HostMode): Present<L> {
    const { name, ping, log } = this.options;
    this.#present?.connection.dispose("another host has the session");
    const connection: HostConnection<L> = new HostConnection(host, {
      ...{ name, ping, log },
      changed: (state, sentence) => {
        // One that is being ended may hang up.
        if (this.#phase !== "ending") this.#set(state, sentence);
      },
      linked: () => this.#connections++,
    });
    const present = { host, mode, connection };
    this.#present = present;
    host.exited.then(
      (exit) => this.#gone(present, exit),
      (error: unknown) => this.options.log(`the end of a host is not known: ${error}`),
    );
    return present;
  }

  #gone(present: Present<L>, exit: HostExit): void {
    present.connection.dispose(`the kernel-host is gone: ${describeExit(exit)}`);
    // A start or an end that is under way sees it for itself.
    if (present !== this.#present || this.#phase !== "there") return;
    this.#phase = "none";
    this.#transitions
      .run("succeed", (now) => this.#succeed(now, present, exit))
      .catch((error: unknown) => this.options.log(`no host took over: ${error}`));
  }

  /** The host is gone: ended on purpose, or to be followed by one that takes over the kernel. */
  async #succeed(now: Transition<Kind>, { mode }: Present<L>, exit: HostExit): Promise<void> {
    const { name, log, ended, shutDown } = this.options;
    if (mode === "closed" || exit.code === 0 || (await ended())) {
      now.check();
      shutDown();
      return;
    }
    now.check();
    const gone = `The kernel-host of ${name()} is gone (${describeExit(exit)}).`;
    log(`the host is gone, ${describeExit(exit)}`);
    const time = performance.now();
    this.#replaced = this.#replaced.filter((before) => time - before < REPLACED_WITHIN_MS);
    if (this.#replaced.length >= MAX_REPLACED) {
      this.#set(
        "disconnected",
        `${gone} Restart starts a new one, which takes over the kernel if it still runs.`,
      );
      return;
    }
    this.#replaced.push(time);
    this.#set("starting", `${gone} A new one takes over.`);
    this.#come("adopt", (later) => this.#start(later, "adopt")).catch((error: unknown) =>
      log((error as Error).message),
    );
  }

  async #leave(): Promise<void> {
    const { host, mode, connection } = this.#present ?? {};
    // Nobody has ever reached it, so nothing was run.
    if (this.options.fresh && this.#connections === 0) return this.#endAll(0);
    const link = connection?.link;
    if (host && link && this.#state === "connected" && mode !== "closed") {
      const answered = this.options.askToShutDown(link, true);
      const answer = await within(
        Promise.race([answered, host.exited.then(() => "done" as const)]),
        LEAVE_MS,
      );
      if (answer === "done" && (await within(host.exited, LEAVE_MS)) && (await this.options.ended()))
        await this.options.clearLeft();
    }
    connection?.dispose("Tandem ends");
  }

  async #endAll(limitMs: number): Promise<void> {
    const { host, mode, connection } = this.#present ?? {};
    let clean = false;
    if (host && !host.gone && this.#askToEnd(host, connection?.link))
      clean = (await within(host.exited, limitMs)) !== undefined;
    await host?.kill();
    connection?.dispose("the kernel was shut down");
    if (mode !== "closed") await this.options.clear(clean);
  }

  /** @returns whether it can be asked */
  #askToEnd(host: Host<L>, link: L | undefined): boolean {
    if (this.#state === "incompatible") {
      host.askToEnd();
      return true;
    }
    if (this.#state !== "connected" || !link) return false;
    this.options
      .askToShutDown(link, false)
      .catch((error: unknown) => this.options.log(`a host was not asked to end: ${error}`));
    return true;
  }

  #set(state: SessionInfo["host"], sentence?: string): void {
    this.#state = state;
    this.#sentence = sentence;
    this.options.changed();
  }
}
