/**
 * Finds out that this process was itself stopped (SIGSTOP) while the kernel was busy and nobody listened. A thread that
 * merely waited, for the processor or for the disk, has missed nothing: ZeroMQ's own thread went on reading.
 */
import { LIVENESS } from "../../preload/contract/limits";

const TICK_MS = 100;

/**
 * Watches while `busy` says so.
 * @param stopped called with the length of the stop, in ms
 * @param platform where no signal tells of a stop, one is known by time that passed without the processor's
 */
export class SelfWatch {
  #timer: NodeJS.Timeout | undefined;
  #at = 0;
  #cpu = process.cpuUsage();
  #continued = false;
  readonly #onContinued = () => {
    this.#continued = true;
  };

  constructor(
    private readonly stopped: (ms: number) => void,
    private readonly platform: NodeJS.Platform = process.platform,
  ) {}

  /** Begins or ends to watch. */
  set busy(busy: boolean) {
    if (busy === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    process.off("SIGCONT", this.#onContinued);
    if (!busy) return;
    this.#continued = false;
    if (this.platform !== "win32") process.on("SIGCONT", this.#onContinued);
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
    if (gap <= LIVENESS.selfStoppedMs) {
      this.#continued = false;
      return;
    }
    const tell = () => this.stopped(Math.round(gap));
    if (this.platform === "win32") {
      // A late tick of a process that was computing all the time is no stop.
      if ((user + system) / 1000 < gap / 2) tell();
      return;
    }
    // The signal that ended a stop is delivered after the timers of this turn.
    setImmediate(() => {
      if (this.#continued) tell();
      this.#continued = false;
    });
  }
}
