/** Random numbers that a seed repeats (mulberry32), so that a run which failed can be run again. */
export class Random {
  #state: number;

  /** @param words what the numbers follow from: the run's seed and the fault's kind, so that one fault alone gets the same */
  constructor(...words: readonly (string | number)[]) {
    this.#state = 2166136261;
    for (const char of words.join(" ")) {
      this.#state = Math.imul(this.#state ^ (char.codePointAt(0) ?? 0), 16777619);
    }
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both possible. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error("nothing to pick from");
    return items[this.int(0, items.length - 1)] as T;
  }

  /** `count` random bytes. */
  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.int(0, 255));
  }
}
