/** Ending a process step by step, each given its time before the next: a small state machine apart from how it is done. */
import type { Clock } from "../floor/clock";

export interface EscalationStep {
  readonly name: "interrupt" | "shutdown_request" | "SIGTERM" | "SIGKILL";
  readonly act: () => void;
  /** How long the step may take before the next is taken, in ms. */
  readonly waitMs: number;
}

/** `ended`: the process is proven gone. `survived`: it outlived the last step. */
export type EscalationResult = "ended" | "survived";

export class Escalation {
  readonly result: Promise<EscalationResult>;
  #resolve!: (result: EscalationResult) => void;
  #next = 0;
  #over = false;
  #cancel: (() => void) | undefined;

  /** Takes the first step at once. */
  constructor(
    private readonly clock: Clock,
    private readonly steps: readonly EscalationStep[],
  ) {
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#advance();
  }

  /** The step that was taken last, or undefined when there were none. */
  get step(): EscalationStep["name"] | undefined {
    return this.steps[this.#next - 1]?.name;
  }

  /** The process is proven gone. */
  ended(): void {
    this.#finish("ended");
  }

  /** The step named did what it can do: the next one need not wait. */
  passed(name: EscalationStep["name"]): void {
    if (!this.#over && this.step === name) this.#advance();
  }

  #advance(): void {
    this.#cancel?.();
    const step = this.steps[this.#next++];
    if (!step) {
      this.#finish("survived");
      return;
    }
    this.#cancel = this.clock.after(step.waitMs, () => this.#advance());
    step.act();
  }

  #finish(result: EscalationResult): void {
    if (this.#over) return;
    this.#over = true;
    this.#cancel?.();
    this.#resolve(result);
  }
}
