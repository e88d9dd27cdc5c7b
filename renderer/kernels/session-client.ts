/**
 * This window's conversation with one session: its six channels, opened anew whenever the session has a new host, so
 * that nothing is shown twice and nothing is left out.
 */

import { Answers, type WithoutId } from "../../preload/contract/answers";
import type { DataState } from "../../preload/contract/data";
import type {
  KernelPrompt,
  KernelState,
  KernelStatus,
  KernelUsage,
} from "../../preload/contract/kernel-state";
import type { CodeOrigin, ViewMark } from "../../preload/contract/records";
import type {
  ControlToClient,
  ControlToHost,
  ShellQuery,
  ShellToClient,
  ShellToHost,
} from "../../preload/contract/session-channels";
import type { SessionInfo } from "../../preload/contract/sessions";
import type { WorkspaceList } from "../../preload/contract/variables";
import type { WireToClient } from "../../preload/contract/wire";
import { Disposables } from "../../preload/floor/disposables";
import { t } from "../../preload/texts/texts";
import type { TranscriptPlace } from "../../preload/transcript/whereabouts";
import { createStore, type Store } from "../floor/store";
import type { ChannelClient, ChannelListener, SessionChannel } from "./channel-client";
import { LatestOnly } from "./latest-only";
import { NewestQuestion } from "./newest-question";
import type { Pace } from "./pace";
import { PartReader } from "./part-reader";
import { SessionData } from "./session-data";
import { SessionDebugger } from "./session-debugger";
import { SessionLog } from "./session-log";
import { SessionVariables } from "./session-variables";

/** A channel that ended may belong to a host that just died; after this, in ms, it is a failure of its own. */
const FAILURE_DELAY_MS = 1000;
const NOT_READ = t("The log of this session could not be read to its end. Try again, or open it.");
const GONE = t("The kernel is not connected.");

type Reply<Type extends ShellToClient["type"]> = Extract<ShellToClient, { type: Type }>;
/** How code is run. */
export interface ExecuteHow {
  readonly changeFolder?: boolean;
  readonly debug?: boolean;
  /** The debugger stands in the error raised last; `code` is for kernels that have none. */
  readonly postMortem?: boolean;
}

interface Connection {
  readonly log: SessionChannel<"log">;
  readonly shell: SessionChannel<"shell">;
  readonly control: SessionChannel<"control">;
  dispose(): void;
}

export class SessionClient {
  readonly info: Store<SessionInfo>;
  readonly status = createStore<KernelStatus | null>(null);
  readonly prompt = createStore<KernelPrompt | null>(null);
  /** The kernel's state as the user sees it: without a host, the host's. */
  readonly state: Store<KernelState>;
  readonly log: SessionLog;
  /** How the kernel's debugger stands. */
  readonly debugger = new SessionDebugger();
  /** Why the channels ended although the host is there, or null. */
  readonly failure = createStore<string | null>(null);
  readonly #answers = new Answers<ShellToClient>();
  readonly #done = new Answers<ControlToClient>();
  /** A kernel that does a thousand small things a second is not drawn busy and idle two thousand times. */
  readonly #newestStatus: LatestOnly<KernelStatus>;
  readonly #newestPrompt: LatestOnly<KernelPrompt>;
  readonly #completions = new NewestQuestion<Reply<"complete_reply"> | null>(null);
  #connection: Connection | undefined;
  /** Number of the connection that the channels belong to. */
  #opened = -1;
  #whenConnected: (() => void)[] = [];
  #failureTimer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;
  readonly #held = new Disposables();
  #parts: PartReader | undefined;

  constructor(
    info: SessionInfo,
    private readonly channels: ChannelClient,
    pace: Pace,
    held: "all" | "part" = "part",
  ) {
    this.info = createStore(info);
    this.state = createStore(stateOf(info, null));
    this.log = new SessionLog(pace, held);
    this.#newestStatus = new LatestOnly(pace, (now) => this.status.set(now));
    this.#newestPrompt = new LatestOnly(pace, (now) => this.prompt.set(now));
    this.status.subscribe(() => this.#derive());
    this.onDispose(
      channels.onRenewed(() => {
        if (!this.#connection) this.reconnect();
      }),
    );
  }

  /** This window among the session's clients. */
  get ownClient(): string {
    return this.channels.client;
  }

  /** Begins: the marks of the view have to be set before, so that no cleared output flashes up. */
  open(marks: readonly ViewMark[]): void {
    this.log.setMarks(marks);
    this.#follow();
  }

  /** Main told something new of the session. */
  update(info: SessionInfo): void {
    this.info.set(info);
    this.#derive();
    this.#follow();
  }

  /** Opens the channels again after `failure`. */
  reconnect(): void {
    this.#opened = -1;
    this.#follow();
  }

  /**
   * Sends code; resolves when the host has accepted it.
   * @param how `changeFolder`: the kernel goes to the folder of the origin's file first; `debug`: it stops at breakpoints
   * @throws Error with a sentence when it does not, or is not there
   */
  async execute(code: string, origin?: CodeOrigin, how: ExecuteHow = {}): Promise<void> {
    const answer = await this.#ask({
      type: "execute_request",
      code,
      ...(origin && { origin }),
      ...(how.changeFolder && { changeFolder: true }),
      ...(how.debug && { debug: true }),
      ...(how.postMortem && { postMortem: true }),
    });
    if (answer.type === "refused") throw new Error(answer.reason);
  }

