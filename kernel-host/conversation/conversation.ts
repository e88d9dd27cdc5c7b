/**
 * What is said between this host and one kernel life, on shell, iopub, stdin and control: every message goes into the
 * log, and to the part that waits for it.
 */
import { randomUUID } from "node:crypto";
import type { RequestEnd } from "../../preload/contract/records";
import type { ShellToClient } from "../../preload/contract/session-channels";
import type { Clock } from "../clock";
import type { Log } from "../log/log";
import { type Json, type Message, type MessageHeader, makeMessage } from "../wire/message";
import type { RequestSocket } from "../wire/sockets";
import { Handshake, type KernelInfo } from "./handshake";
import type { PendingInput } from "./prompt";
import { type Question, Questions } from "./questions";
import type { ExecuteReply, ExecuteRequest, Requests } from "./requests";

export interface ConversationOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Names this client in message headers. */
  readonly session: string;
  readonly send: (socket: RequestSocket, message: Message) => void;
  /** The session's execute_requests: open to the kernel from handshake to end. */
  readonly requests: Requests;
  /** The handshake is done. */
  readonly ready: (info: KernelInfo) => void;
  /** Busy, pending input or the next execution count may have changed. */
  readonly changed: () => void;
}

export class Conversation {
  readonly #handshake: Handshake;
  readonly #questions: Questions;
  /** msg_ids for which the kernel said busy and not yet idle; our own short questions are not among them. */
  readonly #busy = new Set<string>();
  #input: { pending: PendingInput; header: MessageHeader } | undefined;
  #info: KernelInfo | undefined;
  #nextCount = 1;
  #used = false;
  #ended = false;

