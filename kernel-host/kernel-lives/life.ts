/** One life of a session's kernel: its process, its sockets, what is said on them, and its end. */

import type { ConnectionInfo } from "../../preload/contract/connection-info";
import type { KernelExit } from "../../preload/contract/kernel-state";
import { ESCALATION } from "../../preload/contract/limits";
import { Conversation, type EarlierConversation } from "../conversation/conversation";
import type { KernelInfo } from "../conversation/handshake";
import type { RequestQueue } from "../conversation/request-queue";
import type { WantedDebugging } from "../debugger/debugged";
import type { CertainProcess } from "../door/processes";
import type { LaunchFile } from "../door/session-files";
import { systemClock } from "../floor/clock";
import { unawaited } from "../floor/failures";
import type { HostFolder } from "../folder/host-folder";
import { AdoptedProcess } from "../kernel/adopted-process";
import { Escalation, type EscalationStep } from "../kernel/escalation";
import { JoinedProcess } from "../kernel/joined-process";
import { Liveness } from "../kernel/liveness";
import { type KernelProcess, type ProcessExit, StartedProcess } from "../kernel/process";
import { RawOutput } from "../kernel/raw-output";
import { latestStreams, settlePlaces } from "../kernel/raw-places";
import { endStrays, signalStrays } from "../kernel/strays";
import type { Log } from "../log/log";
import type { PreparedStart } from "../startup/prepare";
import type { Message } from "../wire/message";
import { KernelSockets } from "../wire/sockets";
import { isAttached } from "./kernel-ending";
import { connectionBroke, readerBroke } from "./life-sentences";

export interface LifeOptions {
  readonly number: number;
  readonly launch: LaunchFile;
  readonly folder: HostFolder;
  readonly cwd: string;
  /** Revision of the shell configuration that it is, or was, started with. */
  readonly configuration: string | undefined;
  /** Environment of the process, and what is run in it first; nothing of a kernel that is taken over. */
  readonly start?: Pick<PreparedStart, "environment" | "steps">;
  readonly connection: ConnectionInfo;
  readonly connectionFile: string;
  readonly routingId: string;
  readonly log: Log;
  readonly requests: RequestQueue;
  /** What the user wants of the debugger. */
  readonly debugging: () => WantedDebugging;
  /** The handshake is done; of a kernel that was taken over nothing more may be known yet. */
  readonly ready: (info: KernelInfo | undefined) => void;
  readonly changed: () => void;
  /** Whether a process that has ended before it was ready is started again: what waits for it then goes on waiting. */
  readonly startsAgain: (exit: KernelExit) => boolean;
  /** Its code has asked it to end; it is about to. */
  readonly leaves: () => void;
  /** The process is gone, and everything that it had said is in the log. */
  readonly ended: (exit: KernelExit, error: NodeJS.ErrnoException | undefined) => void;
}

/** A kernel that runs already. */
export interface AdoptedKernel {
  /** The process that an earlier host started; "joined": another program did. */
  readonly identity: CertainProcess | "joined";
  /** Absent when it was not ready yet: its start goes on. */
  readonly earlier?: EarlierConversation;
}

type RawRecord = {
  readonly kind: "raw";
  readonly text: string;
  readonly name: "stdout" | "stderr";
  readonly offset: number;
  readonly sifted: true;
};

export class Life {
  readonly conversation: Conversation;
  readonly process: KernelProcess;
  readonly #sockets: KernelSockets;
  readonly #heartbeat: Liveness;
  /** kernel_info on control: while C code holds an interpreter's lock, heartbeats of some kernels go on. */
  readonly #control: Liveness;
  readonly #over: Promise<void>;
  #escalation: Escalation | undefined;
  readonly #joined: JoinedProcess | undefined;
  #responsive = true;
  #ready = false;
  /** What the kernel of a program that is attached to has said before it was ready. */
  #held: RawRecord[] = [];
  #tellsVariables = false;
  /** Of the process, once it is known. */
  #startTime: string | null | undefined;
  #badMessages = 0;

