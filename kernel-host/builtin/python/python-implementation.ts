/** Plain Python as a language of the kernel server: any CPython from 3.8 on, or PyPy, with nothing installed in it. */

import path from "node:path";
import { DebugAdapter } from "../../debugger/debug-adapter";
import { unawaited } from "../../floor/failures";
import type { Json } from "../../wire/message";
import { dumpedCell } from "../server/dumped-cell";
import {
  type CodeToRun,
  type Completeness,
  type Completions,
  type DisplayData,
  type ErrorInfo,
  type ExecuteOutcome,
  type ImplementationInfo,
  type Inspection,
  type KernelImplementation,
  type KernelServices,
  type Prompts,
  type RequestIo,
  StdinNotAllowed,
} from "../server/kernel-implementation";
import {
  exitCodeOf,
  type InterpreterExit,
  type InterpreterMessage,
  InterpreterProcess,
} from "./interpreter-process";
import { endedSentence, notStartedSentence, slowStartSentence } from "./interpreter-sentences";

/** A start that takes longer is told about, in ms; it is given up only by whoever waits. */
const SLOW_START_MS = 10_000;
/** How long Python has for its own end (atexit, threads), and then for SIGTERM, in ms. */
const SHUTDOWN_MS = 1_500;
const SIGTERM_MS = 500;
/** Late output can be attributed to so many of the last requests. */
const REMEMBERED_REQUESTS = 4096;
/** Words at the start are kept for the sentence that says why it failed, in characters. */
const START_WORDS = 4000;

export interface PythonOptions {
  /** The interpreter: a path, or a name on PATH. */
  readonly python: string;
  /** Path of interpreter/start.py. */
  readonly startFile: string;
  /** The event loop to keep alive, by name; found out when left out. */
  readonly gui?: string;
}

interface Pending {
  resolve(content: Json): void;
  reject(error: Error): void;
}

export class PythonImplementation implements KernelImplementation {
  #services: KernelServices | undefined;
  #process: InterpreterProcess | undefined;
  #exited: Promise<void> = Promise.resolve();
  #started: { resolve(info: ImplementationInfo): void; reject(error: Error): void } | undefined;
  #startWords = "";
  #shuttingDown = false;
  #debugger: DebugAdapter | undefined;
  #exitAsked = false;
  #endedBy: NodeJS.Signals | null = null;
  #nextId = 1;
  readonly #pending = new Map<number, Pending>();
  /** Requests by the serial number under which the interpreter knows them. */
  readonly #requests = new Map<number, string>();
  #serial = 0;
  /** The execution count: what is typed next has the number after it. */
  #count = 0;

  constructor(private readonly options: PythonOptions) {}

  start(services: KernelServices): Promise<ImplementationInfo> {
    this.#services = services;
    const { python, startFile, gui } = this.options;
    const slow = setTimeout(() => console.error(slowStartSentence(python, this.#startWords)), SLOW_START_MS);
    return new Promise<ImplementationInfo>((resolve, reject) => {
      this.#started = { resolve, reject };
      this.#exited = new Promise((exited) => {
        this.#process = new InterpreterProcess(python, startFile, gui ? { gui } : {}, {
          text: (name, request, text) => {
            if (this.#started) this.#startWords = (this.#startWords + text).slice(-START_WORDS);
            this.#io(request).stream(name, text);
          },
          message: (message) => this.#take(message),
          ended: (exit) => {
            this.#ended(exit);
            exited();
          },
        });
      });
    }).finally(() => {
      clearTimeout(slow);
      this.#started = undefined;
    });
  }

