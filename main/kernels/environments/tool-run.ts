/** A tool that makes or changes an environment, as a process: what it prints, line by line, and its end. */
import { type ChildProcess, spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
import { setTimeout as pause } from "node:timers/promises";
import { endChild } from "../../../kernel-host/door/processes";

/** A tool that was asked to end has so long to tidy up, in ms; then it is killed. */
const TIDY_MS = 3_000;
/** Longer lines are cut, in characters. */
const LONGEST_LINE = 2_000;
/** What bars and colours are drawn with: cursor movements, colours, titles. */
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])/g;

/** One start of a tool. */
export interface ToolCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface ToolEnd {
  /** Exit code; null after a signal, or when it could not be started. */
  readonly code: number | null;
  /** Why it could not be started. */
  readonly error?: NodeJS.ErrnoException;
}

export class ToolRun {
  /** Resolves when it is gone; never rejects. */
  readonly ended: Promise<ToolEnd>;
  readonly #child: ChildProcess;
  #gone = false;

  /** Starts it in a process group of its own. @param line hears each line of its stdout and stderr */
  constructor(command: ToolCommand, line: (text: string) => void) {
    this.#child = spawn(command.program, [...command.args], {
      cwd: command.cwd,
      env: command.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    const flushes = [this.#child.stdout, this.#child.stderr].map((stream) => {
      const lines = new Lines(line);
      stream?.on("data", (chunk: Buffer) => lines.push(chunk));
      stream?.on("error", () => {});
      return () => lines.end();
    });
    this.ended = new Promise((resolve) => {
      const end = (how: ToolEnd) => {
        this.#gone = true;
        for (const flush of flushes) flush();
        resolve(how);
      };
      this.#child.once("close", (code) => end({ code }));
      this.#child.once("error", (error) => {
        if (this.#child.pid === undefined) end({ code: null, error });
      });
    });
  }

  /**
   * Ends the tool with all that it has started. Resolves when it is gone.
   * @param tidyMs it has so long to tidy up before it is killed
   */
  async cancel(tidyMs = TIDY_MS): Promise<void> {
    const { pid } = this.#child;
    if (this.#gone || pid === undefined) return;
    if (process.platform === "win32") await endChild(this.#child);
    else {
      signalGroup(pid, "SIGTERM");
      await Promise.race([this.ended, pause(tidyMs)]);
      // The tool itself may be gone and what it has started not.
      signalGroup(pid, "SIGKILL");
    }
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
    await this.ended;
  }
}

/** Cuts what is printed into lines; a line that is written over again and again counts each time. */
class Lines {
  readonly #decoder = new StringDecoder("utf8");
  #open = "";

  constructor(private readonly line: (text: string) => void) {}

  push(chunk: Buffer): void {
    const parts = (this.#open + this.#decoder.write(chunk)).split(/\r\n|[\r\n]/);
    this.#open = (parts.pop() ?? "").slice(-LONGEST_LINE);
    for (const part of parts) this.#tell(part);
  }

  end(): void {
    this.#tell(this.#open + this.#decoder.end());
    this.#open = "";
  }

  #tell(text: string): void {
    const shown = text.replace(ESCAPES, "").trimEnd().slice(0, LONGEST_LINE);
    if (shown !== "") this.line(shown);
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nothing is left of the group.
  }
}