  constructor(private readonly options: ConversationOptions) {
    const { clock } = options;
    this.#handshake = new Handshake(
      clock,
      () => this.#send("shell", "kernel_info_request", {}),
      (info) => {
        this.#info = info;
        options.ready(info);
        options.requests.open();
      },
    );
    this.#questions = new Questions({
      clock,
      sendShell: (msgType, content, msgId, subshell) =>
        this.#send("shell", msgType, content, { msgId, ...(subshell === undefined ? {} : { subshell }) }),
      sendControl: (msgType, content, msgId) => this.#send("control", msgType, content, { msgId }),
    });
  }

  /** Whether the kernel works on something that was asked of it. */
  get busy(): boolean {
    return this.options.requests.running !== undefined || this.#busy.size > 0;
  }

  get input(): PendingInput | undefined {
    return this.#input?.pending;
  }

  get nextCount(): number {
    return this.#nextCount;
  }

  /** Whether anything was executed, by us or another client. */
  get used(): boolean {
    return this.#used;
  }

  start(): void {
    this.#handshake.start();
  }

  /** Sends an execute_request to the kernel. */
  execute({ msgId, code }: ExecuteRequest): void {
    this.#used = true;
    this.#send("shell", "execute_request", executeContent(code), { msgId });
  }

  /** Asks the kernel a short question; `answer` is called once. */
  ask(question: Question, answer: (answer: ShellToClient) => void): void {
    if (!this.#info) answer({ type: "busy", id: question.id });
    else this.#questions.ask(question, this.busy, this.#info.subshells, answer);
  }

  /** Answers an input_request; the first answer counts. Returns a sentence when it is too late. */
  answerInput(requestId: string, value: string, client: string): string | undefined {
    const input = this.#input;
    if (input?.pending.requestId !== requestId)
      return "This question was answered already, or is not asked any more.";
    this.#input = undefined;
    const { parent, password } = input.pending;
    this.options.send(
      "stdin",
      makeMessage(this.options.session, "input_reply", { value }, { parent: input.header }),
    );
    this.options.log.append({
      kind: "input_answered",
      requestId,
      parent,
      client,
      ...(password ? {} : { value }),
    });
    this.#changed();
    return undefined;
  }

  /** Sends interrupt_request or shutdown_request on control. */
  command(msgType: "interrupt_request" | "shutdown_request", content: Json): void {
    this.#send("control", msgType, content);
  }

  /** Ends everything that is open; what comes later is not heard. */
  end(status: RequestEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#handshake.dispose();
    this.#input = undefined;
    this.#busy.clear();
    this.options.requests.endAll(status);
    this.#questions.endAll();
  }

  /** Takes a message from iopub; one that comes after the end only stands in the log. */
  hearIopub(message: Message): void {
    const { header, content } = message;
    const parent = message.parent?.msg_id ?? null;
    const foreign = message.parent !== null && message.parent.session !== this.options.session;
    if (header.msg_type === "stream") {
      const name = content["name"] === "stderr" ? "stderr" : "stdout";
      if (typeof content["text"] === "string")
        this.options.log.print({ parent, foreign, name, text: content["text"] });
    } else {
      this.#record("iopub", message, foreign);
    }
    if (this.#ended) return;
    if (parent !== null) this.options.requests.seen(parent, header.msg_type);
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
    if (!parent || this.#questions.reply(parent.msg_id, content)) return;
    if (header.msg_type === "kernel_info_reply") this.#handshake.replied(content);
    if (header.msg_type === "execute_reply") {
      const reply = readExecuteReply(content);
      this.#hearCount(reply.executionCount);
      this.options.requests.reply(parent.msg_id, reply);
    }
  }

  #hearStatus(parent: MessageHeader, foreign: boolean, content: Json): void {
    const idle = content["execution_state"] === "idle";
    if (idle) this.#withdrawInput(parent.msg_id);
    if (idle) this.#busy.delete(parent.msg_id);
    else if (content["execution_state"] === "busy" && foreign) this.#busy.add(parent.msg_id);
    if (idle) this.options.requests.idle(parent.msg_id);
    this.#changed();
  }

  #hearCount(count: unknown): void {
    if (typeof count !== "number" || !Number.isSafeInteger(count)) return;
    this.#nextCount = count + 1;
    this.#used = true;
  }

  #hearInput(message: Message): void {
    const { prompt, password } = message.content;
    this.#record("stdin", message, false);
    const pending: PendingInput = {
      requestId: message.header.msg_id,
      parent: message.parent?.msg_id ?? null,
      prompt: typeof prompt === "string" ? prompt : "",
      password: password === true,
    };
    this.#input = { pending, header: message.header };
    this.#changed();
  }

  /** A request that ended asks nothing any more. */
  #withdrawInput(parent: string): void {
    if (this.#input?.pending.parent === parent) this.#input = undefined;
  }

  #record(socket: "iopub" | "stdin", message: Message, foreign: boolean): void {
    const { header, parent, content, metadata, buffers } = message;
    this.options.log.append({
      kind: "message",
      socket,
      msgType: header.msg_type,
      msgId: header.msg_id,
      parent: parent?.msg_id ?? null,
      foreign,
      ...(foreign && parent ? { username: parent.username } : {}),
      content,
      ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
      ...(buffers.length === 0
        ? {}
        : { buffers: buffers.map((buffer) => Buffer.from(buffer).toString("base64")) }),
    });
  }

  #changed(): void {
    if (!this.#ended) this.options.changed();
  }

  #send(
    socket: RequestSocket,
    msgType: string,
    content: Json,
    options: { msgId?: string; subshell?: string } = {},
  ) {
    const msgId = options.msgId ?? randomUUID();
    this.options.send(socket, makeMessage(this.options.session, msgType, content, { ...options, msgId }));
  }
}

function executeContent(code: string): Json {
  return {
    code,
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: true,
    stop_on_error: true,
  };
}

function readExecuteReply(content: Json): ExecuteReply {
  const { status, execution_count: count, payload } = content;
  return {
    // "abort" is what kernels of protocol 5.0 and before, and some later ones, say.
    status: status === "ok" ? "ok" : status === "aborted" || status === "abort" ? "aborted" : "error",
    ...(typeof count === "number" ? { executionCount: count } : {}),
    ...(Array.isArray(payload)
      ? { payload: payload.filter((item) => typeof item === "object" && item !== null) }
      : {}),
  };
}