  async execute(request: CodeToRun, io: RequestIo): Promise<ExecuteOutcome> {
    const serial = ++this.#serial;
    this.#requests.set(serial, io.requestId);
    this.#requests.delete(serial - REMEMBERED_REQUESTS);
    const { code, silent, userExpressions, allowStdin, executionCount: count, origin } = request;
    this.#count = count;
    const outcome = (await this.#ask("execute", {
      ...{ request: serial, code, silent, userExpressions, allowStdin, count },
      ...(origin === undefined ? {} : { origin }),
    })) as unknown as ExecuteOutcome;
    // After exit() Python ends by itself, as it was asked to.
    if (outcome.status === "ok")
      this.#exitAsked = outcome.payload?.some(({ source }) => source === "ask_exit") ?? false;
    return outcome;
  }

  async complete(code: string, cursor: number): Promise<Completions> {
    return (await this.#ask("complete", { code, cursor })) as unknown as Completions;
  }

  async inspect(code: string, cursor: number, detail: 0 | 1): Promise<Inspection> {
    return (await this.#ask("inspect", { code, cursor, detail })) as unknown as Inspection;
  }

  async isComplete(code: string): Promise<Completeness> {
    return (await this.#ask("is_complete", { code })) as unknown as Completeness;
  }

  async variables(content: Json): Promise<Json> {
    return this.#ask("variables", { content });
  }

  async data(content: Json): Promise<Json> {
    return this.#ask("data", { content });
  }

  async debug(content: Json): Promise<Json> {
    const dumped = dumpedCell(content, `<cell ${this.#count + 1}>`);
    if (dumped) return dumped;
    this.#debugger ??= new DebugAdapter({
      listen: async (processes) => {
        const { port } = (await this.#ask("debug_listen", { processes })) as { port: number };
        return { host: "127.0.0.1", port };
      },
      publish: (event) => this.#services?.debugEvent(event),
      ownFolder: path.dirname(this.options.startFile),
    });
    return this.#debugger.request(content);
  }

  async interrupt(): Promise<void> {
    this.#process?.interrupt();
  }

  async shutdown(): Promise<void> {
    this.#shuttingDown = true;
    const process = this.#process;
    if (!process) return;
    process.send({ type: "shutdown" });
    // An interrupt of what a debugger holds ends in the debugger, with a traceback of its own.
    if (this.#debugger?.holds) process.signal("SIGTERM");
    else process.interrupt();
    const terminate = setTimeout(() => process.signal("SIGTERM"), SHUTDOWN_MS);
    const kill = setTimeout(() => process.signal("SIGKILL"), SHUTDOWN_MS + SIGTERM_MS);
    await this.#exited;
    clearTimeout(terminate);
    clearTimeout(kill);
  }

  #ask(type: string, content: Json): Promise<Json> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#process?.send({ type, id, ...content });
    });
  }

  #io(serial: number): RequestIo {
    const services = this.#services;
    if (!services) throw new Error("The interpreter spoke before it was started.");
    return services.ioOf(this.#requests.get(serial));
  }

  #take(message: InterpreterMessage): void {
    switch (message.type) {
      case "hello":
        this.#started?.resolve(kernelInfo(message["info"] as PythonInformation));
        break;
      case "reply":
        this.#takeReply(message);
        break;
      case "publish":
        publish(
          this.#io(message["request"] as number),
          message["kind"] as string,
          message["content"] as Json,
        );
        break;
      case "input":
        unawaited("an input of the interpreter", this.#answerInput(message));
        break;
      default:
        console.error(`The interpreter sent a message of unknown type ${JSON.stringify(message.type)}.`);
    }
  }

  #takeReply(message: InterpreterMessage): void {
    const id = message["id"] as number;
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    const error = message["error"] as ErrorInfo | undefined;
    if (error) pending?.reject(Object.assign(new Error(error.evalue), { name: error.ename }));
    else pending?.resolve(message["content"] as Json);
  }

  async #answerInput(message: InterpreterMessage): Promise<void> {
    const question = message["question"] as number;
    const prompt = message["prompt"] as string;
    let answer: Json;
    try {
      const io = this.#io(message["request"] as number);
      answer = { value: await io.input(prompt, message["password"] === true) };
    } catch (error) {
      // What was cancelled ends by the interrupt that cancelled it.
      if (!(error instanceof StdinNotAllowed)) return;
      answer = { refused: error.message };
    }
    this.#process?.send({ type: "input_reply", question, ...answer });
  }

  /** Resolves when the interpreter's process is gone. */
  get gone(): Promise<void> {
    return this.#exited;
  }

  /** The signal that ended the interpreter while nobody had asked it to end. */
  get endedBy(): NodeJS.Signals | null {
    return this.#endedBy;
  }

  #ended(exit: InterpreterExit): void {
    this.#debugger?.dispose();
    if (!this.#shuttingDown) this.#endedBy = exit.signal;
    const { python } = this.options;
    const starting = this.#started;
    if (starting) {
      starting.reject(new Error(notStartedSentence(python, exit, this.#startWords)));
      return;
    }
    const message = this.#shuttingDown || this.#exitAsked ? undefined : endedSentence(exit);
    this.#services?.ended({ exitCode: exitCodeOf(exit), ...(message === undefined ? {} : { message }) });
    for (const { reject } of this.#pending.values()) reject(new Error(message ?? "Python was ended."));
    this.#pending.clear();
  }
}

function publish(io: RequestIo, kind: string, content: Json): void {
  if (kind === "clear_output") {
    io.clearOutput(content["wait"] === true);
    return;
  }
  const { display_id: displayId, ...shown } = content as unknown as DisplayData & { display_id?: string };
  if (kind === "execute_result") io.result(shown);
  else if (kind === "update_display_data" && displayId !== undefined)
    io.updateDisplay({ ...shown, displayId });
  else io.display(displayId === undefined ? shown : { ...shown, displayId });
}

interface PythonInformation {
  readonly version: string;
  readonly implementation: string;
  readonly banner: string;
  readonly prompts: Prompts;
}

function kernelInfo({ version, banner, prompts }: PythonInformation): ImplementationInfo {
  return {
    implementation: "tandem-python",
    implementationVersion: version,
    languageInfo: {
      name: "python",
      version,
      mimetype: "text/x-python",
      file_extension: ".py",
      pygments_lexer: "python3",
      codemirror_mode: { name: "python", version: 3 },
      nbconvert_exporter: "python",
    },
    banner,
    helpLinks: [
      { text: "Python", url: `https://docs.python.org/${version.split(".").slice(0, 2).join(".")}` },
    ],
    prompts,
    abilities: ["prompts", "origin", "magics", "event_loops", "variables", "data"],
  };
}
