/** The session: one log and one connection file over the lives of a kernel, and what its clients may ask of it. */
import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { isDeepStrictEqual } from "node:util";
import type { ConnectionInfo } from "../preload/contract/connection-info";
import type { KernelExit, KernelPrompt, KernelStatus } from "../preload/contract/kernel-state";
import { ASKED_END_MS } from "../preload/contract/limits";
import type { ShellToClient } from "../preload/contract/session-channels";
import type { LaunchFile } from "../preload/contract/session-files";
import { systemClock } from "./clock";
import type { KernelInfo } from "./conversation/handshake";
import type { Question } from "./conversation/questions";
import { type ExecuteRequest, Requests } from "./conversation/requests";
import { connectionFilePath, removeConnection, writeConnectionFile } from "./kernel/connection-file";
import { InterruptWatch } from "./kernel/interrupt-watch";
import { unknownTemplates } from "./kernel/process";
import { RestartPolicy } from "./kernel/restart-policy";
import { SelfWatch } from "./kernel/self-watch";
import { type ShadowingFile, shadowingFile } from "./kernel/shadowing";
import { StartWatch } from "./kernel/start-watch";
import { endStrays } from "./kernel/strays";
import { Transport } from "./kernel/transport";
import { readLeftOff } from "./left-off";
import { Life, type LifeOptions } from "./life";
import type { Log } from "./log/log";
import type { Observable } from "./observable";
import {
  couldNotStart,
  died,
  endedAsAsked,
  endedAtStart,
  goneElsewhere,
  hostReplaced,
  joining,
  leftAlone,
  restartElsewhere,
  restartsByItself,
  shadowed,
} from "./sentences";
import type { SessionFolder } from "./session-folder";
import { type PreparedStart, prepareStart } from "./startup/prepare";
import type { LivingKernel } from "./takeover";
import { type Phase, ToldState } from "./told-state";

/** While a kernel starts, it is looked so often whether it makes its sockets elsewhere, in ms. */
const SOCKETS_LOOK_MS = 1_000;

