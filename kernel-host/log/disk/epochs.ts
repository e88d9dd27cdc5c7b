/**
 * Which numbers of an earlier host are still true. A host that died may have shown records that it could not write (the
 * disk was full, or the power failed); its successor then used those numbers again under its own epoch.
 */
export class Epochs {
  /** First number of each epoch that wrote anything. */
  readonly #firsts = new Map<number, number>();

  /** Tells the first number of an epoch. */
  note(epoch: number, first: number): void {
    const known = this.#firsts.get(epoch);
    this.#firsts.set(epoch, known === undefined ? first : Math.min(known, first));
  }

  /** First number of the epochs after `epoch`, or undefined when there is none. */
  startAfter(epoch: number): number | undefined {
    let next: number | undefined;
    for (const [other, first] of this.#firsts) if (other > epoch) next = Math.min(next ?? first, first);
    return next;
  }

  /** All epochs before number `seq`, with their first numbers. */
  before(seq: number): [number, number][] {
    return [...this.#firsts].filter(([, first]) => first < seq);
  }

  /**
   * The last number up to `from` that a client of `epoch` and this host know alike.
   * @param epoch the client's; null when it has seen nothing
   * @param own this host's epoch
   * @param last the newest number here
   */
  valid(epoch: number | null, from: number, own: number, last: number): number {
    if (epoch === null || epoch > own) return 0;
    if (epoch === own) return Math.min(from, last);
    return Math.min(from, (this.startAfter(epoch) ?? last + 1) - 1);
  }
}
