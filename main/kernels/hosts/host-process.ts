/** One kernel-host as a process: started so that it outlives us, or found running; known dead by its exit or its pid. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readdirSync } from "node:fs";
import { devNull } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { ProtocolMismatch } from "../../../kernel-host/door/attach-opening";
import { HostLink } from "../../../kernel-host/door/host-link";
import { isAlive, type ProcessId, signalProcess } from "../../../kernel-host/door/processes";
import { FILLED_DESCRIPTORS, SESSION_MARK } from "../../../kernel-host/door/session-files";
import { ESCALATION, START } from "../../../preload/contract/limits";
import { unawaited } from "../../floor/failures";
import type { SessionFolder } from "./session-folder";

/** How often it is looked whether the host is ready, in ms. */
const LOOK_MS = 20;
/** How often a host that somebody else started is looked at, in ms. */
const FOUND_LOOK_MS = 500;

/**
 * What a host is to do with its session's kernel: `start` takes over one that lives, else starts one; `adopt` takes
 * over or stays without; `closed` serves the log to be read.
 */
export type HostMode = "start" | "adopt" | "closed";

/** How host processes are started. */
export interface HostProgram {
  /** A Node, or Electron that is told to be one. */
  readonly execPath: string;
  /** The host's bundle. */
  readonly script: string;
  /** Environment, the user's own. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Our version. */
  readonly build: string;
  /** Versions of the attach protocol that we speak, where they are not this build's. */
  readonly protocol?: readonly [number, number];
  /** The beginning of a host's command line: a program that becomes the host, as the same process. */
  readonly launcher?: () => readonly string[];
  /** How long a host may show no progress before it serves, in ms, where that is not START.hostConnectMs. */
  readonly connectMs?: number;
}

/** What of it matters for a host that runs. */
type ConnectOptions = Pick<HostProgram, "build" | "protocol" | "connectMs">;

export interface HostExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class HostProcess {
  /** Resolves when the process is gone. */
  readonly exited: Promise<HostExit>;
  #exit: HostExit | undefined;

  private constructor(
    /** Undefined when it could not even be started. */
    readonly pid: number | undefined,
    private readonly folder: SessionFolder,
    private readonly program: ConnectOptions,
    private readonly end: (signal: NodeJS.Signals) => void,
    watch: (done: (exit: HostExit) => void) => void,
  ) {
    this.exited = new Promise((resolve) => {
      watch((exit) => {
        this.#exit ??= exit;
        resolve(this.#exit);
      });
    });
  }

  /** Starts a host on a session's folder. A program that cannot be started has exited with code 127. */
  static start(program: HostProgram, folder: SessionFolder, mode: HostMode = "start"): HostProcess {
    const log = openSync(folder.hostLog, "a", 0o600);
    const nothing = openSync(devNull, "r+");
    try {
      const fillers = inheritableDescriptors();
      const env = {
        ...program.env,
        ELECTRON_RUN_AS_NODE: "1",
        [FILLED_DESCRIPTORS]: String(fillers),
      };
      // A Tandem that runs inside a kernel of Tandem: its hosts are not that kernel's.
      Reflect.deleteProperty(env, SESSION_MARK);
      const what = mode === "start" ? [] : [`--${mode}`];
      const command = [
        ...(program.launcher?.() ?? []),
        program.execPath,
        program.script,
        folder.path,
        ...what,
      ];
      const child = spawn(command[0] as string, command.slice(1), {
        cwd: folder.path,
        env,
        detached: true,
        stdio: [nothing, nothing, log, ...Array<number>(fillers).fill(nothing)],
        windowsHide: true,
      });
      return HostProcess.#ofChild(child, folder, program);
    } finally {
      closeSync(log);
      closeSync(nothing);
    }
  }

  /** A host that was started by another process, perhaps an earlier one of ours. How it ends is not told to us. */
  static found(host: ProcessId, folder: SessionFolder, program: ConnectOptions): HostProcess {
    const end = (signal: NodeJS.Signals) =>
      unawaited("sending a signal to a host", signalProcess(host, signal));
    return new HostProcess(host.pid, folder, program, end, (done) => {
      const timer = setInterval(async () => {
        if (await isAlive(host)) return;
        clearInterval(timer);
        done({ code: null, signal: null });
      }, FOUND_LOOK_MS);
      timer.unref();
    });
  }

  static #ofChild(child: ChildProcess, folder: SessionFolder, program: HostProgram): HostProcess {
    const end = (signal: NodeJS.Signals) => void child.kill(signal);
    return new HostProcess(child.pid, folder, program, end, (done) => {
      child.once("exit", (code, signal) => done({ code, signal }));
      child.once("error", () => {
        // An error of a process that was started (a signal that failed) says nothing about its end.
        if (child.pid === undefined) done({ code: 127, signal: null });
      });
      child.unref();
    });
  }

  get gone(): HostExit | undefined {
    return this.#exit;
  }

  /**
   * Connects to the host once it serves.
   * @param reading told which part of a long log the host has read, from 0 to 1
   * @throws ProtocolMismatch; Error when it has ended, or when the time is over: says why the last attempt failed
   */
  async connect(reading?: (part: number) => void): Promise<HostLink> {
    const limitMs = this.program.connectMs ?? START.hostConnectMs;
    let until = performance.now() + limitMs;
    let read = -1;
    let problem = "it did not say where it can be reached";
    while (!this.#exit && performance.now() < until) {
      const said = await this.folder.host();
      if (said && said.pid === this.pid) {
        try {
          const { build, protocol } = this.program;
          const asked = { address: said.attach, key: this.folder.key, build };
          return await HostLink.connect(protocol ? { ...asked, protocol } : asked);
        } catch (error) {
          if (error instanceof ProtocolMismatch) throw error;
          problem = (error as Error).message;
        }
      }
      const opening = await this.folder.opening();
      if (opening && opening.pid === this.pid && opening.read > read) {
        read = opening.read;
        until = performance.now() + limitMs;
        reading?.(opening.read / Math.max(1, opening.of));
      }
      await Promise.race([wait(LOOK_MS), this.exited]);
    }
    throw new Error(this.#exit ? describeExit(this.#exit) : problem);
  }

  /**
   * Ends the process, whatever it does. Resolves when it is gone; one that the system cannot end, or of which it is not
   * certain that it is the host, is not waited for longer than ESCALATION.sigkillMs.
   */
  async kill(): Promise<void> {
    if (this.#exit) return;
    this.end("SIGKILL");
    await Promise.race([this.exited, wait(ESCALATION.sigkillMs, undefined, { ref: false })]);
  }

  /** Asks it to end its kernel and itself, as the system does. */
  askToEnd(): void {
    if (!this.#exit) this.end("SIGTERM");
  }
}

/**
 * How many descriptors from 3 on a child would inherit. On Linux, Chromium leaves its own open for children (the
 * display, sockets of its processes, locks): a host that lived on with them would keep a dead app's window on the
 * screen. So each is replaced by nothing. Elsewhere Node's spawn hands on only what it is told to.
 */
function inheritableDescriptors(): number {
  if (process.platform !== "linux") return 0;
  // Other threads of Chromium open more at any time.
  const room = 32;
  const highest = Math.max(2, ...readdirSync("/proc/self/fd").map(Number));
  return highest - 2 + room;
}

/** How a host ended, as the end of a sentence. */
export function describeExit({ code, signal }: HostExit): string {
  if (signal) return `it was ended by ${signal}`;
  return code === null ? "its process is not there any more" : `it ended with code ${code}`;
}
