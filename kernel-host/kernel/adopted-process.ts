/** A kernel process that an earlier host started: there is no exit to wait for, so it is looked at again and again. */
import { ADOPTION } from "../../preload/contract/limits";
import type { KernelProcess, ProcessExit } from "./process";
import { isStillThere, markOf, type ProcessIdentity } from "./process-table";

/**
 * Whether this is still the process that was meant: alive, started at that time, and marked as the session's where
 * the system tells marks.
 */
export async function isStillKernel(kernel: ProcessIdentity, session: string): Promise<boolean> {
  if (!(await isStillThere(kernel))) return false;
  const mark = await markOf(kernel.pid);
  return mark === undefined || mark === session;
}

export class AdoptedProcess implements KernelProcess {
  readonly exited: Promise<ProcessExit>;
  #resolve!: (exit: ProcessExit) => void;
  readonly #timer: NodeJS.Timeout;
  #gone = false;

  /** @param identity the process, which was found alive */
  constructor(private readonly identity: ProcessIdentity) {
    this.exited = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#timer = setInterval(() => void this.#alive(), ADOPTION.lookMs);
  }

  get pid(): number {
    return this.identity.pid;
  }

  get gone(): boolean {
    return this.#gone;
  }

  async startTime(): Promise<string> {
    return this.identity.startTime;
  }

  signalGroup(signal: NodeJS.Signals): void {
    void this.#alive().then((alive) => {
      if (!alive) return;
      try {
        process.kill(-this.identity.pid, signal);
      } catch (error) {
        console.error(`${signal} was not sent to process group ${this.pid}:`, (error as Error).message);
      }
    });
  }

  async #alive(): Promise<boolean> {
    if (this.#gone) return false;
    if (await isStillThere(this.identity)) return true;
    this.#gone = true;
    clearInterval(this.#timer);
    this.#resolve({ code: null, signal: null });
    return false;
  }
}
