/**
 * The kernel side of the Jupyter protocol 5.5, for any `KernelImplementation`.
 *
 * Shell requests are answered one after the other; control requests at once, whatever runs. Each request is framed by
 * status busy and idle, with its outputs and its reply between them.
 */
import { randomUUID } from "node:crypto";
import type { ConnectionInfo } from "../../kernel/connection-file";
import type { Json } from "../../wire/message";
import { type Answer, errorInfo, executeReply, KERNEL_ENDED, ok, pickError, refuse } from "./answers";
import { History, type HistoryEntry } from "./history";
import type {
  ExecuteOutcome,
  InterpreterEnd,
  KernelImplementation,
  KernelInfo,
  Prompts,
} from "./kernel-implementation";
import { KERNEL_PROTOCOL_VERSION, makeKernelMessage } from "./kernel-message";
import { Publisher } from "./publisher";
import { answerQuestion } from "./questions";
import { type OutputParent, ServerIo } from "./request-io";
import { BadRequest, executeRequest, read, readComm, readOrigin, shutdownRequest } from "./requests";
import { type Received, type RequestSocketName, ServerSockets } from "./sockets";
import { StdinQuestions } from "./stdin";

/** So many requests can still be named as the parent of late output. */
const REMEMBERED_REQUESTS = 5000;

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
  readonly #ios = new Map<string, ServerIo>();
  #latestIo: ServerIo;
  #info: Promise<KernelInfo>;
  #prompts: Prompts | undefined;
  #count = 0;
  #queue: Received[] = [];
  #pumping: Promise<void> | undefined;
  #closing = false;
  #resolveClosed: (exitCode: number) => void = () => {};
  /** Ends the running request when the interpreter does not. */
  #endRunning: ((outcome: ExecuteOutcome) => void) | undefined;

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
    this.#latestIo = this.#io({
      header: null,
      client: [],
      silent: false,
      allowStdin: false,
      executionCount: 0,
    });
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
      ioOf: (id) => (id === undefined ? undefined : server.#ios.get(id)) ?? server.#latestIo,
      ended: (end) => void server.#interpreterEnded(end),
      promptsChanged: (prompts) => {
        server.#prompts = prompts;
      },
    });
    try {
      const info = await server.#info;
      server.#prompts ??= info.prompts;
    } catch (error) {
      await server.close(1);
      throw error;
    }
    return server;
  }

  /** Stops what runs: for interrupt_request, and for a SIGINT that the kernel's process gets. */
  async interrupt(): Promise<void> {
    this.#stdin.cancel();
    await this.implementation.interrupt();
  }

  /** Closes the sockets, without a word to the implementation. */
  async close(exitCode: number): Promise<void> {
    this.#closing = true;
    this.#stdin.cancel();
    this.#publisher.flush();
    await this.#sockets.close();
    this.#resolveClosed(exitCode);
  }

  #welcome(topic: string): void {
    this.#sockets.publish(topic, makeKernelMessage(this.#session, "iopub_welcome", { subscription: topic }));
  }

  #take(socket: RequestSocketName, received: Received): void {
    const type = received.message.header.msg_type;
    if (socket === "stdin") this.#takeInput(received);
    else if (type === "shutdown_request") void this.#shutdown(socket, received);
    else if (socket === "control") void this.#frame("control", received, () => this.#control(received));
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
      else await this.#frame("shell", received, () => this.#shell(received));
    }
    this.#pumping = undefined;
  }

  /** Handles one request between busy and idle; what goes wrong becomes an error reply. */
  async #frame(socket: RequestSocketName, received: Received, handle: () => Promise<Answer>): Promise<void> {
    const { header } = received.message;
    this.#status(received, "busy");
    let answer: Answer;
    try {
      answer = await handle();
    } catch (error) {
      answer = { content: { status: "error", ...errorInfo(error) } };
    }
    this.#publisher.flush();
    await this.#sockets.published();
    if (answer && header.msg_type.endsWith("_request"))
      this.#reply(socket, received, header.msg_type.replace(/_request$/, "_reply"), answer);
    this.#status(received, "idle");
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
      case "debug_request":
        return refuse("This kernel has no debugger.");
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
    const io = this.#io({
      header: received.message.header,
      client: received.client,
      silent: false,
      allowStdin: false,
      executionCount: this.#count,
    });
    if (this.implementation.comm) await this.implementation.comm(comm, io);
    else if (comm.kind === "open") io.comm({ kind: "close", commId: comm.commId, data: {} });
  }

  async #execute(received: Received): Promise<void> {
    const { header, metadata } = received.message;
    let queuedBehind: Received[] = [];
    await this.#frame("shell", received, async () => {
      let content: ReturnType<typeof read<typeof executeRequest>>;
      try {
        content = read(executeRequest, received.message);
      } catch (error) {
        return { content: { status: "error", ...errorInfo(error), execution_count: this.#count } };
      }
      const { code, silent, user_expressions: userExpressions, allow_stdin: allowStdin } = content;
      const storeHistory = content.store_history && !silent;
      if (storeHistory) this.#history.add(++this.#count, code);
      const executionCount = this.#count;
      const io = this.#io({ header, client: received.client, silent, allowStdin, executionCount });
      this.#remember(io);
      if (!silent)
        this.#publisher.publish(header, "execute_input", { code, execution_count: executionCount });
      const origin = readOrigin(metadata);
      const cellId = metadata["cellId"];
      const outcome = await this.#run(() =>
        this.implementation.execute(
          {
            id: header.msg_id,
            ...{ code, silent, storeHistory, userExpressions, allowStdin, executionCount },
            ...(origin === undefined ? {} : { origin }),
            ...(typeof cellId === "string" ? { cellId } : {}),
          },
          io,
        ),
      );
      io.end();
      if (outcome.status === "error" && content.stop_on_error) {
        // What the client sent before it could know of the error is aborted, not what it sends after the reply.
        await this.#sockets.settled();
        queuedBehind = this.#takeQueuedExecutions();
      }
      const { prompts, ...rest } = outcome;
      if (prompts) this.#prompts = prompts;
      if (rest.status === "error") io.error(pickError(rest));
      return {
        content: { ...executeReply(rest), execution_count: executionCount },
        ...(prompts ? { metadata: { tandem: { prompts } } } : {}),
      };
    });
    await this.#abort(queuedBehind);
  }

  /** Runs an execution until it ends or is given up because the kernel ends. */
  async #run(execute: () => Promise<ExecuteOutcome>): Promise<ExecuteOutcome> {
    const givenUp = new Promise<ExecuteOutcome>((resolve) => {
      this.#endRunning = resolve;
    });
    if (this.#closing) return KERNEL_ENDED;
    try {
      return await Promise.race([execute(), givenUp]);
    } catch (error) {
      return { status: "error", ...errorInfo(error) };
    } finally {
      this.#endRunning = undefined;
    }
  }

  #takeQueuedExecutions(): Received[] {
    const isExecution = ({ message }: Received) => message.header.msg_type === "execute_request";
    const taken = this.#queue.filter(isExecution);
    this.#queue = this.#queue.filter((received) => !isExecution(received));
    return taken;
  }

  async #abort(queued: readonly Received[]): Promise<void> {
    for (const received of queued) {
      const content = { status: "aborted", execution_count: this.#count };
      await this.#frame("shell", received, async () => ({ content }));
    }
  }

  async #shutdown(socket: RequestSocketName, received: Received): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    let restart = false;
    await this.#frame(socket, received, async () => {
      restart = read(shutdownRequest, received.message).restart;
      this.#stdin.cancel();
      const queued = this.#takeQueuedExecutions();
      await this.#info.catch(() => {});
      await this.implementation.shutdown(restart);
      this.#endRunning?.(KERNEL_ENDED);
      await this.#pumping;
      await this.#abort(queued);
      this.#publisher.publish(received.message.header, "shutdown_reply", { status: "ok", restart });
      return ok({ restart });
    });
    await this.close(0);
  }

  async #interpreterEnded({ exitCode, message }: InterpreterEnd): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    if (message) this.#latestIo.stream("stderr", message.endsWith("\n") ? message : `${message}\n`);
    const queued = this.#takeQueuedExecutions();
    this.#endRunning?.(KERNEL_ENDED);
    this.#stdin.cancel();
    await this.#pumping;
    await this.#abort(queued);
    await this.close(exitCode);
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
      debugger: false,
      supported_features: [],
      tandem: { ...(this.#prompts ? { prompts: this.#prompts } : {}), abilities: abilities ?? [] },
    };
  }

  #reply(
    socket: RequestSocketName,
    { client, message }: Received,
    type: string,
    answer: NonNullable<Answer>,
  ): void {
    const { content, metadata } = answer;
    this.#sockets.send(
      socket,
      client,
      makeKernelMessage(this.#session, type, content, { parent: message.header, metadata }),
    );
  }

  #status({ message }: Received, execution_state: "busy" | "idle"): void {
    this.#publisher.publish(message.header, "status", { execution_state });
  }

  #io(parent: OutputParent): ServerIo {
    return new ServerIo(parent, { publisher: this.#publisher, stdin: this.#stdin, history: this.#history });
  }

  #remember(io: ServerIo): void {
    this.#latestIo = io;
    this.#ios.set(io.requestId, io);
    if (this.#ios.size > REMEMBERED_REQUESTS) {
      const oldest = this.#ios.keys().next().value;
      if (oldest !== undefined) this.#ios.delete(oldest);
    }
  }
}
