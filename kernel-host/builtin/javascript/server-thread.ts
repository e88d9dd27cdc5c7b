/** The worker of the JavaScript kernel: the kernel server, with the user's thread as its implementation. */
import { writeSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { unawaited } from "../../floor/failures";
import type { Json } from "../../wire/message";
import { readConnectionFile } from "../server/connection";
import { dumpedCell } from "../server/dumped-cell";
import { takeEarlierHistory } from "../server/earlier-history";
import {
  type CodeToRun,
  type Completeness,
  type ExecuteOutcome,
  type ImplementationInfo,
  InputCancelled,
  type KernelImplementation,
  type KernelServices,
  type RequestIo,
} from "../server/kernel-implementation";
import { KernelServer } from "../server/kernel-server";
import { watchParent } from "../server/parent-watch";
import { BreakableRegion } from "./breakable-region";
import { RingReader } from "./byte-ring";
import { completeAt } from "./completion";
import { VARIABLES } from "./define-variables";
import { InheritedReader } from "./inherited-reader";
import { InspectedTables } from "./inspected-tables";
import { inspectAt } from "./inspection";
import { ValueInspector } from "./inspector";
import { InspectorDebugger } from "./inspector-debugger";
import {
  cellName,
  type FromUser,
  type InputAnswer,
  raise,
  type ServerThreadData,
  type ToUser,
} from "./thread-messages";

/** Code that has not stopped this long after an interrupt cannot be stopped, in ms. */
const INTERRUPT_MS = 2000;
/** What programs print late can be attributed to so many of the last requests. */
const REMEMBERED_REQUESTS = 4096;
/** How long the user's thread may take to exit, before its loop is broken and after, in ms. */
const EXIT_MS = 1000;

class UserThread implements KernelImplementation {
  readonly #data: ServerThreadData;
  readonly #reader: RingReader;
  readonly #region: BreakableRegion;
  #services: KernelServices | undefined;
  #debugger: InspectorDebugger | undefined;
  readonly #tables = new InspectedTables();
  #ready!: () => void;
  #inherited: InheritedReader | undefined;
  /** Messages that were taken and not handled; they wait while there is a barrier. */
  #messages: FromUser[] = [];
  #handled = 0;
  #barrier: number | undefined;
  /** Requests by the numbers under which `InheritedOutput` knows them. */
  readonly #requests = new Map<number, string>();
  #number = 0;
  #running: { id: string; io: RequestIo; resolve: (outcome: ExecuteOutcome) => void } | undefined;
  #resolveCompleteness: ((completeness: Completeness) => void) | undefined;
  #onPong: (() => void) | undefined;
  #onExiting: (() => void) | undefined;
  /** The execution count: what is typed next has the number after it. */
  #count = 0;

  constructor(
    data: ServerThreadData,
    private readonly post: (message: ToUser) => void,
  ) {
    this.#data = data;
    this.#reader = new RingReader(data.ring);
    this.#region = new BreakableRegion(data.running);
  }

  async start(services: KernelServices): Promise<ImplementationInfo> {
    this.#services = services;
    await new Promise<void>((resolve) => {
      this.#ready = resolve;
      this.drain();
    });
    const runtime = process.versions["electron"] ? `Electron ${process.versions["electron"]}, ` : "";
    return {
      implementation: "tandem-javascript",
      implementationVersion: "0.1.0",
      languageInfo: {
        name: "javascript",
        version: process.versions.node,
        mimetype: "text/javascript",
        file_extension: ".js",
        pygments_lexer: "javascript",
        codemirror_mode: "javascript",
        nbconvert_exporter: "script",
      },
      banner: `JavaScript and TypeScript in Tandem (${runtime}Node.js ${process.versions.node})`,
      helpLinks: [
        { text: "JavaScript", url: "https://developer.mozilla.org/docs/Web/JavaScript" },
        {
          text: "Node.js",
          url: `https://nodejs.org/docs/latest-v${process.versions.node.split(".")[0]}.x/api/`,
        },
      ],
      prompts: { primary: "> ", continuation: "... " },
      abilities: ["variables", "data", "origin"],
    };
  }

  execute(request: CodeToRun, io: RequestIo): Promise<ExecuteOutcome> {
    this.#count = request.executionCount;
    return new Promise((resolve) => {
      this.#running = { id: request.id, io, resolve };
      const number = ++this.#number;
      this.#requests.set(number, request.id);
      this.#requests.delete(number - REMEMBERED_REQUESTS);
      this.post({ type: "execute", request, number });
    });
  }

  complete(code: string, cursor: number) {
    return completeAt(code, cursor);
  }

  inspect(code: string, cursor: number, detail: 0 | 1) {
    return inspectAt(code, cursor, detail);
  }

  async variables(content: Json): Promise<Json> {
    const { path, from, count, hold, restore, release } = content;
    const request = JSON.stringify({ path, from, count, hold, restore, release });
    const expression = `${VARIABLES}(${request})`;
    const answer = await ValueInspector.use((inspector) => inspector.call(expression));
    return (answer as Json | undefined) ?? { status: "busy" };
  }

  data(content: Json): Promise<Json> {
    return this.#tables.answer(content);
  }

  async debug(content: Json): Promise<Json> {
    const dumped = dumpedCell(content, cellName(this.#count + 1));
    if (dumped) return dumped;
    this.#debugger ??= new InspectorDebugger({
      program: process.argv[1] ?? "",
      publish: (event) => this.#services?.debugEvent(event),
    });
    return this.#debugger.request(content);
  }

  isComplete(code: string): Promise<Completeness> {
    return new Promise((resolve) => {
      this.#resolveCompleteness = resolve;
      this.post({ type: "isComplete", code });
    });
  }

  async interrupt(): Promise<void> {
    const running = this.#running;
    this.#stop();
    const reached = await this.#answersWithin(INTERRUPT_MS);
    if (!reached && this.#running === running && running) {
      running.io.stream("stderr", `${CANNOT_STOP}\n`);
    }
  }

  async shutdown(): Promise<void> {
    if (await this.#exitsWithin(EXIT_MS)) return;
    this.#stop();
    await this.#exitsWithin(EXIT_MS);
  }

  /** Ends code that runs, by a signal, or the wait for a promise, by a message. */
  #stop(): void {
    // On Windows there is no such signal: Node's kill would end the process.
    if (process.platform !== "win32" && this.#region.claim()) signalInterrupt();
    else this.post({ type: "interrupt" });
  }

  /** Takes what the user's thread has sent; to be called at each of its kicks. */
  drain(): void {
    const services = this.#services;
    // What comes before the start waits in the ring.
    if (!services) return;
    for (const message of this.#reader.take()) this.#messages.push(message as FromUser);
    while (this.#barrier === undefined && this.#handled < this.#messages.length) {
      this.#take(services, this.#messages[this.#handled++] as FromUser);
    }
    if (this.#handled < this.#messages.length) return;
    this.#messages = [];
    this.#handled = 0;
  }

  close(): void {
    this.#inherited?.dispose();
    this.#reader.close();
    raise(this.#data.released);
  }

  #take(services: KernelServices, message: FromUser): void {
    switch (message.type) {
      case "ready":
        return this.#ready();
      case "stream":
        return services.ioOf(message.id).stream(message.name, message.text);
      case "result":
        return services.ioOf(message.id).result(message.shown);
      case "display":
        return services.ioOf(message.id).display(message.shown);
      case "updateDisplay":
        return services.ioOf(message.id).updateDisplay({ displayId: "", ...message.shown });
      case "clearOutput":
        return services.ioOf(message.id).clearOutput(message.wait);
      case "error":
        return services.ioOf(message.id).error(message.error);
      case "publish":
        return services.ioOf(message.id).publish(message.msgType, message.content);
      case "input":
        return unawaited(
          "a question of the user's code",
          this.#ask(services.ioOf(message.id), message.prompt, message.password),
        );
      case "outcome": {
        const running = this.#running;
        this.#running = undefined;
        this.#debugger?.runEnded();
        return running?.resolve(message.outcome);
      }
      case "completeness":
        return this.#resolveCompleteness?.(message.completeness);
      case "pong":
        return this.#onPong?.();
      case "pipes":
        this.#inherited = new InheritedReader(message.pipes, message.token, {
          before: () => this.drain(),
          text: (name, number, text) => services.ioOf(this.#requests.get(number)).stream(name, text),
          passed: (number) => this.#passed(number),
        });
        return;
      case "barrier":
        if (!this.#inherited?.expect(message.number)) return;
        this.#barrier = message.number;
        return this.#inherited.await(message.number);
      case "exiting":
        if (this.#onExiting) return this.#onExiting();
        return services.ended({
          exitCode: message.code,
          message: `The kernel was ended by process.exit(${message.code}).`,
        });
    }
  }

  #passed(barrier: number): void {
    if (this.#barrier === barrier) this.#barrier = undefined;
    this.drain();
  }

  async #ask(io: RequestIo, prompt: string, password: boolean): Promise<void> {
    try {
      this.#answer({ value: await io.input(prompt, password) });
    } catch (error) {
      if (error instanceof InputCancelled) this.#answer({ interrupted: true });
      else this.#answer({ refused: error instanceof Error ? error.message : String(error) });
    }
  }

  #answer(answer: InputAnswer): void {
    this.#data.inputPort.postMessage(answer);
    raise(this.#data.answered);
  }

  async #answersWithin(ms: number): Promise<boolean> {
    return within(ms, (resolve) => {
      this.#onPong = resolve;
      this.post({ type: "ping" });
    });
  }

  #exitsWithin(ms: number): Promise<boolean> {
    return within(ms, (resolve) => {
      this.#onExiting = resolve;
      this.post({ type: "exit", code: 0 });
    });
  }
}

const CANNOT_STOP =
  process.platform === "win32"
    ? "On Windows a loop that does not wait cannot be interrupted. Restart the kernel to end it."
    : "This code runs in a callback, where an interrupt does not reach it. Restart the kernel to end it.";

/** SIGINT to this process, and to the programs it has started when it leads their group, as Ctrl+C in a terminal. */
function signalInterrupt(): void {
  try {
    process.kill(-process.pid, "SIGINT");
  } catch {
    // There is no group of this number.
    process.kill(process.pid, "SIGINT");
  }
}

/** Whether `begin` was resolved in time. */
function within(ms: number, begin: (resolve: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    begin(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/** Serves until the kernel ends, and then ends the process. */
export async function runServerThread(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error("This is not a worker.");
  const data = workerData as ServerThreadData;
  // A worker's own stderr goes through the main thread, which may be spinning.
  console.error = (...words: unknown[]) => writeSync(2, `${words.join(" ")}\n`);
  const user = new UserThread(data, (message) => port.postMessage(message));
  // Once a turn: Node hands on kicks as long as more come, and a flood's would keep what comes by sockets, an interrupt.
  let isDue = false;
  port.on("message", () => {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      user.drain();
    });
  });
  let exitCode = 1;
  try {
    const connection = await readConnectionFile(data.connectionFile);
    const server = await KernelServer.start(connection, user, { history: takeEarlierHistory(process.env) });
    watchParent(() => unawaited("closing", server.close(1)));
    exitCode = await server.closed;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
  }
  user.close();
  // The main thread exits by itself when it can; a thread that spins only ends with its process.
  port.postMessage({ type: "exit", code: exitCode } satisfies ToUser);
  setTimeout(() => process.kill(process.pid, "SIGTERM"), EXIT_MS);
}
