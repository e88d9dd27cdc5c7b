/** The kernel's process: started detached in a process group of its own, its output in files, its end proven. */
import { type ChildProcess, spawn } from "node:child_process";
import { endChild, startTimeOf } from "../door/processes";
import type { LaunchFile } from "../door/session-files";
import { unawaited } from "../floor/failures";
import { withoutFrozenModules } from "./frozen-modules";

/** How the process ended; `error` when it could not even be started. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: NodeJS.ErrnoException;
}

/** Templates in a kernelspec's argv that nobody fills in: the kernel gets them as they stand. */
export function unknownTemplates(kernel: LaunchFile["kernel"]): string[] {
  return resolveArgv(kernel, "").flatMap((part) => part.match(/\{[a-z_]+\}/g) ?? []);
}

/** argv of the kernelspec with its templates filled in; unknown ones stay. */
export function resolveArgv(kernel: LaunchFile["kernel"], connectionFile: string): string[] {
  return withoutFrozenModules(kernel.argv).map((part) =>
    part.replaceAll("{connection_file}", connectionFile).replaceAll("{resource_dir}", kernel.resourceDir),
  );
}

/** The process of a kernel life, started by this host or taken over. */
export interface KernelProcess {
  /** Resolves when the process is gone; never rejects. */
  readonly exited: Promise<ProcessExit>;
  /** Undefined when it could not be started, or is another program's. */
  readonly pid: number | undefined;
  readonly gone: boolean;
  startTime(): Promise<string | null>;
  /** Sends a signal to the whole process group, if it is still the kernel's. */
  signalGroup(signal: NodeJS.Signals): void;
}

/** A kernel that this host starts. */
export class StartedProcess implements KernelProcess {
  readonly exited: Promise<ProcessExit>;
  readonly #child: ChildProcess;
  #gone = false;

  /**
   * @param surroundings working folder and environment
   * @param output descriptors for the process's own stdout and stderr
   */
  constructor(
    kernel: LaunchFile["kernel"],
    connectionFile: string,
    surroundings: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
    output: { stdout: number; stderr: number },
  ) {
    const [program = "", ...args] = resolveArgv(kernel, connectionFile);
    this.#child = spawn(program, args, {
      ...surroundings,
      detached: true,
      stdio: ["ignore", output.stdout, output.stderr],
    });
    this.exited = new Promise((resolve) => {
      const end = (exit: ProcessExit) => {
        this.#gone = true;
        resolve(exit);
      };
      this.#child.once("exit", (code, signal) => end({ code, signal }));
      this.#child.once("error", (error) => {
        // An error of a process that was started (a signal that failed) says nothing about its end.
        if (this.#child.pid === undefined) end({ code: null, signal: null, error });
      });
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get gone(): boolean {
    return this.#gone;
  }

  async startTime(): Promise<string | null> {
    return this.pid === undefined ? null : startTimeOf(this.pid);
  }

  /**
   * Sends a signal to the whole process group; on Windows, which has none, ends the process and what it started. While the process is not gone its pid cannot be another's, because
   * this process has not taken its exit status yet.
   */
  signalGroup(signal: NodeJS.Signals): void {
    if (this.#gone || this.pid === undefined) return;
    if (process.platform === "win32") {
      unawaited("ending the kernel", endChild(this.#child));
      return;
    }
    try {
      process.kill(-this.pid, signal);
    } catch (error) {
      // ESRCH, or on macOS EPERM: only a zombie is left of the group.
      console.error(`${signal} was not sent to process group ${this.pid}:`, (error as Error).message);
    }
  }
}
