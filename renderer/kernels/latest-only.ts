/** Values that come faster than anybody can look: the first is told at once, of those that follow soon the last. */
import type { Pace } from "./pace";

/** One value is told at most so often, in ms. */
const INTERVAL_MS = 50;

export class LatestOnly<Value> {
  #waiting: { readonly value: Value } | undefined;
  #nextAt = Number.NEGATIVE_INFINITY;
  #scheduled = false;

  constructor(
    private readonly pace: Pick<Pace, "now" | "later">,
    private readonly tell: (value: Value) => void,
  ) {}

  take(value: Value): void {
    const rest = this.#nextAt - this.pace.now();
    this.#waiting = { value };
    if (this.#scheduled) return;
    if (rest <= 0) {
      this.flush();
      return;
    }
    this.#scheduled = true;
    this.pace.later(() => {
      this.#scheduled = false;
      this.flush();
    }, rest);
  }

  /** Tells what waits now: nothing more may come. */
  flush(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = undefined;
    this.#nextAt = this.pace.now() + INTERVAL_MS;
    this.tell(waiting.value);
  }

  /** What waits counts no more. */
  drop(): void {
    this.#waiting = undefined;
  }
}
