/**
 * The kernel side of the Jupyter protocol 5.5, for any `KernelImplementation`.
 *
 * Shell requests are answered one after the other; control requests at once, whatever runs. Each request is framed by
 * status busy and idle, with its outputs and its reply between them.
 */
import { randomUUID } from "node:crypto";
import type { ConnectionInfo } from "../../../preload/contract/connection-info";
import { unawaited } from "../../floor/failures";
import type { Json } from "../../wire/message";
import { answerQuestion } from "./codeless-requests";
import { Executions } from "./executions";
import { RequestFraming } from "./framing";
import { History, type HistoryEntry } from "./kernel-history";
import type {
  ImplementationInfo,
  InterpreterEnd,
  KernelImplementation,
  Prompts,
} from "./kernel-implementation";
import { KERNEL_PROTOCOL_VERSION, makeKernelMessage } from "./kernel-message";
import { Publisher } from "./publisher";
import { type Answer, ok, refuse } from "./reply-contents";
import { BadRequest, read, readComm, shutdownRequest } from "./request-contents";
import { RequestIos } from "./request-ios";
import { type Received, type RequestSocketName, ServerSockets } from "./server-sockets";
import { StdinQuestions } from "./stdin";

/** After an end that nobody asked for, a client that reads late is waited for so long, in ms: these are the last words. */
const SUDDEN_MS = 30_000;

export interface KernelServerOptions {
  /** Inputs of earlier runs, oldest first, for history_request. */
  readonly history?: readonly HistoryEntry[];
}

export class KernelServer {
  /** Resolves with the exit code for the kernel process when the server has closed. */
  readonly closed: Promise<number>;
  readonly #session = randomUUID();
  readonly #sockets: ServerSockets;
  readonly #publisher: Publisher;
  readonly #stdin: StdinQuestions;
  readonly #history: History;
  readonly #ios: RequestIos;
  readonly #executions: Executions;
  readonly #framing: RequestFraming;
  #info: Promise<ImplementationInfo>;
  #prompts: Prompts | undefined;
  #queue: Received[] = [];
  #pumping: Promise<void> | undefined;
  #closing = false;
  #resolveClosed: (exitCode: number) => void = () => {};

