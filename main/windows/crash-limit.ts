/** How often a window may be loaded again by itself after it crashed. */

const MOST_RELOADS = 3;
const WITHIN_MS = 60_000;

/** Answers, for each crash, whether to load again by itself: at most three times within a minute. */
export class CrashLimit {
  #reloads: number[] = [];

  /** @param now ms, of any clock that only goes forward */
  mayReload(now: number): boolean {
    this.#reloads = this.#reloads.filter((time) => now - time < WITHIN_MS);
    if (this.#reloads.length >= MOST_RELOADS) return false;
    this.#reloads.push(now);
    return true;
  }

  /** The user decided to go on: counting begins anew. */
  forgive(): void {
    this.#reloads = [];
  }
}
