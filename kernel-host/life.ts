/** One life of a session's kernel: its process, its sockets, what is said on them, and its end. */

import type { KernelExit } from "../preload/contract/kernel-state";
import { ESCALATION } from "../preload/contract/limits";
import type { LaunchFile } from "../preload/contract/session-files";
import { systemClock } from "./clock";
import { Conversation } from "./conversation/conversation";
import type { KernelInfo } from "./conversation/handshake";
import type { Requests } from "./conversation/requests";
import type { ConnectionInfo } from "./kernel/connection-file";
import { Escalation, type EscalationStep } from "./kernel/escalation";
import { Liveness } from "./kernel/liveness";
import { KernelProcess, type ProcessExit } from "./kernel/process";
import { signalProcess } from "./kernel/process-table";
import { RawOutput } from "./kernel/raw-output";
import type { Log } from "./log/log";
import type { SessionFolder } from "./session-folder";
import { KernelSockets } from "./wire/sockets";

/** Processes left behind get so long to end after SIGTERM and again after SIGKILL, in ms. */
const STRAYS_MS = 2_000;
const STRAYS_POLL_MS = 50;

export interface LifeOptions {
  readonly number: number;
  readonly launch: LaunchFile;
  readonly folder: SessionFolder;
  readonly cwd: string;
  readonly connection: ConnectionInfo;
  readonly connectionFile: string;
  readonly routingId: string;
  readonly log: Log;
  readonly requests: Requests;
  readonly ready: (info: KernelInfo) => void;
  readonly changed: () => void;
  /** The process is gone, and everything that it had said is in the log. */
  readonly ended: (exit: KernelExit, error: NodeJS.ErrnoException | undefined) => void;
}

export class Life {
  readonly conversation: Conversation;
  readonly process: KernelProcess;
  readonly #sockets: KernelSockets;
  readonly #liveness: Liveness;
  readonly #over: Promise<void>;
  #escalation: Escalation | undefined;
  #responsive = true;
  #badMessages = 0;