export class Session {
  readonly #told: ToldState;
  readonly #connectionFile: string;
  readonly #selfWatch: SelfWatch;
  readonly #requests: Requests;
  readonly #startWatch: StartWatch;
  readonly #interrupts = new InterruptWatch({
    clock: systemClock,
    tell: (sentence) => this.log.append({ kind: "life", event: "interrupted", sentence }),
    changed: () => this.#publish(),
  });
  #life: Life | undefined;
  #lifeNumber: number;
  #phase: Phase = "starting";
  #sentence: string | undefined;
  #exit: KernelExit | undefined;
  #info: KernelInfo | undefined;
  #used = false;
  /** A restart or shutdown is under way. */
  #ending: Promise<string | undefined> | undefined;
  #shutdownDone: Promise<string | undefined> | undefined;
  /** The present life's code has asked it to end. */
  #leaving = false;
  /** The present life is being ended on request. */
  #stopping = false;
  #starting: Promise<void> = Promise.resolve();
  #restartPolicy: RestartPolicy | undefined;
  #launch: LaunchFile;
  /** Revision of the shell configuration that the present life was started with. */
  #configuration: string | undefined;

  private constructor(
    launch: LaunchFile,
    readonly log: Log,
    private readonly folder: SessionFolder,
    private readonly transport: Transport,
    private readonly routingId: string,
  ) {
    this.#launch = launch;
    this.#lifeNumber = log.life;
    this.#connectionFile = connectionFilePath(launch.runtimeFolder, launch.session);
    this.#told = new ToldState((prompt) => this.log.append({ kind: "prompt", prompt }));
    this.#restartPolicy = launch.restart && new RestartPolicy(launch.restart);
    this.#requests = new Requests({
      clock: systemClock,
      record: (record) => this.log.append(record),
      send: (request) => this.#life?.conversation.execute(request),
      changed: () => this.#publish(),
    });
    this.#startWatch = new StartWatch(systemClock, launch, (event, sentence) => {
      this.#sentence = sentence;
      this.log.append({ kind: "life", event, sentence });
      if (event === "start failed") this.#requests.endAll("timeout");
      if (event === "start failed" && this.transport.giveUpIpc())
        this.#sentence = `${sentence} A restart tries TCP.`;
      this.#publish();
    });
    this.#selfWatch = new SelfWatch((ms) => {
      const seconds = (ms / 1000).toFixed(1);
      const sentence = `Output may be missing here: Tandem was stopped for ${seconds} s while the kernel was busy.`;
      this.log.append({ kind: "life", event: "output may be missing", sentence });
    });
  }

  /**
   * @param socketFolder where Unix sockets may be made, or null
   * @param connection of the kernel that is to be taken over; absent: a new one is chosen
   */
  static async create(
    launch: LaunchFile,
    folder: SessionFolder,
    log: Log,
    socketFolder: string | null,
    connection?: ConnectionInfo,
  ): Promise<Session> {
    const transport = await Transport.create(launch, socketFolder, connection);
    return new Session(launch, log, folder, transport, await folder.routingId());
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

  /** Whether other users of the machine can reach the kernel's sockets, for a reason that was not said before. */
  get exposed(): boolean {
    return this.transport.connection.transport === "tcp" && !this.transport.isMeant;
  }

  /** Starts the first life. Failures are told as the kernel's death. */
  start(): Promise<void> {
    if (!this.#shutdownDone) this.#starting = this.#startNext();
    return this.#starting;
  }

  /** Goes on with the kernel of an earlier host. */
  adopt(kernel: LivingKernel): Promise<void> {
    this.#starting = this.#adopt(kernel);
    return this.#starting;
  }

  /** Joins the kernel that another program has started, or goes on with it where an earlier host left off. */
  join(): Promise<void> {
    this.#starting = this.#join();
    return this.#starting;
  }

  /** Begins without a kernel: that of the earlier host is gone. A restart starts one. */
  beginDead(sentence: string): void {
    this.#phase = "dead";
    this.#used = this.log.used;
    this.#sentence = sentence;
    this.#publish();
  }

  async #adopt({ kernel, lastHeard }: LivingKernel): Promise<void> {
    const { log } = this;
    this.#lifeNumber = kernel.life;
    this.#configuration = kernel.configuration;
    log.life = kernel.life;
    const left = readLeftOff(log);
    this.#used = left.used;
    this.#requests.adopt(left.running, left.failed, left.queued);
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
    const start = ready ? undefined : await prepareStart(this.launch, process.env);
    this.#life = await Life.adopt(this.#lifeOptions(this.launch.cwd, start), {
      identity: kernel,
      ...(ready ? { earlier: { ...left, connected } } : {}),
    });
    this.#publish();
  }

  async #join(): Promise<void> {
    const { launch, log } = this;
    log.life = this.#lifeNumber = Math.max(1, this.#lifeNumber);
    const left = readLeftOff(log);
    this.#used = left.used;
    this.#requests.adopt(left.running, left.failed, left.queued);
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
  async #joinAgain(): Promise<undefined> {
    this.#phase = "starting";
    await this.#stopLife(false, true);
    this.#lifeNumber++;
    await this.#join();
  }

  /** @param again the same start once more, with other sockets: what waits for it goes on waiting */
  async #startNext(again = false): Promise<void> {
    await this.#readLaunch();
    const { launch, log } = this;
    this.#configuration = launch.configuration?.revision;
    log.life = ++this.#lifeNumber;
    this.#exit = undefined;
    this.#info = undefined;
    this.#sentence = undefined;
    this.#leaving = false;
    this.#restartPolicy?.started();
    log.append({ kind: "life", event: "starting", sentence: `Starting ${launch.name}.` });
    const cwd = await this.#workingFolder();
    const start = await prepareStart(launch, process.env);
    for (const sentence of start.problems) log.append({ kind: "life", event: "configured", sentence });
    if (start.script && !again) this.#requests.add(start.script);
    this.#startWatch.begin();
    try {
      const connection = await this.transport.prepare(launch);
      await writeConnectionFile(this.#connectionFile, this.folder.path("connection.json"), connection);
      this.#life = await Life.start(this.#lifeOptions(cwd, start));
      this.#watchSockets(this.#life);
    } catch (error) {
      this.#requests.endAll("kernel died");
      this.#ended({ code: null, signal: null, words: "" }, error as NodeJS.ErrnoException);
    }
    this.#publish();
  }

  /** Looks whether a kernel that is starting makes other sockets than it was told to. */
  #watchSockets(life: Life): void {
    const timer = setInterval(async () => {
      if (life !== this.#life || this.#info || this.#ending || life.process.gone) {
        clearInterval(timer);
        return;
      }
      const sentence = await this.transport.silent(life.process.pid, life.words);
      if (sentence === undefined || life !== this.#life || this.#info || this.#ending) return;
      clearInterval(timer);
      this.#ending = this.#startOver(sentence).finally(() => {
        this.#ending = undefined;
      });
    }, SOCKETS_LOOK_MS);
    timer.unref();
  }

  /** Ends a kernel that cannot be reached, and starts it with other sockets. */
  async #startOver(sentence: string): Promise<undefined> {
    this.log.append({ kind: "life", event: "transport", sentence });
    if (await this.#stopLife(false, true, true)) await this.#startNext(true);
  }

  /** What is to be run may have been changed since the last life was started. */
  async #readLaunch(): Promise<void> {
    const launch = await this.folder.readLaunch().catch(() => this.#launch);
    if (!isDeepStrictEqual(launch.restart, this.#launch.restart))
      this.#restartPolicy = launch.restart && new RestartPolicy(launch.restart);
    this.#launch = launch;
  }

  /** Takes an execute_request; while the kernel starts it waits. Returns a sentence when it is refused. */
  execute(request: ExecuteRequest): string | undefined {
    const known = this.log.knows(request.msgId) ? "A request with this id was sent before." : undefined;
    return this.#whyDead() ?? known ?? this.#requests.add(request);
  }

  /** Takes back an execute_request that waits. Returns a sentence when it does not. */
  cancel(msgId: string): string | undefined {
    return this.#requests.cancel(msgId);
  }

  /** Answers an input_request; the first answer counts. Returns a sentence when it is refused. */
  answerInput(requestId: string, value: string, client: string): string | undefined {
    return this.#whyNot() ?? this.#life?.conversation.answerInput(requestId, value, client);
  }

  /** Sends a line to a kernel that may wait for one. Returns a sentence when it is refused. */
  sendLine(msgId: string, value: string, client: string): string | undefined {
    return this.#whyNot() ?? this.#life?.conversation.sendLine(msgId, value, client);
  }

  /** Asks the kernel a short question; `answer` is called once. */
  ask(question: Question, answer: (answer: ShellToClient) => void): void {
    const reason = this.#whyNot();
    if (reason !== undefined) answer({ type: "refused", id: question.id, reason });
    else this.#life?.conversation.ask(question, answer);
  }

  /** Interrupts the kernel. Returns a sentence when it cannot. */
  interrupt(): string | undefined {
    const reason = this.#whyNot();
    if (reason !== undefined) return reason;
    if (this.#phase !== "ready") return "The kernel is still starting; restart it instead.";
    if (process.platform === "win32" && this.launch.kernel.interruptMode === "signal") {
      return "This kernel cannot be interrupted on Windows yet; restart it instead.";
    }
    this.#interrupts.sent(this.#life?.conversation.work);
    // Also where nothing is known to run: what goes on in the background may heed it.
    this.#life?.interrupt();
    return undefined;
  }

  /** Ends the present life and starts the next. Resolves when its process is started, or with why not. */
  restart(): Promise<string | undefined> {
    const { joined, name } = this.launch;
    if (joined && this.#phase !== "dead") return Promise.resolve(restartElsewhere(name));
    if (this.#ending || this.#shutdownDone) {
      return Promise.resolve("The kernel is being restarted or shut down already.");
    }
    this.#ending = (joined ? this.#joinAgain() : this.#restart()).finally(() => {
      this.#ending = undefined;
    });
    return this.#ending;
  }

  /**
   * Ends the kernel for good, with all that it left behind; after the first call there is nothing more to do.
   * Resolves with a sentence when something survived.
   */
  shutdown(): Promise<string | undefined> {
    this.#shutdownDone ??= (async () => {
      await this.#starting;
      await this.#ending;
      this.#ending = this.#shutdown();
      return this.#ending;
    })();
    return this.#shutdownDone;
  }

  async #restart(): Promise<string | undefined> {
    this.log.append({ kind: "life", event: "restarting", sentence: `Restarting ${this.launch.name}.` });
    const started = this.#phase === "ready";
    this.#phase = "restarting";
    this.#publish();
    if (!(await this.#stopLife(started, true))) {
      this.#phase = "dead";
      this.#sentence =
        "The kernel's process could not be ended: it outlives even SIGKILL. Start another kernel.";
      this.#publish();
      return this.#sentence;
    }
    await this.#startNext();
    return undefined;
  }

  async #shutdown(): Promise<string | undefined> {
    const gone = await this.#stopLife(this.#phase === "ready", false);
    const { name, joined } = this.launch;
    const sentence = joined ? leftAlone(name) : `${name} was shut down.`;
    this.log.append({ kind: "life", event: "shut down", sentence });
    this.#phase = "dead";
    this.#publish();
    this.#selfWatch.dispose();
    if (!joined) await removeConnection(this.#connectionFile, this.transport.connection);
    await this.folder
      .writeEnded({ time: Date.now(), used: this.#used })
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
      requests: this.#requests,
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
      void this.transport.works().then((sentence) => {
        if (sentence !== undefined) this.log.append({ kind: "life", event: "transport", sentence });
      });
    }
    this.#publish();
  }

  #shadowing({ words }: KernelExit): ShadowingFile | undefined {
    const { cwd, kernel } = this.launch;
    return shadowingFile(words, cwd, kernel.argv);
  }

  /** Whether a kernel that has ended is started again with other sockets. */
  #startsAgain(exit: KernelExit): boolean {
    if (this.#stopping || this.#ending || this.#shutdownDone || this.#phase === "ready") return false;
    if (exit.signal !== null || this.#shadowing(exit)) return false;
    const sentence = this.transport.endedAtStart(exit.words);
    if (sentence === undefined) return false;
    this.#startWatch.end();
    this.log.append({ kind: "life", event: "transport", sentence });
    this.#starting = this.#starting.then(() => this.#startNext(true));
    return true;
  }

  /** Code has asked the kernel to end: it does so by itself, or is ended. */
  #leaves(life: number): void {
    this.#leaving = true;
    this.#publish();
    const end = () => {
      if (this.#lifeNumber === life && this.#phase === "ready" && !this.#ending)
        void this.#life?.stop(true, false);
    };
    setTimeout(end, ASKED_END_MS).unref();
  }

  #ended(exit: KernelExit, error: NodeJS.ErrnoException | undefined): void {
    this.#startWatch.end();
    const { name, kernel } = this.launch;
    const starting = this.#info === undefined;
    const shadowing = starting && this.#shadowing(exit);
    const asked = !starting && !error && !this.launch.joined && (this.#leaving || exit.code === 0);
    const sentence = this.launch.joined
      ? goneElsewhere(name)
      : error
        ? couldNotStart(name, kernel.argv[0] ?? "", error)
        : shadowing
          ? shadowed(name, shadowing)
          : starting
            ? endedAtStart(name, exit, unknownTemplates(kernel))
            : asked
              ? endedAsAsked(name)
              : died(name, exit);
    this.#phase = "dead";
    this.#exit = asked ? { ...exit, asked } : exit;
    this.#sentence = sentence;
    this.log.append({ kind: "life", event: starting ? "start failed" : "died", sentence, exit: this.#exit });
    this.#publish();
    if (!error && !asked && !this.#shutdownDone && this.#restartPolicy?.died())
      this.#restartByItself(this.#restartPolicy);
  }

  #restartByItself({ times, limit }: RestartPolicy): void {
    const sentence = restartsByItself(this.launch.name, times, limit);
    this.log.append({ kind: "life", event: "restarting", sentence });
    void this.restart();
  }

  #whyDead(): string | undefined {
    if (this.#leaving && this.#phase === "ready")
      return "The kernel is ending, as it was asked to; restart it when it has.";
    return this.#phase === "dead" ? "The kernel is dead; restart it first." : undefined;
  }

  /** Why the kernel can be asked nothing now. */
  #whyNot(): string | undefined {
    const between = this.#ending || !this.#life;
    return this.#whyDead() ?? (between ? "The kernel is restarting; try again when it is ready." : undefined);
  }

  async #workingFolder(): Promise<string> {
    const { cwd } = this.launch;
    if ((await stat(cwd).catch(() => undefined))?.isDirectory()) return cwd;
    const sentence = `The folder ${cwd} is not there: the kernel works in ${homedir()}.`;
    this.log.append({ kind: "life", event: "starting", sentence });
    return homedir();
  }

  /** Tells status and prompt where they have changed. */
  #publish(): void {
    const { conversation, process, responsive = true } = this.#life ?? {};
    this.#used ||= conversation?.used ?? false;
    this.#interrupts.look(this.#phase === "ready" ? conversation?.work : undefined);
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
      interruptIgnored: this.#interrupts.ignored,
    });
    this.#selfWatch.busy = this.status.get().state === "busy";
  }
}