  /** Takes back code that still waits in the host's queue; where it is too late, nothing happens. */
  cancel(msgId: string): void {
    this.#connection?.shell.send({ type: "cancel", id: msgId });
  }

  /**
   * Answers input(); the first answer of all clients counts. Resolves when it is on its way to the kernel.
   * @throws Error with a sentence when it is not: nobody waits for it any more, or the host is not there
   */
  async answerInput(requestId: string, value: string): Promise<void> {
    const answer = await this.#ask({ type: "input_reply", requestId, value });
    if (answer.type === "refused") throw new Error(answer.reason);
  }

  /** Gives a line to a kernel that may wait for one although its question was never heard; throws as `execute` does. */
  async sendLine(value: string): Promise<void> {
    const answer = await this.#ask({ type: "input_line", value });
    if (answer.type === "refused") throw new Error(answer.reason);
  }

  /** Null: the kernel is busy, cannot say, or was asked about something newer before. Positions count UTF-16 units. */
  complete(code: string, cursorPos: number): Promise<Reply<"complete_reply"> | null> {
    // The first answer of a kernel may take seconds, and a key is typed meanwhile.
    return this.#completions.ask(async () => {
      const answer = await this.#ask({ type: "complete_request", code, cursorPos });
      return answer.type === "complete_reply" ? answer : null;
    });
  }

  /**
   * What the kernel says of the thing at `cursorPos`; null when it is busy, or knows nothing there.
   * @param detailLevel 1: with its source, where the kernel has it
   */
  async inspect(
    code: string,
    cursorPos: number,
    detailLevel: 0 | 1 = 0,
  ): Promise<Readonly<Record<string, unknown>> | null> {
    const answer = await this.#ask({ type: "inspect_request", code, cursorPos, detailLevel });
    return answer.type === "inspect_reply" && answer.found ? answer.data : null;
  }

  /** Whether code is complete; null when the kernel is busy or cannot say. */
  async isComplete(code: string): Promise<Reply<"is_complete_reply"> | null> {
    const answer = await this.#ask({ type: "is_complete_request", code });
    return answer.type === "is_complete_reply" ? answer : null;
  }

  /** The last `n` inputs that the kernel's own history has, oldest first; null when it is busy or cannot say. */
  async history(n: number): Promise<readonly string[] | null> {
    const answer = await this.#ask({ type: "history_request", n });
    return answer.type === "history_reply" ? answer.history : null;
  }

  /** The modules that a Python kernel has loaded from a file; null when it is busy or cannot say. */
  async modules(file: string): Promise<Reply<"modules_reply">["modules"] | null> {
    const answer = await this.#ask({ type: "modules_request", file });
    return answer.type === "modules_reply" ? answer.modules : null;
  }

  /** Brings some of the log from before what is held. False when it cannot be had. */
  async readFurther(bytes?: number): Promise<boolean> {
    return (await this.#parts?.before(bytes)) ?? false;
  }

  /** Brings a place of the transcript that is not held, with what is around it; false when it cannot be had. */
  async bring(place: TranscriptPlace): Promise<boolean> {
    return (await this.#parts?.bring(place)) ?? false;
  }

  /** Reads the log from its beginning, beside what is shown; whoever asks for it disposes it. */
  openLog(listener: ChannelListener<"log">): SessionChannel<"log"> {
    return this.channels.open(this.info.get().id, "log", { epoch: null, from: 0 }, listener);
  }

  /** Tells what the kernel takes of the machine; returns a function that ends it. A host of before knows nothing of it. */
  followUsage(tell: (usage: KernelUsage) => void): () => void {
    const listener = { onMessage: tell, onClose: () => {} };
    const channel = this.channels.open(this.info.get().id, "usage", undefined, listener);
    return () => channel.dispose();
  }

  /** Looks at the messages of the kernel as they pass; whoever asks for it disposes it. A host of before tells none. */
  openWire(tell: (passed: WireToClient) => void, closed: () => void): SessionChannel<"wire"> {
    const listener = { onMessage: tell, onClose: closed };
    return this.channels.open(this.info.get().id, "wire", undefined, listener);
  }

  /** Follows the kernel's variables; whoever asks for it disposes it. A host of before knows nothing of them. */
  openVariables(tell: (list: WorkspaceList) => void, closed: () => void): SessionVariables {
    return new SessionVariables(this.channels, this.info.get().id, tell, closed);
  }

  /** Asks the kernel about tables; whoever asks for it disposes it. A host of before knows nothing of them. */
  openData(tell: (state: DataState) => void, closed: () => void): SessionData {
    return new SessionData(this.channels, this.info.get().id, tell, closed);
  }

  /** @throws Error with a sentence when the host refuses or is not there; so do the next two */
  interrupt(): Promise<void> {
    return this.#control("interrupt");
  }

  restart(): Promise<void> {
    return this.#control("restart");
  }

  /**
   * Waits until everything is here that was there when the log was attached: of a client that holds "all", the whole log.
   * @throws Error with a sentence when that takes longer than `patienceMs` without anything coming, or cannot be
   */
  async allRead(patienceMs: number): Promise<void> {
    const { log } = this;
    await new Promise<void>((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout>;
      const settle = (act: () => void) => {
        clearTimeout(timer);
        stops.dispose();
        act();
      };
      const look = () => {
        clearTimeout(timer);
        timer = setTimeout(() => settle(() => reject(new Error(this.failure.get() ?? NOT_READ))), patienceMs);
        if (log.caughtUp.get()) settle(resolve);
        else if (this.failure.get()) settle(() => reject(new Error(this.failure.get() ?? NOT_READ)));
      };
      const stops = new Disposables(
        ...[log.caughtUp, log.transcript, this.failure, this.info].map((store) => store.subscribe(look)),
      );
      look();
    });
  }

  /** Calls `stop` when this client is disposed. */
  onDispose(stop: () => void): void {
    this.#held.add(stop);
  }

  dispose(): void {
    this.#disposed = true;
    this.#held.dispose();
    this.#close();
  }

  async #ask(
    message: WithoutId<
      ShellQuery | Extract<ShellToHost, { type: "execute_request" | "input_line" | "input_reply" }>
    >,
  ): Promise<ShellToClient> {
    const { shell } = await this.#connected();
    const id = crypto.randomUUID();
    shell.send({ ...message, id } as ShellToHost);
    return this.#answers.wait(id);
  }

  async #control(type: ControlToHost["type"]): Promise<void> {
    const { control } = await this.#connected();
    const id = crypto.randomUUID();
    control.send({ type, id });
    const said = await this.#done.wait(id);
    if (said.type === "refused") throw new Error(said.reason);
  }

  /** Waits for the host while it starts. */
  async #connected(): Promise<Connection> {
    while (!this.#connection) {
      if (this.#disposed || this.info.get().host !== "starting")
        throw new Error(this.info.get().sentence ?? GONE);
      await new Promise<void>((resolve) => this.#whenConnected.push(resolve));
    }
    return this.#connection;
  }

  #derive(): void {
    this.state.set(stateOf(this.info.get(), this.status.get()));
  }

  #follow(): void {
    const { host, connection } = this.info.get();
    if (this.#disposed) return;
    if (host === "connected" && connection !== this.#opened) this.#open(connection);
    if (host === "disconnected" || host === "starting") this.#close();
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#whenConnected.splice(0)) resolve();
  }

  #open(connection: number): void {
    this.#close();
    this.#opened = connection;
    this.failure.set(null);
    const session = this.info.get().id;
    const onClose = (error: string | undefined) => {
      if (this.#connection !== opened) return;
      this.#close();
      this.#failureTimer = setTimeout(() => this.failure.set(error ?? GONE), FAILURE_DELAY_MS);
    };
    const open = this.channels.open.bind(this.channels);
    const log = open(session, "log", this.log.cursor, {
      onMessage: async (message) => {
        const fits = await this.log.take(message);
        if (!fits && this.#connection === opened) this.#open(connection);
      },
      onClose,
    });
    const shell = open(session, "shell", undefined, {
      onMessage: (answer) => this.#answers.take(answer),
      onClose,
    });
    const control = open(session, "control", undefined, {
      onMessage: (answer) => this.#done.take(answer),
      onClose,
    });
    const status = open(session, "status", undefined, {
      onMessage: (now) => this.#newestStatus.take(now),
      onClose,
    });
    const prompt = open(session, "prompt", undefined, {
      onMessage: (now) => this.#newestPrompt.take(now),
      onClose,
    });
    const opened: Connection = {
      log,
      shell,
      control,
      dispose: () => {
        for (const channel of [log, shell, control, status, prompt]) channel.dispose();
      },
    };
    this.#connection = opened;
    this.#parts = new PartReader(this.channels, session, this.log);
    this.debugger.open(this.channels, session);
    this.#wake();
  }

  #close(): void {
    clearTimeout(this.#failureTimer);
    this.#parts?.dispose();
    this.#parts = undefined;
    this.debugger.close();
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.dispose();
    // The last that a host said may be how its kernel ended.
    this.#newestStatus.flush();
    this.#newestPrompt.drop();
    this.#answers.fail(GONE);
    this.#done.fail(GONE);
    this.prompt.set(null);
    this.#wake();
  }
}

function stateOf(info: SessionInfo, status: KernelStatus | null): KernelState {
  if (info.host === "incompatible") return "disconnected";
  if (info.host !== "connected") return info.host;
  return status?.state ?? "starting";
}
