/** One language server as a process: its messages on stdin and stdout, its death, and how it is ended. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { getPriority, setPriority } from "node:os";
import * as v from "valibot";
import { endChild } from "../../kernel-host/door/processes";
import { type RpcMessage, rpcMessage } from "../../preload/contract/language-servers";
import { t } from "../../preload/texts/texts";
import { byteSize } from "../../preload/transcript/quantities";
import { unawaited } from "../floor/failures";
import { CancellationFiles } from "./cancellation-files";
import { framed, MessageReader } from "./message-framing";
import { memoryOf } from "./process-memory";

/** How a server is started. */
export interface ServerProgram {
  /** As sentences name it: "basedpyright". */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Above so much memory (bytes) it is ended. */
  readonly mostMemory?: number;
  /** Whether it can be told by files what is not wanted any more (see `CancellationFiles`). */
  readonly cancelledByFiles?: true;
}

export interface ServerEvents {
  readonly message: (message: RpcMessage) => void;
  /** It ended, or was ended for what it did: a sentence. Called once; nothing comes after. */
  readonly end: (sentence: string) => void;
}

/** What of stderr is kept for the sentence about its end, in UTF-16 units. */
const LAST_WORDS = 2_000;
/** So much nicer than the app it is: where the processors are short the window that is typed in goes before what reads the text. */
const NICER = 5;
const NICEST = 19;
/** A server that is asked to end is killed after this, in ms. */
const END_MS = 2_000;
/** A server that reads nothing is given no more than this, in bytes. */
const MOST_WAITING_BYTES = 128 * 1024 * 1024;
/** What a server may have where its program says nothing, in bytes. */
const MOST_MEMORY = 4 * 1024 ** 3;
/** How often that is looked at, in ms. */
const MEMORY_MS = 5_000;

export class ServerProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  #ended = false;
  #lastWords = "";
  readonly #memory: NodeJS.Timeout;
  readonly #cancellation: CancellationFiles | undefined;

  constructor(
    private readonly program: ServerProgram,
    cwd: string,
    private readonly events: ServerEvents,
  ) {
    this.#cancellation = program.cancelledByFiles && cancellationFiles();
    const { args = [], env = {} } = this.#cancellation ?? {};
    this.#child = spawn(program.command, [...program.args, ...args], {
      cwd,
      env: { ...program.env, ...env },
      windowsHide: true,
      // In a session of its own it has no terminal to ask on, and what it starts ends with it.
      detached: process.platform !== "win32",
      // A .cmd of Windows is no program by itself.
      shell: process.platform === "win32" && /\.(?:cmd|bat)$/i.test(program.command),
    });
    yieldToOthers(this.#child.pid);
    const reader = new MessageReader((message) => this.#takeMessage(message));
    this.#child.stdout.on("data", (bytes: Buffer) => {
      if (this.#ended) return;
      try {
        reader.take(bytes);
      } catch (error) {
        this.#end((error as Error).message);
      }
    });
    this.#child.stderr.setEncoding("utf8");
    this.#child.stderr.on("data", (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS);
    });
    // Its end is told by "exit"; what is written to a dead server matters no more.
    this.#child.stdin.on("error", () => {});
    this.#child.on("error", (error) =>
      this.#end(t("It cannot be started: {reason}", { reason: error.message })),
    );
    this.#child.on("exit", (code, signal) =>
      this.#end(
        signal
          ? t("It ended by signal {signal}.", { signal })
          : t("It ended with exit code {code}.", { code: String(code) }),
      ),
    );
    this.#memory = setInterval(
      () => unawaited("measuring a language server", this.#lookAtMemory()),
      MEMORY_MS,
    );
    this.#memory.unref();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Sends one message. A server that has not read for long is ended. */
  send(message: RpcMessage): void {
    if (this.#ended) return;
    if (message.method === "$/cancelRequest")
      this.#cancellation?.cancel((message.params as { readonly id?: unknown } | undefined)?.id);
    this.#child.stdin.write(framed(message));
    if (this.#child.stdin.writableLength > MOST_WAITING_BYTES) this.#end(t("It reads nothing any more."));
  }

  /** Reads nothing more until `resume`: the server then waits in its own write. */
  pause(): void {
    this.#child.stdout.pause();
  }

  resume(): void {
    this.#child.stdout.resume();
  }

  /** Ends the process: by the end of its input, then by force. `end` of the events is not called. */
  dispose(): void {
    this.#ended = true;
    this.#stop();
  }

  async #lookAtMemory(): Promise<void> {
    const { pid } = this.#child;
    const memory = pid === undefined ? undefined : await memoryOf(pid);
    const most = this.program.mostMemory ?? MOST_MEMORY;
    if (memory !== undefined && memory > most)
      this.#end(t("It took more than {size} of memory.", { size: byteSize(most) }));
  }

  #takeMessage(message: unknown): void {
    const parsed = v.safeParse(rpcMessage, message);
    if (!parsed.success) throw new Error(t("It sent something that is no JSON-RPC message."));
    if (this.#ended) return;
    if (parsed.output.method === undefined) this.#cancellation?.answered(parsed.output.id);
    this.events.message(parsed.output);
  }

  #end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#stop();
    const words = this.#lastWords.trim().split("\n").at(-1) ?? "";
    this.events.end(
      `${t("The language server {name} is gone.", { name: this.program.name })} ${reason}${words ? ` (${words})` : ""}`,
    );
  }

  #stop(): void {
    const child = this.#child;
    clearInterval(this.#memory);
    child.stdin.end();
    child.stdout.resume();
    this.#cancellation?.dispose();
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const timer = setTimeout(() => this.#kill("SIGKILL"), END_MS);
    timer.unref();
    child.once("exit", () => clearTimeout(timer));
    this.#kill("SIGTERM");
  }

  /** Ends it with what it has started. */
  #kill(signal: NodeJS.Signals): void {
    unawaited("ending a language server", endChild(this.#child, signal));
  }
}

/** What it starts, threads and processes, has the same niceness. */
function yieldToOthers(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, Math.min(getPriority(pid) + NICER, NICEST));
  } catch {
    // It is gone already, or the system does not allow it: it then competes as before.
  }
}

/** Undefined where no folder can be made: then what is asked waits for what is asked before. */
function cancellationFiles(): CancellationFiles | undefined {
  try {
    return new CancellationFiles();
  } catch {
    return undefined;
  }
}
