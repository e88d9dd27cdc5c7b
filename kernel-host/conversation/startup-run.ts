/** Runs the steps of a configuration one after another, between the handshake and the first request. */
import { randomUUID } from "node:crypto";
import { REQUEST_GRACE_MS } from "../../preload/contract/limits";
import type { Clock } from "../floor/clock";
import type { Json } from "../wire/message";

/** A piece of code that is run on no client's behalf. */
export interface StartupStep {
  readonly code: string;
  /** What it prints is not published. */
  readonly silent: boolean;
  /** The file that the code is from, for tracebacks. */
  readonly file?: string;
  /** Told when it begins: a sentence. */
  readonly begins?: string;
  /** What it is, as the beginning of a sentence that says how it failed: "The startup script /a.py". */
  readonly what: string;
}

export interface StartupRunOptions {
  readonly clock: Clock;
  readonly steps: readonly StartupStep[];
  /** Sends one to the kernel as an execute_request. */
  readonly send: (step: StartupStep, msgId: string) => void;
  /** Says something in the shell. */
  readonly tell: (sentence: string) => void;
  /** What runs is another one now. */
  readonly changed: () => void;
  /** All have ended; called once, and by `begin` itself where there are none. */
  readonly done: () => void;
}

export class StartupRun {
  readonly #waiting: StartupStep[];
  #running:
    | { readonly step: StartupStep; readonly msgId: string; replied: boolean; idle: boolean }
    | undefined;
  #cancelGrace: (() => void) | undefined;
  #ended = false;

  constructor(private readonly options: StartupRunOptions) {
    this.#waiting = [...options.steps];
  }

  /** msg_id of the step at the kernel. */
  get running(): string | undefined {
    return this.#running?.msgId;
  }

  /** The kernel takes requests: begins with the first step. */
  begin(): void {
    if (!this.#ended && !this.#running) this.#next();
  }

  /** The kernel's execute_reply to the step that runs. */
  replied(content: Json): void {
    if (!this.#running) return;
    const { status, ename, evalue } = content;
    if (status !== "ok") {
      const why = [ename, evalue].filter((text) => typeof text === "string" && text !== "").join(": ");
      this.options.tell(`${this.#running.step.what} failed${why === "" ? "" : ` (${why})`}.`);
    }
    this.#running.replied = true;
    this.#settle(this.#running);
  }

  /** The kernel is idle again for the step that runs. */
  idle(): void {
    if (!this.#running) return;
    this.#running.idle = true;
    this.#settle(this.#running);
  }

  /** The life is over: nothing more is sent, and `done` is not called. */
  dispose(): void {
    this.#ended = true;
    this.#running = undefined;
    this.#cancelGrace?.();
  }

  #settle({ replied, idle }: { replied: boolean; idle: boolean }): void {
    this.#cancelGrace?.();
    if (replied && idle) this.#next();
    else this.#cancelGrace = this.options.clock.after(REQUEST_GRACE_MS, () => this.#next());
  }

  #next(): void {
    const step = this.#waiting.shift();
    if (!step) {
      this.#ended = true;
      this.#running = undefined;
      this.options.done();
      this.options.changed();
      return;
    }
    const msgId = randomUUID();
    this.#running = { step, msgId, replied: false, idle: false };
    if (step.begins !== undefined) this.options.tell(step.begins);
    this.options.send(step, msgId);
    this.options.changed();
  }
}
