/** The session: one log and one connection file over the lives of a kernel, and what its clients may ask of it. */
import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { isDeepStrictEqual } from "node:util";
import type { KernelExit, KernelPrompt, KernelState, KernelStatus } from "../preload/contract/kernel-state";
import type { ShellToClient } from "../preload/contract/session-channels";
import type { LaunchFile } from "../preload/contract/session-files";
import { systemClock } from "./clock";
import type { KernelInfo } from "./conversation/handshake";
import { derivePrompt } from "./conversation/prompt";
import type { Question } from "./conversation/questions";
import { type ExecuteRequest, Requests } from "./conversation/requests";
import {
  chooseConnection,
  connectionFilePath,
  removeConnection,
  writeConnectionFile,
} from "./kernel/connection-file";
import type { ConnectionInfo } from "./kernel/connection-info";
import { RestartPolicy } from "./kernel/restart-policy";
import { SelfWatch } from "./kernel/self-watch";
import { StartWatch } from "./kernel/start-watch";
import { endStrays } from "./kernel/strays";
import { readLeftOff } from "./left-off";
import { Life, type LifeOptions } from "./life";
import type { Log } from "./log/log";
import { Observable } from "./observable";
import { couldNotStart, died, endedAtStart, hostReplaced, restartsByItself } from "./sentences";
import type { SessionFolder } from "./session-folder";
import type { LivingKernel } from "./takeover";

type Phase = "starting" | "restarting" | "ready" | "dead";

export class Session {
  readonly status: Observable<KernelStatus>;
  readonly prompt = new Observable<KernelPrompt>({ kind: "busy" });
  readonly #connectionFile: string;
  readonly #selfWatch: SelfWatch;
  readonly #requests: Requests;
  readonly #startWatch: StartWatch;
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
  /** The present life is being ended on request. */
  #stopping = false;
  #starting: Promise<void> = Promise.resolve();
  readonly #restartPolicy: RestartPolicy | undefined;

  private constructor(
    readonly launch: LaunchFile,
    readonly log: Log,
    private readonly folder: SessionFolder,
    private readonly connection: ConnectionInfo,
    private readonly routingId: string,
  ) {
    this.#lifeNumber = log.life;
    this.#connectionFile = connectionFilePath(launch.runtimeFolder, launch.session);
    this.status = new Observable<KernelStatus>({
      state: "starting",
      life: 0,
      since: Date.now(),
      used: false,
    });
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
    connection ??= await chooseConnection(launch.session, launch.name, socketFolder);
    return new Session(launch, log, folder, connection, await folder.routingId());
  }

