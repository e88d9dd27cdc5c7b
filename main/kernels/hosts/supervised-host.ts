/**
 * One supervised session: its host from start to end, and over the host's death to the next, which takes over the
 * kernel. A host is never replaced while its process lives.
 */
import { setTimeout as pause } from "node:timers/promises";
import * as v from "valibot";
import { ProtocolMismatch } from "../../../kernel-host/door/attach-opening";
import type { HostLink } from "../../../kernel-host/door/host-link";
import type { ProcessId } from "../../../kernel-host/door/processes";
import { HOST_TAKEN, type LaunchFile } from "../../../kernel-host/door/session-files";
import { randomHex } from "../../../preload/contract/challenge";
import { ESCALATION, HOST_HANGS_LONG_MS, LIVENESS } from "../../../preload/contract/limits";
import type { SessionInfo } from "../../../preload/contract/requests";
import { type ControlToHost, controlToClient } from "../../../preload/contract/session-channels";
import { UserError } from "../../floor/user-error";
import type { ConfiguredKernel, ConfiguredLaunch } from "../discovery/startable-kernel";
import { endKernel } from "./end-kernel";
import { Heartbeat } from "./heartbeat";
import { describeExit, type HostExit, type HostMode, HostProcess, type HostProgram } from "./host-process";
import { removeTraces, type SessionFolder } from "./session-folder";

/** A host that shuts its kernel down by escalation needs at most this, in ms; some more for its own end. */
export const SHUTDOWN_MS =
  ESCALATION.interruptMs + ESCALATION.shutdownRequestMs + ESCALATION.sigtermMs + ESCALATION.sigkillMs + 2_000;

/** Hosts that die one after the other: so many are replaced within a minute, and then only by request. */
const MAX_REPLACED = 3;
const REPLACED_WITHIN_MS = 60_000;
/** At the app's end a host has so long to say whether anything was run, and to end an unused kernel, in ms. */
const LEAVE_MS = 6_000;
/** A host that lives but cannot be connected to is tried again after this, in ms. */
const RETRY_MS = 1_000;

export interface SessionOptions {
  readonly folder: SessionFolder;
  readonly name: string;
  readonly kernelId: string;
  readonly language: string;
  readonly cwd: string;
  /** The shell configuration that it was started with. */
  readonly configuration?: ConfiguredLaunch["configuration"];
  /** Its kernel is another program's. */
  readonly joined?: boolean;
  /** ms since 1970. */
  readonly created: number;
  /** Its folder was just made. */
  readonly fresh?: boolean;
  /** It ran already when it was found. */
  readonly kept?: boolean;
  readonly program: HostProgram;
  /** Places outside of the session's folder where traces of it can be. */
  readonly places: { readonly socketFolder: string | null; readonly runtimeFolder: string };
  readonly log: (line: string) => void;
  /** `info` is another one now. */
  readonly onChange: () => void;
  /** The host ended after it had ended its kernel on request, or nobody read it: there is nothing to go on with. */
  readonly onShutDown: () => void;
}

export class SupervisedHost {
  #state: SessionInfo["host"] = "starting";
  #sentence: string | undefined;
  #connection = 0;
  #host: HostProcess | undefined;
  #link: HostLink | undefined;
  #heartbeat: Heartbeat | undefined;
  #starting: Promise<void> | undefined;
  #ending: Promise<void> | undefined;
  /** The mode of the present host, or of the last one. */
  #mode: HostMode = "start";
  #replaced: number[] = [];
  /** Changes of launch.json. */
  #edits: Promise<void> = Promise.resolve();
  #hangsLong: NodeJS.Timeout | undefined;
  /** As launch.json has it by now. */
  #launched: Pick<SessionOptions, "name" | "kernelId" | "cwd" | "configuration">;

  constructor(private readonly options: SessionOptions) {
    this.#launched = options;
  }

