/**
 * The lives of a session's kernel, one after the other, on one log and one connection file. What changes them is a
 * transition, of which one goes on at a time (`transitions`).
 */
import type { ConnectionInfo } from "../../preload/contract/connection-info";
import type { KernelExit, KernelPrompt, KernelStatus } from "../../preload/contract/kernel-state";
import { ASKED_END_MS } from "../../preload/contract/limits";
import type { KernelInfo } from "../conversation/handshake";
import { RequestQueue } from "../conversation/request-queue";
import { SessionDebugger } from "../debugger/session-debugger";
import type { LaunchFile } from "../door/session-files";
import { type Transition as AnyTransition, Transitions } from "../door/transitions";
import { systemClock } from "../floor/clock";
import { unawaited } from "../floor/failures";
import type { Observable } from "../floor/observable";
import type { HostFolder } from "../folder/host-folder";
import { connectionFilePath, removeConnection, writeConnectionFile } from "../kernel/connection-file";
import { InterruptWatch } from "../kernel/interrupt-watch";
import { SelfWatch } from "../kernel/self-watch";
import { shadowingFile } from "../kernel/shadowing";
import { StartWatch } from "../kernel/start-watch";
import { endStrays } from "../kernel/strays";
import { Transport } from "../kernel/transport";
import type { Log } from "../log/log";
import { type PreparedStart, prepareStart } from "../startup/prepare";
import { workingFolder } from "../startup/working-folder";
import { readLeftOpen } from "../takeover/left-open";
import type { LivingKernel } from "../takeover/living-kernel";
import { hostReplaced } from "../takeover/takeover-sentences";
import { SessionVariables } from "../variables/served";
import { SessionData } from "../variables/session-data";
import { VariablesPast } from "../variables/variables-past";
import { Workspace } from "../variables/workspace";
import { endingOf } from "./kernel-ending";
import { Life, type LifeOptions } from "./life";
import { hostStopped, joining, leftAlone, OUTLIVES_ALL, restartElsewhere } from "./life-sentences";
import { OwnRestarts } from "./own-restarts";
import { type Phase, PublishedState } from "./published-state";
import { watchSockets } from "./sockets-watch";

/** What can happen. `again`: the same start once more, with other sockets; `leave`: it ends because its code asked it to. */
type TransitionKind = "start" | "adopt" | "join" | "restart" | "again" | "leave" | "shutdown";
type Transition = AnyTransition<TransitionKind>;

export class Lives {
  readonly #told: PublishedState;
  readonly #connectionFile: string;
  readonly #selfWatch: SelfWatch;
  /** Requests to execute that wait or run. */
  readonly requests: RequestQueue;
  readonly #startWatch: StartWatch;
  readonly interrupts = new InterruptWatch({
    clock: systemClock,
    tell: (sentence) => this.log.append({ kind: "life", event: "interrupted", sentence }),
    changed: () => this.#publish(),
  });
  /** What clients see of the kernel's variables, and what of them stands in the log. */
  readonly variables: SessionVariables;
  /** What clients see of the tables among them. */
  readonly data = new SessionData();
  readonly #workspace: Workspace;
  /** What clients want of the debugger, and how it stands. */
  readonly debugger = new SessionDebugger();
  #life: Life | undefined;
  #lifeNumber: number;
  #phase: Phase = "starting";
  #sentence: string | undefined;
  #exit: KernelExit | undefined;
  #info: KernelInfo | undefined;
  #used = false;
  readonly #transitions = new Transitions<TransitionKind>();
  #shutdownDone: Promise<string | undefined> | undefined;
  /** The present life's code has asked it to end. */
  #leaving = false;
  /** The present life is being ended by a transition, which tells of it. */
  #stopping = false;
  readonly #ownRestarts = new OwnRestarts();
  #launch: LaunchFile;
  /** Revision of the shell configuration that the present life was started with. */
  #configuration: string | undefined;

