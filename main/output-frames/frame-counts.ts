/** How many frames outputs make within their own: a document shows a few, one that means harm makes them without end. */

/** So many may be made within SPAN_MS: a page that embeds others has some ten. */
const MOST_FRAMES = 100;
const SPAN_MS = 10_000;

interface Made {
  /** ms, of the clock. */
  since: number;
  frames: number;
}

export class FrameCounts {
  readonly #made = new Map<string, Made>();

  /** @param now a clock in ms */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * Counts one more frame of an output. Once that is one too many the output's count begins anew.
   * @param output the name of its frame
   */
  isFlood(output: string): boolean {
    const now = this.now();
    for (const [name, { since }] of this.#made) if (now - since > SPAN_MS) this.#made.delete(name);
    const made = this.#made.get(output) ?? { since: now, frames: 0 };
    this.#made.set(output, made);
    made.frames += 1;
    if (made.frames <= MOST_FRAMES) return false;
    this.#made.delete(output);
    return true;
  }
}
