/** What becomes of an interrupt: a signal says nothing of it, so what runs is looked at. */
import { INTERRUPT_SHOWN_MS } from "../../preload/contract/limits";
import type { Clock } from "../floor/clock";

export interface InterruptWatchOptions {
  readonly clock: Clock;
  /** Writes a sentence into the log. */
  readonly tell: (sentence: string) => void;
  /** `ignored` is another. */
  readonly changed: () => void;
}

export class InterruptWatch {
  /** Names what an interrupt was meant for, and when it was sent. */
  #meant: { readonly running: string; readonly at: number } | undefined;
  #stop: () => void = () => {};
  #ignored = false;
  #nothingTold = false;

  constructor(private readonly options: InterruptWatchOptions) {}

  /** Whether what runs has gone on for `INTERRUPT_SHOWN_MS` after it was interrupted. */
  get ignored(): boolean {
    return this.#ignored;
  }

  /** An interrupt is sent. @param running names what the kernel does; undefined: nothing that is known */
  sent(running: string | undefined): void {
    const { clock, tell } = this.options;
    if (running === undefined) {
      // Said once, until something runs: Ctrl+C at an empty prompt is a habit.
      if (!this.#nothingTold) tell("Nothing runs in this kernel: there is nothing to interrupt.");
      this.#nothingTold = true;
      return;
    }
    tell("Interrupt sent.");
    this.#stop();
    // What it outlived before counts from the first one.
    const at = this.#meant?.running === running ? this.#meant.at : clock.now();
    this.#meant = { running, at };
    this.#stop = clock.after(INTERRUPT_SHOWN_MS, () => {
      this.#ignored = true;
      tell("The kernel goes on after the interrupt: interrupt it again, or restart it.");
      this.options.changed();
    });
  }

  /** What the kernel does may be another by now. */
  look(running: string | undefined): void {
    if (running !== undefined) this.#nothingTold = false;
    if (!this.#meant || this.#meant.running === running) return;
    const seconds = Math.round((this.options.clock.now() - this.#meant.at) / 1000);
    if (this.#ignored) this.options.tell(`What was interrupted has ended, ${seconds} s after the interrupt.`);
    this.dispose();
  }

  /** The kernel's life is over. */
  dispose(): void {
    this.#stop();
    this.#meant = undefined;
    this.#ignored = false;
  }
}
