/** The time of day for whatever counts seconds on the page: one timer for all, and none while nothing counts. */
import type { Readable } from "../store";

const SECOND_MS = 1000;

/** What a clock needs of the system; replaced in tests. */
export interface Ticking {
  now(): number;
  /** Calls every `ms`; returns a function that ends it. */
  every(ms: number, tick: () => void): () => void;
}

const system: Ticking = {
  now: Date.now,
  every: (ms, tick) => {
    const timer = setInterval(tick, ms);
    return () => clearInterval(timer);
  },
};

/** A clock that tells the time in ms since 1970, anew each second while somebody listens. */
export function createClock({ now, every }: Ticking = system): Readable<number> {
  let value = now();
  let stop: (() => void) | undefined;
  const listeners = new Set<() => void>();
  const tick = () => {
    value = now();
    for (const listener of [...listeners]) listener();
  };
  return {
    get() {
      // While it stands nobody hears of its ticks; who looks then gets no time of long ago.
      if (!stop && now() - value >= SECOND_MS) value = now();
      return value;
    },
    subscribe(listener) {
      listeners.add(listener);
      stop ??= every(SECOND_MS, tick);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}

/** The window's. */
export const clock = createClock();
