/** The places that were found in a log, in its order. */
import type { OutputPlace } from "../../kernels/unseen";
import { type BlockHits, HIT } from "./find-messages";

/** One place; `output` counts from the first of the block's (-1: its code), columns are UTF-16 units. */
export interface Hit extends OutputPlace {
  readonly start: number;
  readonly end: number;
}

export class HitList {
  /** By block, in order. */
  readonly #blocks = new Map<number, number[]>();
  #ordered: readonly { readonly seq: number; readonly before: number }[] = [];
  #stale = false;
  #count = 0;

  get count(): number {
    this.#order();
    return this.#count;
  }

  take(found: readonly BlockHits[]): void {
    for (const { seq, keep, hits } of found) {
      const known = this.#blocks.get(seq) ?? [];
      known.length = Math.min(known.length, keep * HIT);
      for (const number of hits) known.push(number);
      if (known.length > 0) this.#blocks.set(seq, known);
      else this.#blocks.delete(seq);
    }
    if (found.length > 0) this.#stale = true;
  }

  /** Blocks with hits, in order, each with how many there are before it. */
  #order(): readonly { readonly seq: number; readonly before: number }[] {
    if (!this.#stale) return this.#ordered;
    this.#stale = false;
    this.#count = 0;
    this.#ordered = [...this.#blocks.keys()]
      .sort((a, b) => a - b)
      .map((seq) => {
        const before = this.#count;
        this.#count += (this.#blocks.get(seq)?.length ?? 0) / HIT;
        return { seq, before };
      });
    return this.#ordered;
  }

  /** The hit of that number, from 0. */
  at(number: number): Hit | null {
    const order = this.#order();
    let low = 0;
    for (let high = order.length - 1; low < high; ) {
      const middle = Math.ceil((low + high) / 2);
      if ((order[middle]?.before ?? 0) <= number) low = middle;
      else high = middle - 1;
    }
    const block = order[low];
    const hits = block && this.#blocks.get(block.seq);
    const at = block ? (number - block.before) * HIT : 0;
    if (!block || !hits || number < 0 || at >= hits.length) return null;
    const [output = 0, line = 0, start = 0, end = 0] = hits.slice(at, at + HIT);
    return { seq: block.seq, output, line, start, end };
  }

  /** The number of the first hit that is not before a place; `count` when all are. */
  from({ seq, output, line }: OutputPlace, column = 0): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      const hit = this.at(middle) as Hit;
      const order = hit.seq - seq || hit.output - output || hit.line - line || hit.start - column;
      if (order >= 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The hits in one output: number of the first, and the one behind the last. */
  inOutput({ seq, output }: Pick<OutputPlace, "seq" | "output">): readonly [number, number] {
    return [this.from({ seq, output, line: 0 }), this.from({ seq, output: output + 1, line: 0 })];
  }

  /** Columns of the hits in one line: first and behind the last. */
  inLine(place: OutputPlace): { readonly number: number; readonly start: number; readonly end: number }[] {
    const found = [];
    for (let number = this.from(place); number < this.count; number++) {
      const hit = this.at(number) as Hit;
      if (hit.seq !== place.seq || hit.output !== place.output || hit.line !== place.line) break;
      found.push({ number, start: hit.start, end: hit.end });
    }
    return found;
  }
}