  private constructor(
    private readonly connection: ConnectionInfo,
    private readonly implementation: KernelImplementation,
    options: KernelServerOptions,
  ) {
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    this.#sockets = new ServerSockets(connection, {
      onMessage: (socket, received) => this.#take(socket, received),
      onSubscribed: (topic) => this.#welcome(topic),
    });
    this.#publisher = new Publisher(this.#session, this.#sockets);
    this.#stdin = new StdinQuestions(this.#session, this.#sockets);
    this.#history = new History(options.history);
    const [publisher, history] = [this.#publisher, this.#history];
    this.#ios = new RequestIos({ publisher, stdin: this.#stdin, history });
    this.#executions = new Executions(implementation, { publisher, ios: this.#ios, history });
    this.#framing = new RequestFraming(this.#session, this.#sockets, publisher);
    this.#info = Promise.reject(new Error("not started"));
    this.#info.catch(() => {});
  }

  /**
   * Binds the sockets of `connection` and starts the implementation; requests that come before it is ready wait.
   * @throws when an endpoint cannot be bound or the implementation cannot start
   */
  static async start(
    connection: ConnectionInfo,
    implementation: KernelImplementation,
    options: KernelServerOptions = {},
  ): Promise<KernelServer> {
    const server = new KernelServer(connection, implementation, options);
    await server.#sockets.open();
    server.#publisher.publish(null, "status", { execution_state: "starting" });
    server.#info = implementation.start({
      ioOf: (id) => server.#ios.of(id),
      ended: (end) => unawaited("closing after the interpreter", server.#interpreterEnded(end)),
      debugEvent: (event) => server.#publisher.publish(null, "debug_event", event),
      promptsChanged: (prompts) => {
        server.#prompts = prompts;
      },
    });
    try {
      const info = await server.#info;
      server.#prompts ??= info.prompts;
    } catch (error) {
      // A start that was ended by a shutdown_request has not failed.
      if (server.#closing) await server.closed;
      else {
        await server.close(1);
        throw error;
      }
    }
    return server;
  }

  /** Stops what runs: for interrupt_request, and for a SIGINT that the kernel's process gets. */
  async interrupt(): Promise<void> {
    this.#stdin.cancel();
    await this.implementation.interrupt();
  }

  /** Closes the sockets, without a word to the implementation, and waits until what was sent is delivered. */
  async close(exitCode: number, lingerMs?: number): Promise<void> {
    this.#beginClosing();
    this.#stdin.cancel();
    this.#publisher.flush();
    await this.#sockets.close(lingerMs);
    this.#resolveClosed(exitCode);
  }

  #beginClosing(): void {
    this.#closing = true;
    this.#executions.close();
  }

  #welcome(topic: string): void {
    this.#sockets.publish(topic, makeKernelMessage(this.#session, "iopub_welcome", { subscription: topic }));
  }

  #take(socket: RequestSocketName, received: Received): void {
    const type = received.message.header.msg_type;
    if (socket === "stdin") this.#takeInput(received);
    else if (type === "shutdown_request") unawaited("shutting down", this.#shutdown(socket, received));
    else if (socket === "control")
      unawaited(
        "a request on control",
        this.#framing.frame("control", received, () => this.#control(received)),
      );
    else {
      this.#queue.push(received);
      this.#pumping ??= this.#pump();
    }
  }

  #takeInput(received: Received): void {
    try {
      this.#stdin.take(received);
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error;
      console.error(`An input_reply was dropped: ${error.message}.`);
    }
  }

  async #pump(): Promise<void> {
    await this.#info.catch(() => {});
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const received = next;
      if (received.message.header.msg_type === "execute_request") await this.#execute(received);
      else await this.#framing.frame("shell", received, () => this.#shell(received));
    }
    this.#pumping = undefined;
  }

  async #shell(received: Received): Promise<Answer> {
    const { message } = received;
    if (message.header.msg_type === "kernel_info_request") return { content: await this.#kernelInfo() };
    if (message.header.msg_type.startsWith("comm_") && !message.header.msg_type.endsWith("_request")) {
      await this.#comm(received);
      return undefined;
    }
    const { implementation, connection } = this;
    return (
      answerQuestion(message, implementation, this.#history, connection) ?? this.#unknown("shell", received)
    );
  }

  async #control({ client, message }: Received): Promise<Answer> {
    switch (message.header.msg_type) {
      case "kernel_info_request":
        return { content: await this.#kernelInfo() };
      case "interrupt_request":
        await this.interrupt();
        return ok({});
      case "tandem_variables_request":
        if (!this.implementation.variables) return this.#unknown("control", { client, message });
        return { content: await this.implementation.variables(message.content) };
      case "tandem_data_request":
        if (!this.implementation.data) return this.#unknown("control", { client, message });
        return { content: await this.implementation.data(message.content) };
      case "debug_request":
        if (!this.implementation.debug) return refuse("This kernel has no debugger.");
        return { content: await this.implementation.debug(message.content) };
      case "create_subshell_request":
      case "delete_subshell_request":
      case "list_subshell_request":
        return refuse("This kernel has no subshells.");
      default:
        return this.#unknown("control", { client, message });
    }
  }

  #unknown(socket: RequestSocketName, { message }: Received): undefined {
    console.error(
      `A message of unknown type ${JSON.stringify(message.header.msg_type)} on ${socket} was ignored.`,
    );
    return undefined;
  }

  async #comm(received: Received): Promise<void> {
    const comm = readComm(received.message);
    const io = this.#ios.make({
      header: received.message.header,
      client: received.client,
      silent: false,
      allowStdin: false,
      executionCount: this.#executions.count,
    });
    if (this.implementation.comm) await this.implementation.comm(comm, io);
    else if (comm.kind === "open") io.comm({ kind: "close", commId: comm.commId, data: {} });
  }

  async #execute(received: Received): Promise<void> {
    let queuedBehind: Received[] = [];
    await this.#framing.frame("shell", received, async () => {
      const { answer, prompts } = await this.#executions.run(received, async () => {
        // What the client sent before it could know of the error is aborted, not what it sends after the reply.
        await this.#sockets.settled();
        queuedBehind = this.#takeQueuedExecutions();
      });
      if (prompts) this.#prompts = prompts;
      return answer;
    });
    await this.#abort(queuedBehind);
  }

  #takeQueuedExecutions(): Received[] {
    const isExecution = ({ message }: Received) => message.header.msg_type === "execute_request";
    const taken = this.#queue.filter(isExecution);
    this.#queue = this.#queue.filter((received) => !isExecution(received));
    return taken;
  }

  async #abort(queued: readonly Received[]): Promise<void> {
    for (const received of queued) {
      const content = { status: "aborted", execution_count: this.#executions.count };
      await this.#framing.frame("shell", received, async () => ({ content }));
    }
  }

  async #shutdown(socket: RequestSocketName, received: Received): Promise<void> {
    if (this.#closing) return;
    this.#beginClosing();
    let restart = false;
    await this.#framing.frame(socket, received, async () => {
      restart = read(shutdownRequest, received.message).restart;
      this.#stdin.cancel();
      const queued = this.#takeQueuedExecutions();
      await this.implementation.shutdown(restart);
      this.#executions.end();
      await this.#pumping;
      await this.#abort(queued);
      this.#publisher.publish(received.message.header, "shutdown_reply", { status: "ok", restart });
      return ok({ restart });
    });
    await this.close(0);
  }

  async #interpreterEnded({ exitCode, message }: InterpreterEnd): Promise<void> {
    if (this.#closing) return;
    this.#beginClosing();
    if (message) this.#ios.of(undefined).stream("stderr", message.endsWith("\n") ? message : `${message}\n`);
    const queued = this.#takeQueuedExecutions();
    this.#executions.end();
    this.#stdin.cancel();
    await this.#pumping;
    await this.#abort(queued);
    await this.close(exitCode, SUDDEN_MS);
  }

  async #kernelInfo(): Promise<Json> {
    const { implementation, implementationVersion, languageInfo, banner, helpLinks, abilities } =
      await this.#info;
    return {
      status: "ok",
      protocol_version: KERNEL_PROTOCOL_VERSION,
      implementation,
      implementation_version: implementationVersion,
      language_info: languageInfo,
      banner,
      help_links: helpLinks ?? [],
      debugger: this.implementation.debug !== undefined,
      supported_features: this.implementation.debug ? ["debugger"] : [],
      tandem: { ...(this.#prompts ? { prompts: this.#prompts } : {}), abilities: abilities ?? [] },
    };
  }
}
