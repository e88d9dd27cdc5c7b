/** One kernel-host as a process: started so that it outlives us, found by its file, known dead by its exit. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readdirSync } from "node:fs";
import { devNull } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { FILLED_DESCRIPTORS, SESSION_MARK } from "../../preload/contract/session-files";
import { HostLink } from "./host-link";
import type { SessionFolder } from "./session-folder";

/** How often it is looked whether the host is ready, in ms. */
const LOOK_MS = 20;

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
}

export interface HostExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class HostProcess {
  /** Resolves when the process is gone. */
  readonly exited: Promise<HostExit>;
  #exit: HostExit | undefined;

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: SessionFolder,
    private readonly build: string,
  ) {
    this.exited = new Promise((resolve) => {
      const done = (code: number | null, signal: NodeJS.Signals | null) => {
        this.#exit ??= { code, signal };
        resolve(this.#exit);
      };
      child.once("exit", done);
      child.once("error", () => done(127, null));
    });
    child.unref();
  }

  /** Starts a host on a session's folder. A program that cannot be started has exited with code 127. */
  static start(program: HostProgram, folder: SessionFolder): HostProcess {
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
      const child = spawn(program.execPath, [program.script, folder.path], {
        cwd: folder.path,
        env,
        detached: true,
        stdio: [nothing, nothing, log, ...Array<number>(fillers).fill(nothing)],
        windowsHide: true,
      });
      return new HostProcess(child, folder, program.build);
    } finally {
      closeSync(log);
      closeSync(nothing);
    }
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get gone(): HostExit | undefined {
    return this.#exit;
  }

  /**
   * Connects to the host once it serves.
   * @throws Error when it has ended, or when the time is over; says why the last attempt failed
   */
  async connect(limitMs: number): Promise<HostLink> {
    const until = performance.now() + limitMs;
    let problem = "it did not say where it can be reached";
    while (!this.#exit && performance.now() < until) {
      const said = await this.folder.host();
      if (said && said.pid === this.pid) {
        try {
          return await HostLink.connect({ address: said.attach, key: this.folder.key, build: this.build });
        } catch (error) {
          problem = (error as Error).message;
        }
      }
      await Promise.race([wait(LOOK_MS), this.exited]);
    }
    throw new Error(this.#exit ? describeExit(this.#exit) : problem);
  }

  /** Ends the process, whatever it does. Resolves when it is gone. */
  async kill(): Promise<void> {
    if (!this.#exit) this.child.kill("SIGKILL");
    await this.exited;
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
  return signal ? `it was ended by ${signal}` : `it ended with code ${code}`;
}