  get info(): SessionInfo {
    const { folder, language, created, kept } = this.options;
    const { name, kernelId, cwd, configuration } = this.#launched;
    return {
      id: folder.session,
      name,
      kernelId,
      language,
      cwd,
      created,
      host: this.#state,
      connection: this.#connection,
      ...(this.options.joined ? { joined: true as const } : {}),
      ...(configuration ? { configuration: aboutConfiguration(configuration) } : {}),
      ...(this.#sentence === undefined ? {} : { sentence: this.#sentence }),
      ...(kept ? { kept } : {}),
      ...(this.#mode === "closed" ? { closed: true as const } : {}),
    };
  }

  get folder(): SessionFolder {
    return this.options.folder;
  }

  /** Whether it was opened only to be read. */
  get closed(): boolean {
    return this.#mode === "closed";
  }

  /** The connection to the host; a sentence when there is none. */
  get link(): HostLink | string {
    return this.#link ?? this.#sentence ?? `${this.#launched.name} is still starting.`;
  }

  /**
   * Starts a host and connects to it. Of a closed session the host that serves it to be read is ended before.
   * @throws UserError when it does not come up; no process of it is left then
   */
  startHost(mode: HostMode = "start"): Promise<void> {
    this.#starting ??= this.#startHost(mode).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /**
   * Has the kernel started with this from its next start on.
   * @throws NodeJS.ErrnoException when it cannot be written
   */
  reconfigure({ kernel, cwd, launch }: ConfiguredKernel): Promise<void> {
    const { id: kernelId } = kernel.entry;
    return this.#edit(
      ({ configuration: _one, restart: _two, transport: _three, ...kept }) => ({
        ...kept,
        ...{ kernelId, kernel: kernel.launch, cwd, ...launch },
      }),
      () => {
        this.#launched = { name: this.#launched.name, kernelId, cwd, ...launch };
      },
    );
  }

  /**
   * Changes launch.json: one change after the other, so that none is lost.
   * @param done what is remembered of it, once it is written
   */
  #edit(change: (before: LaunchFile) => LaunchFile, done: (launch: LaunchFile) => void): Promise<void> {
    const { folder, onChange } = this.options;
    const edited = this.#edits.then(async () => {
      const before = await folder.launch();
      if (!before) throw new Error(`${folder.path} has no launch.json that can be read`);
      const after = change(before);
      await folder.writeLaunch(after);
      done(after);
      onChange();
    });
    this.#edits = edited.catch(() => {});
    return edited;
  }

  /**
   * Calls it otherwise.
   * @param wanted gives the name that is to be used, when told the one that it had at first
   * @throws NodeJS.ErrnoException when it cannot be written
   */
  rename(wanted: (ownName: string) => string): Promise<void> {
    return this.#edit(
      (before) => {
        const { ownName = before.name } = before;
        return { ...before, name: wanted(ownName), ownName };
      },
      ({ name }) => {
        this.#launched = { ...this.#launched, name };
      },
    );
  }

  /** Connects to a host that runs already, for as long as it takes. */
  attach(host: ProcessId): void {
    const { folder, program } = this.options;
    const found = HostProcess.found(host, folder, program);
    this.#host = found;
    void found.exited.then((exit) => this.#hostGone(found, exit));
    void this.#connectAtLast(found);
  }

  async #startHost(mode: HostMode): Promise<void> {
    const { name } = this.#launched;
    const before = this.#host;
    if (before && !before.gone) {
      if (this.#mode !== "closed") throw new UserError(`${name} is running.`);
      this.#host = undefined;
      this.#release("the session goes on");
      await before.kill();
    }
    if (this.#ending) throw new UserError(`${name} was shut down.`);
    this.#mode = mode;
    if (this.#state !== "starting") this.#set("starting");
    const host = await this.#bringUp(mode);
    void host.exited.then((exit) => this.#hostGone(host, exit));
  }

  /** @throws UserError */
  async #bringUp(mode: HostMode): Promise<HostProcess> {
    const { folder, program } = this.options;
    const { name } = this.#launched;
    let host = HostProcess.start(program, folder, mode);
    this.#host = host;
    try {
      this.#connected(host, await host.connect(this.#reading));
      return host;
    } catch (error) {
      const other = host.gone?.code === HOST_TAKEN ? await folder.lastHost() : undefined;
      if (other) {
        // Another app, or a terminal, was faster: we are its host's second client.
        host = HostProcess.found(other, folder, program);
        this.#host = host;
        try {
          this.#connected(host, await host.connect(this.#reading));
          return host;
        } catch (failure) {
          throw this.#notStarted(name, (failure as Error).message);
        }
      }
      await host.kill();
      throw this.#notStarted(name, (await folder.lastHostLine()) || (error as Error).message);
    }
  }

  /** A long log is read through before its host serves it. */
  readonly #reading = (part: number): void => {
    const { name } = this.#launched;
    this.#set("starting", `The log of ${name} is being read: ${Math.floor(part * 100)} %.`);
  };

  #notStarted(name: string, why: string): UserError {
    const sentence = `The kernel-host of ${name} did not start: ${why}.`.replace(/\.\.$/, ".");
    this.#set("disconnected", sentence);
    return new UserError(sentence);
  }

  /**
   * Ends kernel and host for good; one that is only read is put away. Resolves when nothing of them is left, or nothing
   * can be done. The folder stays where anything was run.
   * @param limitMs how long the host may take for the escalation, before both are killed
   */
  end(limitMs = SHUTDOWN_MS): Promise<void> {
    this.#ending ??= this.#unlessFailed(this.#end(limitMs));
    return this.#ending;
  }

  /** Lets go of the host, which goes on with its kernel; a kernel in which nothing was ever run is ended. */
  leave(): Promise<void> {
    this.#ending ??= this.#unlessFailed(this.#leave());
    return this.#ending;
  }

  /** An end that failed can be tried again. */
  #unlessFailed(end: Promise<void>): Promise<void> {
    return end.catch((error: unknown) => {
      this.#ending = undefined;
      throw error;
    });
  }

  async #leave(): Promise<void> {
    const { folder, places, fresh } = this.options;
    // A host that is just coming up can be asked in a moment.
    await within(this.#starting?.catch(() => {}) ?? Promise.resolve(), LEAVE_MS);
    const host = this.#host;
    // Nobody has ever reached it, so nothing was run.
    if (fresh && this.#connection === 0) return this.#end(0);
    if (host && this.#state === "connected" && this.#link && this.#mode !== "closed") {
      const answered = this.#askToShutDown(this.#link, true);
      const answer = await within(
        Promise.race([answered, host.exited.then(() => "done" as const)]),
        LEAVE_MS,
      );
      if (answer === "done" && (await within(host.exited, LEAVE_MS)) && (await folder.ended())) {
        await removeTraces(folder.session, places);
        await folder.remove();
      }
    }
    this.#release("Tandem ends");
  }

  async #end(limitMs: number): Promise<void> {
    const { folder, log, places } = this.options;
    const host = this.#host;
    let clean = false;
    if (host && !host.gone && this.#state === "connected" && this.#link) {
      void this.#askToShutDown(this.#link);
      clean = (await within(host.exited, limitMs)) !== undefined;
    } else if (host && !host.gone && this.#state === "incompatible") {
      host.askToEnd();
      clean = (await within(host.exited, limitMs)) !== undefined;
    }
    await host?.kill();
    this.#release("the kernel was shut down");
    if (this.#mode === "closed") return;
    const ended = await folder.ended();
    clean &&= ended !== undefined;
    // A host that ended as it should has proof that its kernel is gone; the look costs little.
    if (!(await endKernel(folder.session, await folder.kernel(), !clean))) {
      log(`session ${folder.session}: some of the kernel's processes could not be ended`);
    }
    await removeTraces(folder.session, places);
    const neverRan = this.options.fresh === true && this.#connection === 0;
    if (neverRan || ended?.used === false) await folder.remove();
  }

  #askToShutDown(link: HostLink, ifUnused = false): Promise<"done" | "refused"> {
    const { folder, log } = this.options;
    const channel = link.pipe.open({ session: folder.session, name: "control", client: "main" });
    return new Promise((resolve) => {
      channel.onMessage = ({ json }) => {
        const answer = v.safeParse(controlToClient, json);
        if (!answer.success) return;
        if (answer.output.type === "refused" && !ifUnused)
          log(`session ${folder.session}: ${answer.output.reason}`);
        resolve(answer.output.type);
      };
      const id = randomHex().slice(0, 32);
      channel.send({ type: "shutdown", id, ...(ifUnused ? { ifUnused } : {}) } satisfies ControlToHost);
    });
  }

  #connected(host: HostProcess, link: HostLink): void {
    this.#link = link;
    this.#connection++;
    this.#heartbeat = new Heartbeat({
      ping: () => link.pipe.ping(),
      onChange: (responsive) => {
        if (responsive) this.#set("connected");
        else this.#hangs(`The kernel-host of ${this.#launched.name} does not answer.`);
      },
    });
    link.onEnd = (reason) => void this.#reconnect(host, reason);
    this.#set("connected");
  }

  async #reconnect(host: HostProcess, reason: string): Promise<void> {
    this.#release(reason);
    if (host.gone || this.#ending || host !== this.#host) return;
    this.#hangs(`The connection to ${this.#launched.name} broke.`);
    await this.#connectAtLast(host);
  }

  /** Connects to a host that lives; it is never given up while it does. */
  async #connectAtLast(host: HostProcess): Promise<void> {
    const { name } = this.#launched;
    const sentence = `The kernel-host of ${name} does not answer.`;
    while (!host.gone && !this.#ending && host === this.#host) {
      const slow = setTimeout(() => this.#hangs(sentence), LIVENESS.hostIntervalMs * LIVENESS.hostMisses);
      try {
        const link = await host.connect().finally(() => clearTimeout(slow));
        if (this.#ending || host !== this.#host) link.dispose("nobody wants it any more");
        else this.#connected(host, link);
        return;
      } catch (error) {
        if (host.gone || this.#ending) return;
        if (error instanceof ProtocolMismatch) {
          this.#set("incompatible", mismatchSentence(name, error));
          return;
        }
        this.options.log(`session ${this.folder.session}: ${(error as Error).message}`);
        this.#hangs(sentence);
        await pause(RETRY_MS, undefined, { ref: false });
      }
    }
  }

  #hostGone(host: HostProcess, exit: HostExit): void {
    this.#release(`the kernel-host is gone: ${describeExit(exit)}`);
    if (host !== this.#host || this.#ending) return;
    void this.#succeed(exit);
  }

  /** The host is gone: ended on purpose, or to be followed by one that takes over the kernel. */
  async #succeed(exit: HostExit): Promise<void> {
    const { folder, log, onShutDown } = this.options;
    const { name } = this.#launched;
    if (this.#mode === "closed" || exit.code === 0 || (await folder.ended())) {
      onShutDown();
      return;
    }
    const gone = `The kernel-host of ${name} is gone (${describeExit(exit)}).`;
    log(`session ${folder.session}: the host is gone, ${describeExit(exit)}`);
    const now = performance.now();
    this.#replaced = this.#replaced.filter((time) => now - time < REPLACED_WITHIN_MS);
    if (this.#replaced.length >= MAX_REPLACED) {
      this.#set(
        "disconnected",
        `${gone} Restart starts a new one, which takes over the kernel if it still runs.`,
      );
      return;
    }
    this.#replaced.push(now);
    this.#set("starting", `${gone} A new one takes over.`);
    await this.startHost("adopt").catch((error: unknown) =>
      log(`session ${folder.session}: ${(error as Error).message}`),
    );
  }

  /** Says that the host does not answer, and after a long time what can be done. */
  #hangs(sentence: string): void {
    this.#set("unresponsive", sentence);
    this.#hangsLong ??= setTimeout(() => {
      const minutes = Math.round(HOST_HANGS_LONG_MS / 60_000);
      this.#set(
        "unresponsive",
        `The kernel-host of ${this.#launched.name} has not answered for ${minutes} minutes. Its kernel may go on all the same: wait, or shut down the session.`,
      );
    }, HOST_HANGS_LONG_MS).unref();
  }

  #release(reason: string): void {
    this.#heartbeat?.dispose();
    this.#heartbeat = undefined;
    this.#link?.dispose(reason);
    this.#link = undefined;
  }

  #set(state: SessionInfo["host"], sentence?: string): void {
    if (state !== "unresponsive") {
      clearTimeout(this.#hangsLong);
      this.#hangsLong = undefined;
    }
    this.#state = state;
    this.#sentence = sentence;
    this.options.onChange();
  }
}

function aboutConfiguration({ id, name, revision }: NonNullable<SessionOptions["configuration"]>) {
  return { id, name, revision };
}

function mismatchSentence(name: string, { theirs, ours, build }: ProtocolMismatch): string {
  const other = theirs[0] > ours[1] ? "a newer" : "an older";
  return `${name} runs under ${other} Tandem (${build}) than this one: what it prints cannot be shown here (it speaks version ${theirs.join(" to ")} of the attach protocol, this one ${ours.join(" to ")}). It goes on and its output is kept. Open it with that Tandem, or shut it down.`;
}

/** The promise's value, or undefined when the time is over first. */
async function within<T>(promise: Promise<T>, limitMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  return Promise.race([promise, over]).finally(() => clearTimeout(timer));
}
