/**
 * What is said between this host and one kernel life, on shell, iopub, stdin and control: every message goes into the
 * log, and to the part that waits for it.
 */
import { randomUUID } from "node:crypto";
import type { CodeOrigin, RequestEnd } from "../../preload/contract/records";
import type { ShellQuery, ShellToClient } from "../../preload/contract/session-channels";
import { KernelDebugger, type WantedDebugging } from "../debugger/kernel-debugger";
import { oncePrepared } from "../debugger/once-prepared";
import type { Clock } from "../floor/clock";
import { unawaited } from "../floor/failures";
import type { Log } from "../log/log";
import { VariableReader } from "../variables/variable-reader";
import { type Json, type Message, type MessageHeader, makeMessage } from "../wire/message";
import type { RequestSocket } from "../wire/sockets";
import { Adoption } from "./adoption";
import { asksExit, executeContent, originMetadata, readExecuteReply, silentContent } from "./execute-message";
import { Handshake, type KernelInfo, readKernelInfo } from "./handshake";
import { LostQuestion } from "./lost-question";
import { messageRecord } from "./message-record";
import { OpenQuestion } from "./open-question";
import { Probes } from "./probes";
import { type KernelPrompts, type PendingInput, readPrompts } from "./prompt";
import { Queries } from "./queries";
import type { ExecuteRequest, RequestQueue } from "./request-queue";
import { RunPlace } from "./run-place";
import { StartupRun, type StartupStep } from "./startup-run";
import { UnheardRequest } from "./unheard-request";

/** What was said with a kernel before this host took over. */
export interface EarlierConversation {
  readonly input: PendingInput | undefined;
  readonly nextCount: number;
  readonly prompts: KernelPrompts | undefined;
  readonly used: boolean;
  /** It was taught to tell its variables. */
  readonly tellsVariables?: boolean;
  /** This host's connection stands: from here on nothing is missing. Called before anything that came over it is logged. */
  readonly connected: () => void;
}

export interface ConversationOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Names this client in message headers. */
  readonly session: string;
  readonly send: (socket: RequestSocket, message: Message) => void;
  /** The session's execute_requests: open to the kernel from handshake to end. */
  readonly requests: RequestQueue;
  /** The handshake is done; a kernel that was taken over may have said nothing of itself yet. */
  readonly ready: (info: KernelInfo | undefined) => void;
  /** What is run before the first request. */
  readonly startup?: readonly StartupStep[];
  /** The kernel is one that an earlier host had started and that was ready. */
  readonly earlier?: EarlierConversation;
  /** An answer on control came to a message that `probe` sent. */
  readonly probeAnswered?: (n: number) => void;
  /** The kernel has begun to work on a request. */
  readonly begun?: () => void;
  /** Code has asked the kernel to end, which it will do by itself. */
  readonly leaves?: () => void;
  /** The kernel can tell its variables from now on. */
  readonly tellsVariables?: () => void;
  /** What the user wants of the debugger. */
  readonly debugging: () => WantedDebugging;
  /** Busy, pending input or the next execution count may have changed. */
  readonly changed: () => void;
}

export class Conversation {
  readonly #handshake: Handshake | Adoption;
  readonly #lostQuestion: LostQuestion;
  readonly #queries: Queries;
  readonly #startup: StartupRun;
  readonly #unheard: UnheardRequest;
  /** What the names of the kernel's language stand for. */
  readonly variables: VariableReader;
  /** Where it stands still, and what can be asked of it then. */
  readonly debugger: KernelDebugger;
  /** msg_ids for which the kernel said busy and not yet idle; our own short questions are not among them. */
  readonly #busy = new Set<string>();
  readonly #probes = new Probes((msgId) => this.#send("control", "kernel_info_request", {}, { msgId }));
  readonly #place = new RunPlace();
  /** msg_id of what told the kernel its place last; what comes of it is not published. */
  #placing: string | undefined;
  /**
   * msg_id of the question on shell that was asked at adoption: until it is answered the kernel works on something that
   * was asked before, by us or by another client.
   */
  #laterId: string | undefined;
  #connected = false;
  #stdinConnected = false;
  readonly #question: OpenQuestion;
  #info: KernelInfo | undefined;
  #nextCount = 1;
  #prompts: KernelPrompts | undefined;
  #used = false;
  #leaving = false;
  #ended = false;

