/** Time as the host's parts see it, so that tests can turn it by hand. */
export interface Clock {
  /** Monotonic time in ms. */
  now(): number;
  /** Calls `run` once after `ms`; returns a function that prevents it. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