  private constructor(
    private readonly options: LifeOptions,
    private readonly raw: RawOutput,
    adopted: AdoptedKernel | undefined,
  ) {
    const { launch, log, connection } = options;
    if (adopted?.identity === "joined") this.#joined = new JoinedProcess(connection);
    this.process =
      this.#joined ??
      (adopted && adopted.identity !== "joined"
        ? new AdoptedProcess(adopted.identity)
        : new StartedProcess(
            launch.kernel,
            options.connectionFile,
            { cwd: options.cwd, env: options.start?.environment ?? {} },
            raw.descriptors,
          ));
    this.conversation = new Conversation({
      clock: systemClock,
      log,
      session: launch.session,
      requests: options.requests,
      debugging: options.debugging,
      send: (socket, message) => this.#sockets.send(socket, message),
      ready: (info) => {
        // Subshells are made on control while cells run: a kernel that has them answers there while it is busy.
        if (info?.subshells) this.#control.trust();
        this.#heartbeat.start();
        this.#control.start();
        this.#ready = true;
        this.#tellHeld("");
        this.raw.started();
        // Before anybody hears of it, and so before any request: a host that takes over goes on with what runs.
        if (this.#startTime === undefined) unawaited("noting the kernel", this.#noteKernel());
        else this.#writeKernel(this.#startTime);
        options.ready(info);
      },
      changed: options.changed,
      tellsVariables: () => {
        this.#tellsVariables = true;
        if (this.#startTime !== undefined) this.#writeKernel(this.#startTime);
      },
      leaves: options.leaves,
      startup: options.start?.steps ?? [],
      ...(adopted?.earlier ? { earlier: adopted.earlier } : {}),
      probeAnswered: (n) => this.#control.answered(n),
      begun: () => {
        this.#heartbeat.busyNow();
        this.#control.busyNow();
      },
    });
    this.#heartbeat = new Liveness({
      clock: systemClock,
      beat: (n) => this.#sockets.beat(n),
      busy: () => this.conversation.executing,
      everAnswered: adopted?.earlier !== undefined,
      changed: () => this.#judge(),
    });
    this.#control = new Liveness({
      clock: systemClock,
      beat: (n) => this.conversation.probe(n),
      busy: () => this.conversation.executing,
      needed: () => this.conversation.busy && !this.conversation.debugger.holdsControl,
      changed: () => this.#judge(),
    });
    this.#sockets = new KernelSockets(connection, options.routingId, {
      onIopub: (message) => {
        this.conversation.hearIopub(message);
        this.#hearStream(message);
        const { msg_type } = message.header;
        if (msg_type === "status" && message.content["execution_state"] === "idle")
          this.#escalation?.passed("interrupt");
      },
      onReply: (socket, message) => this.conversation.hearReply(socket, message),
      onStdinConnected: () => this.conversation.hearStdinConnected(),
      onHeartbeat: (n) => {
        this.#joined?.heard();
        this.#heartbeat.answered(n);
      },
      onIopubBroken: () =>
        log.append({ kind: "life", event: "output may be missing", sentence: connectionBroke() }),
      onReaderBroken: (socket, error) => {
        console.error(`nothing could be received on ${socket}:`, error);
        // A heartbeat that is not heard is sent again.
        if (socket !== "hb")
          log.append({ kind: "life", event: "output may be missing", sentence: readerBroke(socket) });
      },
      onBad: (socket, error) => this.#countBad(socket, error.message),
    });
    this.#over = this.process.exited.then((exit) => this.#end(exit));
  }

  /**
   * Starts the kernel's process and the conversation with it. What becomes of it is told to the options' functions.
   * @throws Error when the system refuses what cannot even be tried (an argument with a NUL, no file descriptors).
   */
  static start(options: LifeOptions): Promise<Life> {
    return Life.#open(options, undefined);
  }

  /** Goes on with a kernel that runs already, where the last host left off. */
  static adopt(options: LifeOptions, kernel: AdoptedKernel): Promise<Life> {
    return Life.#open(options, kernel);
  }

  static async #open(options: LifeOptions, adopted: AdoptedKernel | undefined): Promise<Life> {
    const { folder, log } = options;
    const held: RawRecord[] = [];
    const noted = adopted && (await folder.readRawPlaces());
    const from = noted && settlePlaces(noted, log);
    const raw: RawOutput = await RawOutput.open(
      { stdout: folder.path("raw-stdout"), stderr: folder.path("raw-stderr") },
      (name, offset, text) => {
        // First what is so far: whoever takes over finds in the log what followed, or nothing.
        folder.writeRawPlaces({ seq: log.last, ...raw.places, [name]: offset });
        const record = { kind: "raw", name, offset, text, sifted: true } as const;
        if (isAttached(options.launch.kernel) && life?.isReady !== true) held.push(record);
        else log.append(record);
      },
      { from, moved: () => folder.writeRawPlaces({ seq: log.last, ...raw.places }) },
    );
    // A copy of what the last host heard may still be unread.
    if (from) for (const { name, text } of latestStreams(log)) raw.heard(name, text);
    folder.writeRawPlaces({ seq: log.last, ...raw.places });
    let life: Life | undefined;
    try {
      life = new Life(options, raw, adopted);
    } catch (error) {
      await raw.dispose();
      throw error;
    }
    life.#held = held;
    // That of a kernel that was taken over is there.
    if (!adopted) await life.#noteKernel();
    // Only now: once it is ready, what waited is sent at once, to a life that has to be known.
    life.conversation.start();
    return life;
  }

  /** The kernel has answered. */
  get isReady(): boolean {
    return this.#ready;
  }

  get responsive(): boolean {
    return this.#responsive;
  }

  /** The last that the process said outside of its sockets. */
  get words(): string {
    return this.raw.words;
  }

  /** Notes what is left to take over when this host is gone; a full disk is no reason to do without the kernel. */
  async #noteKernel(): Promise<void> {
    this.#startTime = await this.process.startTime();
    this.#writeKernel(this.#startTime);
  }

  #writeKernel(startTime: string | null): void {
    const { folder, number, launch, configuration } = this.options;
    const { pid } = this.process;
    if (pid === undefined) return;
    const ready = this.#ready;
    const tells = this.#tellsVariables ? { tellsVariables: true } : {};
    const about = { pid, startTime, life: number, session: launch.session, ready, ...tells };
    folder.writeKernel(configuration === undefined ? about : { ...about, configuration });
  }

  /** Interrupts what the kernel does, in the way that its kernelspec says. */
  interrupt(): void {
    if (this.#joined || this.options.launch.kernel.interruptMode === "message")
      this.conversation.command("interrupt_request", {});
    else this.process.signalGroup("SIGINT");
  }

  /**
   * Ends the process by escalation, and what it left behind. Resolves with whether all is proven gone.
   * @param started whether the kernel has ever answered; one that has not is not asked politely
   * @param keepRequests what waits goes on waiting, for the next life
   */
  async stop(started: boolean, restart: boolean, keepRequests = false): Promise<boolean> {
    if (this.#joined) {
      this.#joined.leave();
      await this.#over;
      return true;
    }
    if (!this.process.gone) {
      const wasBusy = this.conversation.busy;
      // What a debugger holds heeds no request, and an interrupt ends in the debugger, with a traceback of its own.
      const asks = started && !this.conversation.debugger.stopped;
      this.conversation.end(keepRequests ? null : restart ? "restarted" : "kernel died");
      this.#escalation = new Escalation(systemClock, this.#steps(asks, wasBusy, restart));
      unawaited(
        "the end of the kernel",
        this.process.exited.then(() => this.#escalation?.ended()),
      );
      if ((await this.#escalation.result) === "survived") return false;
    }
    await this.#over;
    return endStrays(this.options.launch.session);
  }

  #steps(asks: boolean, busy: boolean, restart: boolean): EscalationStep[] {
    const { launch } = this.options;
    const { interruptMs, shutdownRequestMs, sigtermMs, sigkillMs } = ESCALATION;
    const signal = (name: "SIGTERM" | "SIGKILL") => () => {
      this.process.signalGroup(name);
      signalStrays(launch.session, this.process.pid, name).catch((error: unknown) =>
        console.error("strays:", error),
      );
    };
    const steps: EscalationStep[] = [
      { name: "SIGTERM", act: signal("SIGTERM"), waitMs: sigtermMs },
      { name: "SIGKILL", act: signal("SIGKILL"), waitMs: sigkillMs },
    ];
    if (!asks) return steps;
    const shutdown = () => this.conversation.command("shutdown_request", { restart });
    steps.unshift({ name: "shutdown_request", act: shutdown, waitMs: shutdownRequestMs });
    if (busy) steps.unshift({ name: "interrupt", act: () => this.interrupt(), waitMs: interruptMs });
    return steps;
  }

  async #end(exit: ProcessExit): Promise<void> {
    this.#heartbeat.dispose();
    this.#control.dispose();
    if (this.#badMessages > 0)
      console.error(`life ${this.options.number}: ${this.#badMessages} bad messages dropped`);
    // One that we leave goes on talking.
    if (!this.#joined?.left) await this.#sockets.drain();
    this.#sockets.close();
    await this.raw.dispose();
    const how = { code: exit.code, signal: exit.signal, words: this.raw.words };
    // Why a program was not attached to is told in the sentence of its end.
    this.#tellHeld(how.words.trimEnd().split("\n").at(-1) ?? "");
    const again = !this.#joined && !this.#ready && !exit.error && this.options.startsAgain(how);
    this.conversation.end(again ? null : "kernel died");
    if (!again) this.options.ended(how, exit.error);
  }

  /** @param but what is told elsewhere */
  #tellHeld(but: string): void {
    for (const record of this.#held.splice(0))
      if (record.text.trim() !== but) this.options.log.append(record);
  }

  #hearStream({ header, content }: Message): void {
    const { name, text } = content;
    if (header.msg_type === "stream" && (name === "stdout" || name === "stderr") && typeof text === "string")
      this.raw.heard(name, text);
  }

  #judge(): void {
    // One that ends answers nothing, and nothing is wrong with it.
    if (this.conversation.leaving) return;
    const responsive = this.#heartbeat.responsive && this.#control.responsive;
    if (responsive === this.#responsive) return;
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