  constructor(private readonly options: ConversationOptions) {
    const { clock, earlier } = options;
    const ready = (info: KernelInfo | undefined) => {
      this.#info = info;
      this.#prompts = info?.prompts ?? this.#prompts;
      this.#connect();
      // Before anything else is run: from then on it tells them whatever it does.
      for (const part of [this.variables, this.debugger]) if (info) part.begin(info);
      options.ready(info);
      // One that has said nothing at all is stopped or hangs; that is told elsewhere.
      if (info && !this.#stdinConnected) this.#nameDeafness();
      this.#startup.begin();
      if (options.requests.adopted && !this.input) this.#lostQuestion.watch();
    };
    this.#handshake = earlier
      ? new Adoption(clock, () => this.#send("control", "kernel_info_request", {}), ready)
      : new Handshake(clock, () => this.#send("shell", "kernel_info_request", {}), ready);
    this.#lostQuestion = new LostQuestion(clock, options.log, () => this.#changed());
    if (earlier) {
      this.#nextCount = earlier.nextCount;
      this.#prompts = earlier.prompts;
      this.#used = earlier.used;
    }
    this.#question = new OpenQuestion(options.session, earlier?.input);
    this.#startup = new StartupRun({
      clock,
      steps: options.startup ?? [],
      send: (step, msgId) => this.#sendStep(step, msgId),
      tell: (sentence) => options.log.append({ kind: "life", event: "configured", sentence }),
      changed: () => this.#changed(),
      done: () => options.requests.open(),
    });
    this.#unheard = new UnheardRequest({
      clock,
      unheard: () => options.requests.unheard,
      ask: () => this.askInfo(),
      lost: (msgId) => this.#lose(msgId),
    });
    this.variables = new VariableReader({
      clock,
      send: (socket, msgType, content, msgId) => this.#send(socket, msgType, content, { msgId }),
      busy: () => this.busy,
      run: (code, msgId) => this.#runSilently(code, msgId),
      taught: earlier?.tellsVariables ?? false,
      ready: () => {
        options.tellsVariables?.();
        this.#changed();
      },
    });
    this.debugger = new KernelDebugger({
      clock,
      log: options.log,
      send: (content, msgId) => this.#send("control", "debug_request", content, { msgId }),
      wanted: options.debugging,
      running: () => options.requests.running,
      changed: () => this.#changed(),
      taught: () => this.variables.taught(),
      adopted: earlier !== undefined,
    });
    this.#queries = new Queries({
      clock,
      sendShell: (msgType, content, msgId, subshell) =>
        this.#send("shell", msgType, content, { msgId, ...(subshell === undefined ? {} : { subshell }) }),
      sendControl: (msgType, content, msgId) => this.#send("control", msgType, content, { msgId }),
    });
  }

  /** Whether the kernel works on something that was asked of it. */
  get busy(): boolean {
    return this.options.requests.running !== undefined || this.#occupied;
  }

  get input(): PendingInput | undefined {
    return this.#question.pending;
  }

  get nextCount(): number {
    return this.#nextCount;
  }

  /** The prompts of a kernel that says them itself. */
  get prompts(): KernelPrompts | undefined {
    return this.#prompts;
  }

  /** Whether anything was executed, by us or another client. */
  get used(): boolean {
    return this.#used;
  }

  /** Whether the kernel is about to end because its code has asked for it. */
  get leaving(): boolean {
    return this.#leaving;
  }

  /** What the kernel works on, as a name for it, with the question that it waits with; undefined: nothing. */
  get work(): string | undefined {
    if (!this.busy) return undefined;
    return [this.options.requests.running ?? [...this.#busy].join(), this.input?.requestId].join(" ");
  }

  /** Whether the kernel may wait for an answer to a question that no host has heard. */
  get mayWaitForInput(): boolean {
    return this.#lostQuestion.possible && !this.input;
  }

  /** Whether the kernel is known to work on something just now, not only to have been asked. */
  get executing(): boolean {
    return this.options.requests.executing || this.#occupied;
  }

  /** Whether the kernel works on something that is no request of our clients. */
  get #occupied(): boolean {
    return this.#busy.size > 0 || this.#laterId !== undefined || this.#startup.running !== undefined;
  }

  start(): void {
    this.#handshake.start();
    if (!this.options.earlier) return;
    this.#laterId = this.askInfo();
  }

  /** Asks on control whether the kernel answers; `probeAnswered` hears of it. What it says is not logged. */
  probe(n: number): void {
    this.#probes.send(n);
  }

  /** Sends a line to a kernel that may wait for one. Returns a sentence when there is no reason to think so. */
  sendLine(msgId: string, value: string, client: string): string | undefined {
    if (!this.mayWaitForInput) return "The kernel is not known to wait for a line of input.";
    const parent = this.options.requests.running ?? null;
    this.options.send("stdin", makeMessage(this.options.session, "input_reply", { value }, { msgId }));
    this.#lostQuestion.settled();
    // The question is not known: it may have been one for a password, so the value is not kept.
    this.options.log.append({ kind: "input_answered", requestId: msgId, parent, client });
    return undefined;
  }

  /** Sends an execute_request to the kernel, once its debugger is prepared for it. */
  execute(request: ExecuteRequest): void {
    this.#used = true;
    const { requests, log } = this.options;
    oncePrepared(this.debugger.prepare(request), {
      isStillMeant: () => !this.#ended && requests.running === request.msgId,
      run: () => this.#execute(request),
      failed: (sentence) => {
        log.append({ kind: "life", event: "debugger failed", sentence });
        requests.unsent(request.msgId);
      },
    });
  }

  #execute({ msgId, code, origin, changeFolder }: ExecuteRequest): void {
    this.#tellPlace(origin, changeFolder === true);
    this.#unheard.watch(msgId);
    // Kernels that do not know it pass over metadata; Tandem's own number their tracebacks' lines by it.
    this.#send("shell", "execute_request", this.debugger.contentOf(msgId) ?? executeContent(code), {
      msgId,
      ...originMetadata(origin?.file, origin?.lines[0] ?? 1),
    });
  }

  /** While the kernel works, on a subshell where it has them: one that is joined in the middle of a cell. */
  #runSilently(code: string, msgId: string): void {
    const send = (subshell?: string) =>
      this.#send("shell", "execute_request", silentContent(code), {
        msgId,
        ...(subshell === undefined ? {} : { subshell }),
      });
    if (this.busy && this.#info?.subshells)
      unawaited("asking for a subshell", this.#queries.subshell().then(send));
    else send();
  }

  #tellPlace(origin: CodeOrigin | undefined, changeFolder: boolean): void {
    const code = this.#place.next(this.#info?.language, origin, changeFolder);
    if (code === undefined) return;
    this.#placing = randomUUID();
    this.#send("shell", "execute_request", silentContent(code), { msgId: this.#placing });
  }

  #sendStep({ code, silent, file }: StartupStep, msgId: string): void {
    this.debugger.noteStep(code, file);
    const content = { ...executeContent(code), silent, store_history: false };
    this.#send("shell", "execute_request", content, { msgId, ...originMetadata(file, 1) });
  }

  /** Asks the kernel a short question; `answer` is called once. */
  ask(question: ShellQuery, answer: (answer: ShellToClient) => void): void {
    if (!this.#info) answer({ type: "busy", id: question.id });
    else if (question.type === "modules_request" && this.#info.language !== "python")
      answer({
        type: "refused",
        id: question.id,
        reason: "Only Python kernels are asked for their modules.",
      });
    else this.#queries.ask(question, this.busy, this.#info.subshells, answer);
  }

  /** Answers an input_request; the first answer counts. Returns a sentence when it is too late. */
  answerInput(requestId: string, value: string, client: string): string | undefined {
    const answer = this.#question.answer(requestId, value, client);
    if (!answer) return "This question was answered already, or is not asked any more.";
    this.options.send("stdin", answer.message);
    this.options.log.append(answer.record);
    this.#changed();
    return undefined;
  }

  /** Sends interrupt_request or shutdown_request on control. */
  command(msgType: "interrupt_request" | "shutdown_request", content: Json): void {
    this.#send("control", msgType, content);
  }

  /** Ends everything that is open; what comes later is not heard. @param status of requests; null: they go on waiting */
  end(status: RequestEnd | null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#handshake.dispose();
    this.#startup.dispose();
    this.#lostQuestion.dispose();
    this.#unheard.dispose();
    this.#question.clear();
    this.#laterId = undefined;
    this.#busy.clear();
    if (status !== null) this.options.requests.endAll(status);
    this.#queries.endAll();
    this.variables.endAll();
    this.debugger.endAll();
  }

  /** The stdin socket is connected: what the kernel asks from here on arrives. */
  hearStdinConnected(): void {
    this.#stdinConnected = true;
    if (!this.#ended) this.#handshake.stdinConnected();
  }

  /** Takes a message from iopub; one that comes after the end only stands in the log. */
  hearIopub(message: Message): void {
    const { header, content } = message;
    const parent = message.parent?.msg_id ?? null;
    this.#connect();
    const own = parent !== null && this.#isOwn(parent);
    if (own) this.variables.heard(parent, header.msg_type, content);
    const foreign = message.parent !== null && message.parent.session !== this.options.session;
    if (!this.#ended) this.debugger.heard(header.msg_type, content, foreign);
    if (own || header.msg_type === "debug_event") return;
    // The configuration's own code stands in the configuration.
    if (header.msg_type === "execute_input" && parent !== null && parent === this.#startup.running) return;
    // That it was busy with a question of ours is no news: each key that completes would stand in the log, and draw the shell.
    if (header.msg_type === "status" && parent !== null && this.#queries.asked(parent)) return;
    if (header.msg_type === "stream" && !message.unread) {
      const name = content["name"] === "stderr" ? "stderr" : "stdout";
      if (typeof content["text"] === "string")
        // What an evaluation in a frame prints comes for the request that stands still.
        this.options.log.print({
          parent: this.debugger.questions.evaluating ?? parent,
          foreign,
          name,
          text: content["text"],
        });
    } else {
      this.#record("iopub", message, foreign);
    }
    if (this.#ended) return;
    if (parent !== null && parent === this.options.requests.running) {
      const { executing } = this.options.requests;
      this.options.requests.seen(parent, header.msg_type);
      this.#lostQuestion.settled();
      if (!executing) this.options.begun?.();
    }
    if (header.msg_type === "status" && message.parent) this.#hearStatus(message.parent, foreign, content);
    if (header.msg_type === "execute_input") this.#hearCount(content["execution_count"]);
    this.#handshake.heard();
  }

  /** Takes a message from shell, stdin or control; what iopub brought before it must have been heard. */
  hearReply(socket: RequestSocket, message: Message): void {
    if (this.#ended) return;
    const { header, parent, content } = message;
    if (socket === "stdin") {
      if (header.msg_type === "input_request") this.#hearInput(message);
      return;
    }
    if (parent) this.#unheard.replied(parent.msg_id);
    if (parent) this.options.requests.answered(parent.msg_id);
    if (!parent || parent.msg_id === this.#placing || this.#queries.reply(parent.msg_id, content)) return;
    if (this.variables.reply(parent.msg_id, content) || this.debugger.reply(parent.msg_id, content)) return;
    const probe = this.#probes.numberOf(parent.msg_id);
    if (probe !== undefined) this.options.probeAnswered?.(probe);
    else if (header.msg_type === "kernel_info_reply") this.#handshake.replied(content);
    if (parent.msg_id === this.#laterId) this.#adoptedIsOver(content);
    if (header.msg_type === "execute_reply" && parent.msg_id === this.#startup.running) {
      this.#startup.replied(content);
    } else if (header.msg_type === "execute_reply") {
      const reply = readExecuteReply(content);
      this.#prompts = readPrompts(message.metadata) ?? this.#prompts;
      this.#hearCount(reply.executionCount);
      if (asksExit(reply) && parent.msg_id === this.options.requests.running) this.#leave();
      this.options.requests.reply(parent.msg_id, reply);
    }
  }

  /** Whether a message belongs to what this host asks for itself: nothing of it is published. */
  #isOwn(parentId: string): boolean {
    return (
      this.#probes.numberOf(parentId) !== undefined ||
      parentId === this.#placing ||
      this.variables.asked(parentId) ||
      this.debugger.asked(parentId)
    );
  }

  #leave(): void {
    this.#leaving = true;
    this.options.requests.close();
    this.options.leaves?.();
  }

  /** What was asked behind the adopted request is answered: it is over, and with it its question. */
  #adoptedIsOver(content: Json): void {
    const { requests } = this.options;
    this.#laterId = undefined;
    this.#info ??= readKernelInfo(content);
    this.variables.begin(this.#info);
    this.debugger.begin(this.#info);
    this.#prompts ??= this.#info.prompts;
    if (requests.running !== undefined && requests.adopted) this.#question.withdraw(requests.running);
    requests.laterAnswered();
    this.#lostQuestion.settled();
    this.#changed();
  }

  /** Asks for something short on shell, behind all that was sent before; returns the question's msg_id. */
  askInfo(): string {
    const msgId = randomUUID();
    this.#send("shell", "kernel_info_request", {}, { msgId });
    return msgId;
  }

  #lose(msgId: string): void {
    const sentence =
      "The kernel answers, but it never got this request: nothing of it was run. Run it again, or restart the kernel.";
    this.options.log.append({ kind: "life", event: "transport", sentence });
    this.options.requests.lost(msgId);
  }

  #nameDeafness(): void {
    const sentence =
      "The kernel's socket for questions cannot be reached: what code asks with input() may not be shown. Restart the kernel if you need it.";
    this.options.log.append({ kind: "life", event: "question may be lost", sentence });
  }

  #connect(): void {
    if (this.#connected) return;
    this.#connected = true;
    this.options.earlier?.connected();
  }

  #hearStatus(parent: MessageHeader, foreign: boolean, content: Json): void {
    const idle = content["execution_state"] === "idle";
    if (idle) this.#question.withdraw(parent.msg_id);
    if (idle) this.#busy.delete(parent.msg_id);
    else if (content["execution_state"] === "busy" && foreign) this.#busy.add(parent.msg_id);
    if (idle && parent.msg_id === this.#startup.running) this.#startup.idle();
    if (idle) this.options.requests.idle(parent.msg_id);
    this.#changed();
  }

  #hearCount(count: unknown): void {
    if (typeof count !== "number" || !Number.isSafeInteger(count)) return;
    this.#nextCount = count + 1;
    this.#used = true;
  }

  #hearInput(message: Message): void {
    this.#record("stdin", message, false);
    this.#question.hear(message);
    this.#changed();
  }

  #record(socket: "iopub" | "stdin", message: Message, foreign: boolean): void {
    const { record, raw } = messageRecord(socket, message, foreign);
    this.options.log.append(record, raw);
  }

  #changed(): void {
    if (!this.#ended) this.options.changed();
  }

  #send(
    socket: RequestSocket,
    msgType: string,
    content: Json,
    options: { msgId?: string; subshell?: string; metadata?: Json } = {},
  ) {
    const msgId = options.msgId ?? randomUUID();
    this.options.send(socket, makeMessage(this.options.session, msgType, content, { ...options, msgId }));
  }
}