  private constructor(
    launch: LaunchFile,
    readonly log: Log,
    private readonly folder: HostFolder,
    private readonly transport: Transport,
    private readonly routingId: string,
  ) {
    this.#launch = launch;
    this.#lifeNumber = log.life;
    this.#connectionFile = connectionFilePath(launch.runtimeFolder, launch.session);
    this.#told = new PublishedState((prompt) => this.log.append({ kind: "prompt", prompt }));
    const past = new VariablesPast(this.log);
    this.#workspace = new Workspace({
      clock: systemClock,
      settled: (variables, asOf) => past.keep(variables, asOf),
    });
    this.variables = new SessionVariables(this.log, past, this.#workspace);
    this.#ownRestarts.follow(launch);
    this.requests = new RequestQueue({
      clock: systemClock,
      record: (record) => this.log.append(record),
      send: (one) => (this.#life ? this.#life.conversation.execute(one) : this.requests.unsent(one.msgId)),
      ask: () => this.#life?.conversation.askInfo(),
      changed: () => this.#publish(),
    });
    this.#startWatch = new StartWatch(systemClock, launch, (event, sentence) => {
      this.#sentence = sentence;
      this.log.append({ kind: "life", event, sentence });
      if (event === "start failed") this.requests.endAll("timeout");
      if (event === "start failed" && this.transport.giveUpIpc())
        this.#sentence = `${sentence} A restart tries TCP.`;
      this.#publish();
    });
    this.#selfWatch = new SelfWatch((ms) => {
      this.log.append({ kind: "life", event: "output may be missing", sentence: hostStopped(ms) });
    });
  }

  /**
   * @param socketFolder where Unix sockets may be made, or null
   * @param connection of the kernel that is to be taken over; absent: a new one is chosen
   */
  static async create(
    launch: LaunchFile,
    folder: HostFolder,
    log: Log,
    socketFolder: string | null,
    connection?: ConnectionInfo,
  ): Promise<Lives> {
    const transport = await Transport.create(launch, socketFolder, connection);
    return new Lives(launch, log, folder, transport, await folder.routingId());
  }

  get status(): Observable<KernelStatus> {
    return this.#told.status;
  }

  get prompt(): Observable<KernelPrompt> {
    return this.#told.prompt;
  }

  /** What the present life was started with. */
  get launch(): LaunchFile {
    return this.#launch;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** The present life; none between two of them, and while what the next one needs is read. */
  get life(): Life | undefined {
    return this.#life;
  }

  /** The present life's code has asked it to end. */
  get leaving(): boolean {
    return this.#leaving;
  }

  /** The present life is being ended by a transition. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** Whether other users of the machine can reach the kernel's sockets, for a reason that was not said before. */
  get exposed(): boolean {
    return this.transport.isOpen && !this.transport.isMeant;
  }

  /** Starts the first life. Failures are told as the kernel's death. */
  async start(): Promise<void> {
    if (!this.#shutdownDone) await this.#transitions.run("start", (now) => this.#startNext(now));
  }

  /** Goes on with the kernel of an earlier host. */
  async adopt(kernel: LivingKernel): Promise<void> {
    if (!this.#shutdownDone) await this.#transitions.run("adopt", (now) => this.#adopt(now, kernel));
  }

  /** Joins the kernel that another program has started, or goes on with it where an earlier host left off. */
  async join(): Promise<void> {
    if (!this.#shutdownDone) await this.#transitions.run("join", () => this.#join());
  }

  /** Begins without a kernel: that of the earlier host is gone. A restart starts one. */
  beginDead(sentence: string): void {
    this.#phase = "dead";
    this.#used = this.log.used;
    this.#sentence = sentence;
    this.#publish();
  }

  async #adopt(now: Transition, { kernel, lastHeard }: LivingKernel): Promise<void> {
    const { log } = this;
    this.#lifeNumber = kernel.life;
    this.#configuration = kernel.configuration;
    log.life = kernel.life;
    const left = readLeftOpen(log);
    this.#used = left.used;
    this.requests.adopt(left.running, left.failed, left.queued);
    const connected = () =>
      log.append({ kind: "life", event: "host replaced", sentence: hostReplaced(lastHeard, Date.now()) });
    // Where the last host could not note it any more, a request at the kernel tells it.
    const ready = kernel.ready === true || left.running !== undefined;
    if (ready) {
      this.#phase = "ready";
      this.#info = { subshells: false };
    } else {
      connected();
      this.#startWatch.begin();
    }
    const start = ready ? undefined : await this.#prepared(now);
    this.#life = await Life.adopt(this.#lifeOptions(this.launch.cwd, start), {
      identity: kernel,
      ...(ready ? { earlier: { ...left, tellsVariables: kernel.tellsVariables ?? false, connected } } : {}),
    });
    this.#publish();
  }

  async #join(): Promise<void> {
    const { launch, log } = this;
    log.life = this.#lifeNumber = Math.max(1, this.#lifeNumber);
    const left = readLeftOpen(log);
    this.#used = left.used;
    this.requests.adopt(left.running, left.failed, left.queued);
    log.append({
      kind: "life",
      event: "starting",
      sentence: joining(launch.name, launch.joined?.file ?? ""),
    });
    this.#info = { subshells: false };
    this.#exit = undefined;
    this.#sentence = undefined;
    const earlier = { ...left, connected: () => {} };
    this.#life = await Life.adopt(this.#lifeOptions(launch.cwd), { identity: "joined", earlier });
    this.#publish();
  }

  /** It may have been started again where it was started before. */
  async #joinAgain(now: Transition): Promise<undefined> {
    this.#phase = "starting";
    await this.#stopLife(false, true);
    now.check();
    this.#lifeNumber++;
    await this.#join();
  }

  /**
   * What the configuration has for the start; a file that never comes to its end is waited for no longer than the start
   * counts.
   */
  #prepared(now: Transition): Promise<PreparedStart> {
    return now.wait(prepareStart(this.launch, process.env, now.signal));
  }

  /**
   * Starts the next life; the one before is gone.
   * @throws Superseded before there is a process, when another transition takes the place of this one
   */
  async #startNext(now: Transition): Promise<void> {
    await now.wait(this.#readLaunch());
    const { launch, log } = this;
    this.#configuration = launch.configuration?.revision;
    log.life = ++this.#lifeNumber;
    this.#exit = undefined;
    this.#info = undefined;
    this.#sentence = undefined;
    this.#leaving = false;
    this.#ownRestarts.started();
    log.append({ kind: "life", event: "starting", sentence: `Starting ${launch.name}.` });
    const { cwd, problem } = await now.wait(workingFolder(launch.cwd));
    if (problem !== undefined) log.append({ kind: "life", event: "starting", sentence: problem });
    const start = await this.#prepared(now);
    for (const sentence of start.problems) log.append({ kind: "life", event: "configured", sentence });
    // The same start once more: what waits for it goes on waiting.
    if (start.script && now.kind !== "again") this.requests.add(start.script);
    this.#startWatch.begin();
    try {
      const connection = await this.transport.prepare(launch);
      await writeConnectionFile(this.#connectionFile, this.folder.path("connection.json"), connection);
      this.#life = await Life.start(this.#lifeOptions(cwd, start));
      this.#watchSockets(this.#life);
    } catch (error) {
      this.requests.endAll("kernel died");
      this.#ended({ code: null, signal: null, words: "" }, error as NodeJS.ErrnoException);
    }
    this.#publish();
  }

  /** Looks whether a kernel that is starting makes other sockets than it was told to. */
  #watchSockets(life: Life): void {
    watchSockets({
      starts: () => life === this.#life && !this.#info && !life.process.gone,
      look: () => this.transport.silent(life.process.pid, life.words),
      startOver: (sentence) => {
        if (this.#transitions.present) return false;
        unawaited(
          "a start with other sockets",
          this.#transitions.run("again", (now) => this.#startOver(now, sentence)),
        );
        return true;
      },
    });
  }

  /** Ends a kernel that cannot be reached, and starts it with other sockets. */
  async #startOver(now: Transition, sentence: string): Promise<undefined> {
    this.log.append({ kind: "life", event: "transport", sentence });
    if (await this.#stopLife(false, true, true)) await this.#startNext(now);
  }

  /** What is to be run may have been changed since the last life was started. */
  async #readLaunch(): Promise<void> {
    this.#launch = await this.folder.readLaunch().catch(() => this.#launch);
    this.#ownRestarts.follow(this.#launch);
  }

  /** Ends the present life and starts the next. Resolves when its process is started, or with why not. */
  restart(): Promise<string | undefined> {
    const { joined, name } = this.launch;
    if (joined && this.#phase !== "dead") return Promise.resolve(restartElsewhere(name));
    const already = "The kernel is being restarted or shut down already.";
    if (this.#stopping || this.#shutdownDone) return Promise.resolve(already);
    const restarted = this.#transitions.run("restart", (now) =>
      joined ? this.#joinAgain(now) : this.#restart(now),
    );
    return restarted.then((end) => (end !== "superseded" ? end : this.#shutdownDone ? already : undefined));
  }

  /**
   * Ends the kernel for good, with all that it left behind; after the first call there is nothing more to do.
   * Resolves with a sentence when something survived. @param left nobody wanted it, but the kernel is gone and the app ends
   */
  shutdown(left?: true): Promise<string | undefined> {
    this.#shutdownDone ??= this.#transitions.run("shutdown", () => this.#shutdown(left));
    return this.#shutdownDone;
  }

  async #restart(now: Transition): Promise<string | undefined> {
    this.log.append({ kind: "life", event: "restarting", sentence: `Restarting ${this.launch.name}.` });
    const started = this.#phase === "ready";
    this.#phase = "restarting";
    this.#publish();
    if (!(await this.#stopLife(started, true))) {
      this.#phase = "dead";
      this.#sentence = OUTLIVES_ALL;
      this.#publish();
      return this.#sentence;
    }
    now.check();
    await this.#startNext(now);
    return undefined;
  }

  async #shutdown(left?: true): Promise<string | undefined> {
    const gone = await this.#stopLife(this.#phase === "ready", false);
    const { name, joined } = this.launch;
    const sentence = joined ? leftAlone(name) : `${name} was shut down.`;
    if (!left) this.log.append({ kind: "life", event: "shut down", sentence });
    this.#phase = "dead";
    this.#publish();
    this.#selfWatch.dispose();
    if (!joined) await removeConnection(this.#connectionFile, this.transport.connection);
    await this.folder
      .writeEnded({ time: Date.now(), used: this.#used, ...(left && { left }) })
      .catch((error: unknown) => console.error("ended.json was not written:", error));
    return gone ? undefined : "Some of the kernel's processes could not be ended.";
  }

  async #stopLife(started: boolean, restart: boolean, keepRequests = false): Promise<boolean> {
    this.#startWatch.end();
    this.#stopping = true;
    const gone = await (this.#life?.stop(started, restart, keepRequests) ?? endStrays(this.launch.session));
    this.#stopping = false;
    if (gone) this.#life = undefined;
    return gone;
  }

  #lifeOptions(cwd: string, start?: PreparedStart): LifeOptions {
    return {
      number: this.#lifeNumber,
      launch: this.launch,
      folder: this.folder,
      cwd,
      configuration: this.#configuration,
      ...(start ? { start } : {}),
      connection: this.transport.connection,
      connectionFile: this.#connectionFile,
      routingId: this.routingId,
      log: this.log,
      requests: this.requests,
      debugging: () => this.debugger.wanted,
      ready: (info) => this.#ready(info),
      changed: () => this.#publish(),
      leaves: () => this.#leaves(this.#lifeNumber),
      startsAgain: (exit) => this.#startsAgain(exit),
      ended: (exit, error) => {
        // The end that a restart or a shutdown brings about is told by those.
        if (!this.#stopping) this.#ended(exit, error);
      },
    };
  }

  #ready(info: KernelInfo | undefined): void {
    this.#startWatch.end();
    this.#info = info ?? this.#info;
    this.#sentence = undefined;
    if (this.#phase !== "ready") {
      this.#phase = "ready";
      this.log.append({ kind: "life", event: "ready", sentence: `${this.launch.name} is ready.` });
      unawaited(
        "noting how the kernel is reached",
        this.transport.works().then((sentence) => {
          if (sentence !== undefined) this.log.append({ kind: "life", event: "transport", sentence });
        }),
      );
    }
    this.#publish();
  }

  /** Whether a kernel that has ended is started again with other sockets. */
  #startsAgain(exit: KernelExit): boolean {
    if (this.#stopping || this.#shutdownDone || this.#phase === "ready") return false;
    if (exit.signal !== null || shadowingFile(exit.words, this.launch.cwd, this.launch.kernel.argv))
      return false;
    const sentence = this.transport.endedAtStart(exit.words);
    if (sentence === undefined) return false;
    this.#startWatch.end();
    this.log.append({ kind: "life", event: "transport", sentence });
    unawaited(
      "another start",
      this.#transitions.run("again", (now) => this.#startNext(now)),
    );
    return true;
  }

  /** Code has asked the kernel to end: it does so by itself, or is ended. */
  #leaves(life: number): void {
    this.#leaving = true;
    this.#publish();
    setTimeout(() => {
      // What goes on already ends it, or has ended it.
      if (this.#lifeNumber !== life || this.#phase !== "ready" || this.#transitions.present) return;
      unawaited(
        "ending a kernel that was asked to end",
        this.#transitions.run("leave", async () => this.#life?.stop(true, false)),
      );
    }, ASKED_END_MS).unref();
  }

  #ended(exit: KernelExit, error: NodeJS.ErrnoException | undefined): void {
    this.#startWatch.end();
    const starting = this.#info === undefined;
    const ending = endingOf({ launch: this.launch, exit, error, starting, leaving: this.#leaving });
    const { event, sentence, asked } = ending;
    this.#phase = "dead";
    this.#exit = ending.exit;
    this.#sentence = sentence;
    this.log.append({ kind: "life", event, sentence, exit: ending.exit });
    this.#publish();
    const again = error || asked || this.#shutdownDone ? undefined : this.#ownRestarts.died(this.launch.name);
    if (again === undefined) return;
    this.log.append({ kind: "life", event: "restarting", sentence: again });
    unawaited("a restart by itself", this.restart());
  }

  /** Tells status and prompt where they have changed. */
  #publish(): void {
    const { conversation, process, responsive = true } = this.#life ?? {};
    if (!conversation?.executing && !conversation?.busy) conversation?.debugger.runEnded();
    this.#used ||= conversation?.used ?? false;
    const ready = this.#phase === "ready";
    this.interrupts.look(ready ? conversation?.work : undefined);
    this.#told.tell({
      phase: this.#phase,
      life: this.#lifeNumber,
      used: this.#used,
      sentence: this.#sentence,
      exit: this.#exit,
      pid: process?.pid,
      configuration: this.#configuration,
      info: this.#info,
      responsive,
      conversation,
      interruptIgnored: this.interrupts.ignored,
    });
    this.#selfWatch.busy = this.status.get().state === "busy";
    const facts = {
      reader: ready ? conversation?.variables : undefined,
      life: this.#lifeNumber,
      busy: conversation?.busy ?? false,
      stopped: conversation?.debugger.stopped?.number,
      executionCount: () => (conversation?.nextCount ?? 1) - 1,
    };
    for (const follower of [this.#workspace, this.data]) follower.look(facts);
    this.debugger.look(ready ? conversation?.debugger : undefined, !(conversation?.busy ?? true));
  }
}
