/**
 * Many heights on top of each other, of which any may change: a binary indexed tree (Fenwick, 1994), so that a place in
 * a hundred thousand is found, and a change made, in some twenty steps.
 */

export class StackedHeights {
  readonly #heights: number[] = [];
  /** Entry i - 1 has the sum of those heights before place i that i's lowest bit covers. */
  readonly #sums: number[] = [];

  get count(): number {
    return this.#heights.length;
  }

  get total(): number {
    return this.topOf(this.count);
  }

  /** Adds one below the others. */
  push(height: number): void {
    const i = this.#heights.push(height);
    let sum = height;
    for (let below = 1; below < (i & -i); below <<= 1) sum += this.#sums[i - below - 1] as number;
    this.#sums.push(sum);
  }

  /** Leaves only the first `count`. */
  truncate(count: number): void {
    this.#heights.length = count;
    this.#sums.length = count;
  }

  set(place: number, height: number): void {
    const more = height - (this.#heights[place] as number);
    if (more === 0) return;
    this.#heights[place] = height;
    for (let i = place + 1; i <= this.count; i += i & -i) this.#sums[i - 1] = (this.#sums[i - 1] ?? 0) + more;
  }

  /** The sum of all heights before a place. */
  topOf(place: number): number {
    let top = 0;
    for (let i = Math.min(place, this.count); i > 0; i -= i & -i) top += this.#sums[i - 1] as number;
    return top;
  }

  /** The first place that ends below `y`; the count where none does. */
  placeAt(y: number): number {
    let place = 0;
    let rest = y;
    for (let step = 2 ** Math.floor(Math.log2(Math.max(1, this.count))); step >= 1; step /= 2) {
      const sum = this.#sums[place + step - 1];
      if (place + step > this.count || sum === undefined || sum > rest) continue;
      place += step;
      rest -= sum;
    }
    return place;
  }
}
