/** Whether the other end of a pipe answers. Counts only time that we were running ourselves. */
import { LIVENESS } from "../../../preload/contract/limits";
import { unawaited } from "../../floor/failures";

export interface HeartbeatOptions {
  /** Asks; resolves with the answer. */
  readonly ping: () => Promise<void>;
  /** Called when the state changes; it is responsive at first. */
  readonly onChange: (responsive: boolean) => void;
}

/** Pings once an interval until disposed. */
export class Heartbeat {
  readonly #timer: NodeJS.Timeout;
  #waiting = false;
  #misses = 0;
  #responsive = true;
  #lastTick = performance.now();

  constructor(private readonly options: HeartbeatOptions) {
    this.#timer = setInterval(() => this.#tick(), LIVENESS.hostIntervalMs);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = performance.now();
    const late = now - this.#lastTick - LIVENESS.hostIntervalMs > LIVENESS.selfStoppedMs;
    this.#lastTick = now;
    if (this.#waiting) {
      // We were stopped or asleep: the answer may lie in the socket, unread.
      if (!late) this.#misses++;
      if (this.#misses >= LIVENESS.hostMisses) this.#set(false);
      return;
    }
    this.#waiting = true;
    unawaited(
      "asking a host whether it answers",
      this.options.ping().then(() => {
        this.#waiting = false;
        this.#misses = 0;
        this.#set(true);
      }),
    );
  }

  #set(responsive: boolean): void {
    if (responsive === this.#responsive) return;
    this.#responsive = responsive;
    this.options.onChange(responsive);
  }
}
