/** A kernel process that an earlier host started: there is no exit to wait for, so it is looked at again and again. */
import { ADOPTION } from "../../preload/contract/limits";
import { type CertainProcess, isAlive, signalGroup } from "../door/processes";
import { unawaited } from "../floor/failures";
import type { KernelProcess, ProcessExit } from "./process";

export class AdoptedProcess implements KernelProcess {
  readonly exited: Promise<ProcessExit>;
  #resolve!: (exit: ProcessExit) => void;
  readonly #timer: NodeJS.Timeout;
  #gone = false;

  /** @param identity the process, which was found alive */
  constructor(private readonly identity: CertainProcess) {
    this.exited = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#timer = setInterval(() => unawaited("looking after the kernel", this.#look()), ADOPTION.lookMs);
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
    unawaited(`sending ${signal}`, signalGroup(this.identity, signal));
  }

  async #look(): Promise<void> {
    if (this.#gone || (await isAlive(this.identity))) return;
    this.#gone = true;
    clearInterval(this.#timer);
    this.#resolve({ code: null, signal: null });
  }
}
