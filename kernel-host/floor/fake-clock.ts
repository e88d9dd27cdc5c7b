/** A clock that tests turn by hand. */
import type { Clock } from "./clock";

export class FakeClock implements Clock {
  #now = 0;
  #timers: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets `ms` pass; what is due runs in its order and at its time. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = end;
  }

  /** Lets `ms` pass in which this process does not run: what is due runs late, at the end. */
  stopFor(ms: number): void {
    this.#now += ms;
    this.pass(0);
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.length;
  }
}