  private constructor(
    private readonly options: LifeOptions,
    private readonly raw: RawOutput,
  ) {
    const { launch, log, connection } = options;
    this.process = new KernelProcess(launch, options.connectionFile, options.cwd, raw.descriptors);
    this.conversation = new Conversation({
      clock: systemClock,
      log,
      session: launch.session,
      requests: options.requests,
      send: (socket, message) => this.#sockets.send(socket, message),
      ready: (info) => {
        this.#liveness.start();
        options.ready(info);
      },
      changed: options.changed,
    });
    this.#liveness = new Liveness({
      clock: systemClock,
      beat: (n) => this.#sockets.beat(n),
      busy: () => this.conversation.busy,
      changed: (responsive) => this.#setResponsive(responsive),
    });
    this.#sockets = new KernelSockets(connection, options.routingId, {
      onIopub: (message) => {
        this.conversation.hearIopub(message);
        const { msg_type } = message.header;
        if (msg_type === "status" && message.content["execution_state"] === "idle")
          this.#escalation?.passed("interrupt");
      },
      onReply: (socket, message) => this.conversation.hearReply(socket, message),
      onHeartbeat: (n) => this.#liveness.answered(n),
      onBad: (socket, error) => this.#countBad(socket, error.message),
    });
    this.#over = this.process.exited.then((exit) => this.#end(exit));
    this.conversation.start();
  }

  /**
   * Starts the kernel's process and the conversation with it. What becomes of it is told to the options' functions.
   * @throws Error when the system refuses what cannot even be tried (an argument with a NUL, no file descriptors).
   */
  static async start(options: LifeOptions): Promise<Life> {
    const { folder, log } = options;
    const raw = await RawOutput.open(
      { stdout: folder.path("raw-stdout"), stderr: folder.path("raw-stderr") },
      (name, offset, text) => log.append({ kind: "raw", name, offset, text }),
    );
    let life: Life;
    try {
      life = new Life(options, raw);
    } catch (error) {
      await raw.dispose();
      throw error;
    }
    const { pid } = life.process;
    if (pid !== undefined) {
      const startTime = await life.process.startTime();
      await folder.writeKernel({ pid, startTime, life: options.number, session: options.launch.session });
    }
    return life;
  }

  get responsive(): boolean {
    return this.#responsive;
  }

  /** Interrupts what the kernel does, in the way that its kernelspec says. */
  interrupt(): void {
    if (this.options.launch.kernel.interruptMode === "message")
      this.conversation.command("interrupt_request", {});
    else this.process.signalGroup("SIGINT");
  }

  /**
   * Ends the process by escalation, and what it left behind. Resolves with whether all is proven gone.
   * @param started whether the kernel has ever answered; one that has not is not asked politely
   */
  async stop(started: boolean, restart: boolean): Promise<boolean> {
    if (!this.process.gone) {
      const wasBusy = this.conversation.busy;
      this.conversation.end(restart ? "restarted" : "kernel died");
      this.#escalation = new Escalation(systemClock, this.#steps(started, wasBusy, restart));
      void this.process.exited.then(() => this.#escalation?.ended());
      if ((await this.#escalation.result) === "survived") return false;
    }
    await this.#over;
    return this.#endStrays();
  }

  #steps(started: boolean, busy: boolean, restart: boolean): EscalationStep[] {
    const { interruptMs, shutdownRequestMs, sigtermMs, sigkillMs } = ESCALATION;
    const signal = (name: "SIGTERM" | "SIGKILL") => () => {
      this.process.signalGroup(name);
      this.process.signalStrays(name).catch((error: unknown) => console.error("strays:", error));
    };
    const steps: EscalationStep[] = [
      { name: "SIGTERM", act: signal("SIGTERM"), waitMs: sigtermMs },
      { name: "SIGKILL", act: signal("SIGKILL"), waitMs: sigkillMs },
    ];
    if (!started) return steps;
    const shutdown = () => this.conversation.command("shutdown_request", { restart });
    steps.unshift({ name: "shutdown_request", act: shutdown, waitMs: shutdownRequestMs });
    if (busy) steps.unshift({ name: "interrupt", act: () => this.interrupt(), waitMs: interruptMs });
    return steps;
  }

  async #end(exit: ProcessExit): Promise<void> {
    this.#liveness.dispose();
    if (this.#badMessages > 0)
      console.error(`life ${this.options.number}: ${this.#badMessages} bad messages dropped`);
    await this.#sockets.drain();
    this.#sockets.close();
    await this.raw.dispose();
    this.conversation.end("kernel died");
    this.options.ended({ code: exit.code, signal: exit.signal, words: this.raw.words }, exit.error);
  }

  async #endStrays(): Promise<boolean> {
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      const strays = await this.process.strays();
      if (strays.length === 0) return true;
      for (const stray of strays) await signalProcess(stray, signal);
      for (const until = performance.now() + STRAYS_MS; performance.now() < until; ) {
        await new Promise((resolve) => systemClock.after(STRAYS_POLL_MS, () => resolve(undefined)));
        if ((await this.process.strays()).length === 0) return true;
      }
    }
    return false;
  }

  #setResponsive(responsive: boolean): void {
    this.#responsive = responsive;
    this.options.log.append({
      kind: "life",
      event: responsive ? "responsive" : "unresponsive",
      sentence: responsive
        ? "The kernel answers again."
        : "The kernel does not answer. Wait, interrupt it, or restart it.",
    });
    this.options.changed();
  }

  #countBad(socket: string, fault: string): void {
    if (++this.#badMessages > 1) return;
    this.options.log.append({
      kind: "life",
      event: "bad message",
      sentence: `A message on the kernel's ${socket} socket was dropped: ${fault}. Further ones are dropped without a word.`,
    });
  }
}
