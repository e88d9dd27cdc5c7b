/** Finds out that this process was itself stopped (SIGSTOP, sleep) while the kernel was busy and nobody listened. */
import { LIVENESS } from "../../preload/contract/limits";

const TICK_MS = 100;

/**
 * Watches while `busy` says so.
 * @param stopped called with the length of the stop, in ms
 */
export class SelfWatch {
  #timer: NodeJS.Timeout | undefined;
  #at = 0;
  #cpu = process.cpuUsage();

  constructor(private readonly stopped: (ms: number) => void) {}

  /** Begins or ends to watch. */
  set busy(busy: boolean) {
    if (busy === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (!busy) return;
    this.#mark();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  dispose(): void {
    this.busy = false;
  }

  #mark(): void {
    this.#at = performance.now();
    this.#cpu = process.cpuUsage();
  }

  #tick(): void {
    const gap = performance.now() - this.#at - TICK_MS;
    const { user, system } = process.cpuUsage(this.#cpu);
    this.#mark();
    // A late tick of a process that was computing all the time is no stop.
    if (gap > LIVENESS.selfStoppedMs && (user + system) / 1000 < gap / 2) this.stopped(Math.round(gap));
  }
}