  /** Whether the kernel's sockets are Unix sockets, which other users cannot reach. */
  get private(): boolean {
    return this.connection.transport === "ipc";
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
    log.life = kernel.life;
    const left = readLeftOff(log);
    this.#used = left.used;
    this.#requests.adopt(left.running, left.failed, left.queued);
    const connected = () =>
      log.append({ kind: "life", event: "host replaced", sentence: hostReplaced(lastHeard, Date.now()) });
    if (kernel.ready) {
      this.#phase = "ready";
      this.#info = { subshells: false };
    } else {
      connected();
      this.#startWatch.begin();
    }
    this.#life = await Life.adopt(this.#lifeOptions(this.launch.cwd), {
      identity: kernel,
      ...(kernel.ready ? { earlier: { ...left, connected } } : {}),
    });
    this.#publish();
  }

  async #startNext(): Promise<void> {
    const { launch, log } = this;
    log.life = ++this.#lifeNumber;
    this.#exit = undefined;
    this.#info = undefined;
    this.#sentence = undefined;
    this.#restartPolicy?.started();
    log.append({ kind: "life", event: "starting", sentence: `Starting ${launch.name}.` });
    const cwd = await this.#workingFolder();
    this.#startWatch.begin();
    try {
      await writeConnectionFile(this.#connectionFile, this.folder.path("connection.json"), this.connection);
      this.#life = await Life.start(this.#lifeOptions(cwd));
    } catch (error) {
      this.#requests.endAll("kernel died");
      this.#ended({ code: null, signal: null, words: "" }, error as NodeJS.ErrnoException);
    }
    this.#publish();
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
    this.log.append({ kind: "life", event: "interrupted", sentence: "The kernel was interrupted." });
    this.#life?.interrupt();
    return undefined;
  }

  /** Ends the present life and starts the next. Resolves when its process is started, or with why not. */
  restart(): Promise<string | undefined> {
    if (this.#ending || this.#shutdownDone) {
      return Promise.resolve("The kernel is being restarted or shut down already.");
    }
    this.#ending = this.#restart().finally(() => {
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
    this.log.append({ kind: "life", event: "shut down", sentence: `${this.launch.name} was shut down.` });
    this.#phase = "dead";
    this.#publish();
    this.#selfWatch.dispose();
    await removeConnection(this.#connectionFile, this.connection);
    await this.folder
      .writeEnded({ time: Date.now(), used: this.#used })
      .catch((error: unknown) => console.error("ended.json was not written:", error));
    return gone ? undefined : "Some of the kernel's processes could not be ended.";
  }

  async #stopLife(started: boolean, restart: boolean): Promise<boolean> {
    this.#startWatch.end();
    this.#stopping = true;
    const gone = await (this.#life?.stop(started, restart) ?? endStrays(this.launch.session));
    this.#stopping = false;
    if (gone) this.#life = undefined;
    return gone;
  }

  #lifeOptions(cwd: string): LifeOptions {
    return {
      number: this.#lifeNumber,
      launch: this.launch,
      folder: this.folder,
      cwd,
      connection: this.connection,
      connectionFile: this.#connectionFile,
      routingId: this.routingId,
      log: this.log,
      requests: this.#requests,
      ready: (info) => this.#ready(info),
      changed: () => this.#publish(),
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
    }
    this.#publish();
  }

  #ended(exit: KernelExit, error: NodeJS.ErrnoException | undefined): void {
    this.#startWatch.end();
    const { name, kernel } = this.launch;
    const starting = this.#info === undefined;
    const sentence = error
      ? couldNotStart(name, kernel.argv[0] ?? "", error)
      : starting
        ? endedAtStart(name, exit)
        : died(name, exit);
    this.#phase = "dead";
    this.#exit = exit;
    this.#sentence = sentence;
    this.log.append({ kind: "life", event: starting ? "start failed" : "died", sentence, exit });
    this.#publish();
    if (!error && !this.#shutdownDone && this.#restartPolicy?.died())
      this.#restartByItself(this.#restartPolicy);
  }

  #restartByItself({ times, limit }: RestartPolicy): void {
    const sentence = restartsByItself(this.launch.name, times, limit);
    this.log.append({ kind: "life", event: "restarting", sentence });
    void this.restart();
  }

  #whyDead(): string | undefined {
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

  #state(): KernelState {
    if (this.#phase !== "ready") return this.#phase;
    const { conversation, responsive = true } = this.#life ?? {};
    if (!responsive) return "unresponsive";
    if (conversation?.input) return "waiting for input";
    return conversation?.busy ? "busy" : "idle";
  }

  /** Tells status and prompt where they have changed. */
  #publish(): void {
    const state = this.#state();
    const conversation = this.#life?.conversation;
    this.#used ||= conversation?.used ?? false;
    this.#selfWatch.busy = state === "busy";
    this.#publishStatus(state);
    const ready =
      state === "dead" ? "dead" : this.#phase === "ready" && !conversation?.busy ? "ready" : "busy";
    const prompt = derivePrompt(
      ready,
      conversation?.input,
      conversation?.nextCount ?? 1,
      conversation?.prompts,
    );
    if (isDeepStrictEqual(prompt, this.prompt.get())) return;
    this.log.append({ kind: "prompt", prompt });
    this.prompt.set(prompt);
  }

  #publishStatus(state: KernelState): void {
    const before = this.status.get();
    const same = state === before.state && this.#lifeNumber === before.life;
    const { language, languageVersion, banner } = this.#info ?? {};
    const known = {
      sentence: this.#sentence,
      exit: this.#exit,
      pid: state === "dead" ? undefined : this.#life?.process.pid,
      mayWaitForInput: this.#life?.conversation.mayWaitForInput || undefined,
      language,
      languageVersion,
      banner,
    };
    const status: KernelStatus = {
      state,
      life: this.#lifeNumber,
      since: same ? before.since : Date.now(),
      used: this.#used,
      ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    };
    if (!isDeepStrictEqual(status, before)) this.status.set(status);
  }
}
