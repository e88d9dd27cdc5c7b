/**
 * Whether a kernel still answers one kind of probe: one an interval, unresponsive after some failed in a row. An interval counts
 * only when the prober itself was running all through it, so that sleep and a stopped host raise no alarm; and failures
 * while the kernel is busy count only when it was seen to answer while busy.
 */
import { LIVENESS } from "../../preload/contract/limits";
import type { Clock } from "../floor/clock";

export interface LivenessOptions {
  readonly clock: Clock;
  /** Sends probe number n. */
  readonly beat: (n: number) => void;
  readonly busy: () => boolean;
  /** Whether there is anything to probe for now; absent: always. */
  readonly needed?: () => boolean;
  /** The kernel is known to have answered such probes before. */
  readonly everAnswered?: boolean;
  readonly changed: (responsive: boolean) => void;
}

export class Liveness {
  #n = 0;
  #answered = true;
  #misses = 0;
  #everAnswered = false;
  #answeredBusy = false;
  #responsive = true;
  #probedBusy = false;
  #cancel: (() => void) | undefined;

  constructor(private readonly options: LivenessOptions) {
    this.#everAnswered = options.everAnswered ?? false;
  }

  start(): void {
    this.#probe();
  }

  get responsive(): boolean {
    return this.#responsive;
  }

  /** The kernel is known to answer such probes also while it is busy, without having been seen to. */
  trust(): void {
    this.#everAnswered = true;
    this.#answeredBusy = true;
  }

  /** The kernel has just become busy: a probe now shows early whether it answers while it is. */
  busyNow(): void {
    if (this.#cancel && this.#answered && !this.#answeredBusy) {
      this.#cancel();
      this.#probe();
    }
  }

  dispose(): void {
    this.#cancel?.();
  }

  /** The kernel answered probe number n. */
  answered(n: number): void {
    this.#everAnswered = true;
    if (n === this.#n) {
      this.#answered = true;
      if (this.#probedBusy && this.options.busy()) this.#answeredBusy = true;
    }
    this.#misses = 0;
    this.#set(true);
  }

  #probe(): void {
    if (this.options.needed?.() === false) {
      this.#answered = true;
      this.#misses = 0;
      this.#set(true);
      this.#wait();
      return;
    }
    this.#probedBusy = this.options.busy();
    this.#answered = false;
    this.options.beat(++this.#n);
    this.#wait();
  }

  #wait(): void {
    const from = this.options.clock.now();
    this.#cancel = this.options.clock.after(LIVENESS.kernelIntervalMs, () => {
      const stopped = this.options.clock.now() - from > LIVENESS.kernelIntervalMs + LIVENESS.selfStoppedMs;
      // An answer may lie in the socket of a host that was stopped: the probe gets another full interval.
      if (stopped && !this.#answered) this.#wait();
      else this.#judge();
    });
  }

  #judge(): void {
    const counts = this.#everAnswered && (this.#answeredBusy || !(this.#probedBusy || this.options.busy()));
    if (!this.#answered && counts && ++this.#misses >= LIVENESS.kernelMisses) this.#set(false);
    this.#probe();
  }

  #set(responsive: boolean): void {
    if (this.#responsive === responsive) return;
    this.#responsive = responsive;
    this.options.changed(responsive);
  }
}
