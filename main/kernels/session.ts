/** One supervised session: its host from start to end, and over the host's death to the next. */

import * as v from "valibot";
import { randomHex } from "../../preload/contract/challenge";
import { ESCALATION, START } from "../../preload/contract/limits";
import type { SessionInfo } from "../../preload/contract/requests";
import { type ControlToHost, controlToClient } from "../../preload/contract/session-channels";
import { UserError } from "../user-error";
import { endKernel } from "./end-kernel";
import { Heartbeat } from "./heartbeat";
import type { HostLink } from "./host-link";
import { describeExit, type HostExit, HostProcess, type HostProgram } from "./host-process";
import { removeTraces, type SessionFolder } from "./session-folder";

/** A host that shuts its kernel down by escalation needs at most this, in ms; some more for its own end. */
export const SHUTDOWN_MS =
  ESCALATION.interruptMs + ESCALATION.shutdownRequestMs + ESCALATION.sigtermMs + ESCALATION.sigkillMs + 2_000;

export interface SessionOptions {
  readonly folder: SessionFolder;
  readonly name: string;
  readonly kernelId: string;
  readonly language: string;
  readonly cwd: string;
  readonly program: HostProgram;
  /** Places outside of the session's folder where traces of it can be. */
  readonly places: { readonly socketFolder: string | null; readonly runtimeFolder: string };
  readonly log: (line: string) => void;
  /** `info` is another one now. */
  readonly onChange: () => void;
  /** The host ended after it had ended its kernel on request: there is nothing to go on with. */
  readonly onShutDown: () => void;
}

export class Session {
  #state: SessionInfo["host"] = "starting";
  #sentence: string | undefined;
  #connection = 0;
  #host: HostProcess | undefined;
  #link: HostLink | undefined;
  #heartbeat: Heartbeat | undefined;
  #starting: Promise<void> | undefined;
  #ending: Promise<void> | undefined;
  /** After a host's death: what is left of its kernel is being ended. */
  #cleanup: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SessionOptions) {}

  get info(): SessionInfo {
    const { folder, name, kernelId, language, cwd } = this.options;
    const sentence = this.#sentence === undefined ? {} : { sentence: this.#sentence };
    return {
      id: folder.session,
      name,
      kernelId,
      language,
      cwd,
      host: this.#state,
      connection: this.#connection,
      ...sentence,
    };
  }

  get folder(): SessionFolder {
    return this.options.folder;
  }

  /** The connection to the host; a sentence when there is none. */
  get link(): HostLink | string {
    return this.#link ?? this.#sentence ?? `${this.options.name} is still starting.`;
  }

  /**
   * Starts a host and connects to it. What is left of an earlier host's kernel is ended before.
   * @throws UserError when it does not come up; no process is left then
   */
  startHost(): Promise<void> {
    this.#starting ??= this.#startHost().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async #startHost(): Promise<void> {
    const { folder, name, program } = this.options;
    if (this.#host && !this.#host.gone) throw new UserError(`${name} is running.`);
    this.#set("starting");
    await this.#cleanup;
    if (this.#ending) throw new UserError(`${name} was shut down.`);
    const host = HostProcess.start(program, folder);
    this.#host = host;
    try {
      const link = await host.connect(START.hostConnectMs);
      this.#connected(host, link);
    } catch (error) {
      await host.kill();
      const said = await folder.lastHostLine();
      const sentence = `The kernel-host of ${name} did not start: ${said || (error as Error).message}.`;
      this.#lost(sentence.replace(/\.\.$/, "."));
      throw new UserError(this.#sentence as string);
    }
    void host.exited.then((exit) => this.#hostGone(host, exit));
  }

  /**
   * Ends kernel and host for good. Resolves when nothing of them is left, or nothing can be done.
   * @param limitMs how long the host may take for the escalation, before both are killed
   */
  end(limitMs = SHUTDOWN_MS): Promise<void> {
    this.#ending ??= this.#end(limitMs);
    return this.#ending;
  }

  async #end(limitMs: number): Promise<void> {
    const { folder, log, places } = this.options;
    const host = this.#host;
    let clean = false;
    if (host && !host.gone && this.#state === "connected" && this.#link) {
      this.#askToShutDown(this.#link);
      clean = (await within(host.exited, limitMs))?.code === 0;
    }
    await host?.kill();
    this.#release("the kernel was shut down");
    await this.#cleanup;
    // A host that ended as it should has proof that its kernel is gone; the look costs little.
    if (!(await endKernel(folder.session, await folder.kernel(), !clean))) {
      log(`session ${folder.session}: some of the kernel's processes could not be ended`);
    }
    await removeTraces(folder.session, places);
    await folder.remove();
  }

  #askToShutDown(link: HostLink): void {
    const { folder, log } = this.options;
    const channel = link.pipe.open({ session: folder.session, name: "control", client: "main" });
    channel.onMessage = ({ json }) => {
      const answer = v.safeParse(controlToClient, json);
      if (answer.success && answer.output.type === "refused") {
        log(`session ${folder.session}: ${answer.output.reason}`);
      }
    };
    channel.send({ type: "shutdown", id: randomHex().slice(0, 32) } satisfies ControlToHost);
  }

  #connected(host: HostProcess, link: HostLink): void {
    this.#link = link;
    this.#connection++;
    this.#heartbeat = new Heartbeat({
      ping: () => link.pipe.ping(),
      onChange: (responsive) => {
        if (responsive) this.#set("connected");
        else this.#set("unresponsive", `The kernel-host of ${this.options.name} does not answer.`);
      },
    });
    link.onEnd = (reason) => void this.#reconnect(host, reason);
    this.#set("connected");
  }

  async #reconnect(host: HostProcess, reason: string): Promise<void> {
    this.#release(reason);
    if (host.gone || this.#ending) return;
    this.#set("unresponsive", `The connection to ${this.options.name} broke.`);
    try {
      this.#connected(host, await host.connect(START.hostConnectMs));
    } catch (error) {
      if (host.gone) return;
      this.options.log(`session ${this.folder.session}: ${(error as Error).message}; its host is killed`);
      await host.kill();
    }
  }

  #hostGone(host: HostProcess, exit: HostExit): void {
    const { folder, name, log, onShutDown } = this.options;
    this.#release(`the kernel-host is gone: ${describeExit(exit)}`);
    if (host !== this.#host || this.#ending) return;
    if (exit.code === 0) {
      onShutDown();
      return;
    }
    log(`session ${folder.session}: the host is gone, ${describeExit(exit)}`);
    this.#lost(`The kernel-host of ${name} is gone (${describeExit(exit)}). Restart starts a new one.`);
  }

  #lost(sentence: string): void {
    const { folder } = this.options;
    this.#cleanup = folder.kernel().then((kernel) => endKernel(folder.session, kernel));
    this.#set("disconnected", sentence);
  }

  #release(reason: string): void {
    this.#heartbeat?.dispose();
    this.#heartbeat = undefined;
    this.#link?.dispose(reason);
    this.#link = undefined;
  }

  #set(state: SessionInfo["host"], sentence?: string): void {
    this.#state = state;
    this.#sentence = sentence;
    this.options.onChange();
  }
}

/** The promise's value, or undefined when the time is over first. */
async function within<T>(promise: Promise<T>, limitMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  return Promise.race([promise, over]).finally(() => clearTimeout(timer));
}
