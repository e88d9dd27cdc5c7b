/** The interpreter's process: Python with the files of interpreter/, its output and messages in one order. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { constants } from "node:os";
import type { Readable, Writable } from "node:stream";
import { unawaited } from "../../floor/failures";
import type { Json } from "../../wire/message";
import { type OrderedMessage, OutputOrder, type StreamName } from "../streams/output-order";
import { closeWriteEnds, outputPipes, readerOf } from "../streams/output-pipes";
import { encodePipeFrame, PipeFrameReader } from "./pipe-frames";

/** After the interpreter's end its pipes may be held open by what it started; they are read for this long, in ms. */
const LAST_OUTPUT_MS = 300;
const TO_INTERPRETER = 3;
const FROM_INTERPRETER = 4;

/** A message of the interpreter; `after` is 0 when it has no place in the output. */
export type InterpreterMessage = Json & OrderedMessage & { readonly type: string };

export interface InterpreterEvents {
  text(name: StreamName, request: number, text: string): void;
  message(message: InterpreterMessage): void;
  /** The process is gone and all it wrote was given out; called once. */
  ended(end: InterpreterExit): void;
}

/** How the process ended; `error` when it could not be started. */
export interface InterpreterExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: NodeJS.ErrnoException;
}

export class InterpreterProcess {
  readonly #child: ChildProcess;
  readonly #order: OutputOrder<InterpreterMessage>;
  readonly #streams: readonly (Readable | null)[];
  #gone = false;

  /**
   * @param python the interpreter
   * @param start path of interpreter/start.py
   * @param greeting what the interpreter is told at its start
   */
  constructor(
    python: string,
    start: string,
    greeting: Json,
    private readonly events: InterpreterEvents,
  ) {
    const token = randomBytes(8).toString("hex");
    this.#order = new OutputOrder(token, events);
    const pipes = outputPipes();
    this.#child = spawn(python, ["-u", start, String(TO_INTERPRETER), String(FROM_INTERPRETER)], {
      stdio: ["ignore", pipes?.stdout.writeEnd ?? "pipe", pipes?.stderr.writeEnd ?? "pipe", "pipe", "pipe"],
      env: environment(),
      // A group of its own: an interrupt reaches it, and what it started, once, from here.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    closeWriteEnds(pipes);
    this.#streams = [
      this.#readStream("stdout", pipes ? readerOf(pipes.stdout) : this.#child.stdout),
      this.#readStream("stderr", pipes ? readerOf(pipes.stderr) : this.#child.stderr),
    ];
    this.#readMessages();
    this.#watchEnd();
    this.#pipe(TO_INTERPRETER)?.on("error", () => {}); // the interpreter's end says it all
    this.send({ ...greeting, token });
  }

  /** Undefined when it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Sends a message; when the process is gone it goes nowhere. */
  send(message: Json): void {
    if (!this.#gone) (this.#pipe(TO_INTERPRETER) as Writable | null)?.write(encodePipeFrame(message));
  }

  /** Asks what runs in the main thread to stop. */
  interrupt(): void {
    if (process.platform === "win32") this.send({ type: "interrupt" });
    else this.signal("SIGINT");
  }

  /** Sends a signal to the interpreter and what it started. */
  signal(signal: NodeJS.Signals): void {
    if (this.#gone || this.pid === undefined) return;
    try {
      process.kill(process.platform === "win32" ? this.pid : -this.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  #pipe(descriptor: number): Readable | Writable | null {
    return this.#child.stdio[descriptor] ?? null;
  }

  #readStream(name: StreamName, stream: Readable | null): Readable | null {
    stream?.on("data", (bytes: Buffer) => this.#order.read(name, bytes));
    stream?.on("error", () => {});
    return stream;
  }

  #readMessages(): void {
    const frames = new PipeFrameReader();
    const stream = this.#pipe(FROM_INTERPRETER) as Readable | null;
    stream?.on("error", () => {});
    stream?.on("data", (bytes: Buffer) => {
      for (const frame of frames.read(bytes)) {
        const message = { after: 0, ...frame } as InterpreterMessage;
        if (message.after === 0) this.events.message(message);
        else this.#order.take(message);
      }
    });
  }

  #watchEnd(): void {
    let exit: InterpreterExit | undefined;
    const finish = () => {
      if (this.#gone || !exit) return;
      this.#gone = true;
      this.#order.end();
      for (const stream of [...this.#child.stdio, ...this.#streams]) stream?.destroy();
      this.events.ended(exit);
    };
    this.#child.once("exit", (code, signal) => {
      exit = { code, signal };
      setTimeout(finish, LAST_OUTPUT_MS);
    });
    // All have ended: nothing that the interpreter started holds them open.
    const ends = this.#streams.map((stream) => new Promise((resolve) => stream?.once("close", resolve)));
    const closed = new Promise((resolve) => this.#child.once("close", resolve));
    unawaited("the end of the interpreter", Promise.all([closed, ...ends]).then(finish));
    this.#child.once("error", (error) => {
      if (this.pid !== undefined) return;
      exit = { code: null, signal: null, error };
      finish();
    });
  }
}

/** What this process was told for itself is not the user's. */
function environment(): NodeJS.ProcessEnv {
  const own = /^(?:ELECTRON_|JPY_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

/** The exit code that a shell would show. */
export function exitCodeOf({ code, signal }: InterpreterExit): number {
  return code ?? (signal === null ? 1 : 128 + constants.signals[signal]);
}
