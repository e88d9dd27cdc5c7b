/** What became different from one transcript of a reducer to a later one: who keeps up with it looks at that alone. */
import type { Transcript } from "./transcript";

/** Places of blocks, as they are in the later transcript. */
export interface TranscriptChange {
  /** Other blocks than before stand at these places, all before `from`. */
  readonly at: readonly number[];
  /** From here on any block may be another one, or new; before it stand as many as before. */
  readonly from: number;
}

/** Nothing is known of what is the same. */
const EVERYTHING: TranscriptChange = { at: [], from: 0 };
/** So many steps are remembered: who looks again after more of them looks at everything. */
const MOST_STEPS = 256;
/** In one step, and over all of them, more changed blocks are not told one by one. */
const MOST_PLACES = 1024;

interface Step {
  readonly history: ChangeHistory;
  readonly number: number;
}

const steps = new WeakMap<Transcript, Step>();

/** The changes between the transcripts that one reducer made, one after another. */
export class ChangeHistory {
  /** The newest changes; the last one led to step `#number`. */
  readonly #changes: TranscriptChange[] = [];
  #number = 0;

  /** Remembers what is different in a transcript from the one that was noted before it. */
  note(transcript: Transcript, change: TranscriptChange): void {
    this.#number += 1;
    this.#changes.push(change.at.length > MOST_PLACES ? { at: [], from: Math.min(...change.at) } : change);
    if (this.#changes.length > MOST_STEPS) this.#changes.shift();
    steps.set(transcript, { history: this, number: this.#number });
  }

  /** All that changed after step `after`, up to and with step `upTo`. */
  between(after: number, upTo: number): TranscriptChange {
    const first = this.#changes.length - (this.#number - after);
    if (first < 0 || after > upTo) return EVERYTHING;
    const changes = this.#changes.slice(first, this.#changes.length - (this.#number - upTo));
    const from = changes.reduce((least, change) => Math.min(least, change.from), Number.POSITIVE_INFINITY);
    const at = new Set<number>();
    for (const change of changes) for (const place of change.at) if (place < from) at.add(place);
    return { at: [...at], from };
  }
}

/**
 * What is different in `now` from `before`. Everything, when they are not of one reducer or too far apart.
 * @param before null when nothing was looked at yet
 */
export function changesBetween(before: Transcript | null, now: Transcript): TranscriptChange {
  const [earlier, later] = [before && steps.get(before), steps.get(now)];
  if (!earlier || !later || earlier.history !== later.history) return EVERYTHING;
  return later.history.between(earlier.number, later.number);
}
