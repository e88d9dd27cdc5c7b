/** The log of a session that has no host: it is read, and never written. */
import type { LogRecord } from "../../preload/contract/records";
import type { TravellingStart } from "../../preload/transcript/checkpoint";
import type { BlockIndex } from "./disk/block-index";
import { type OpenProblem, openSegments } from "./disk/segment-folder";
import { SegmentReader } from "./disk/segment-reader";
import { readWithStandIns } from "./stand-ins";

export class ClosedLog {
  readonly #reader: SegmentReader;

  /**
   * Opens the log as it is now; an empty one where there is none.
   * @param folder of the segments, within the session's
   * @throws Error with a sentence when the folder is there but not ours to use
   */
  constructor(folder: string, session: string) {
    // What is damaged is told in its place.
    this.#reader = new SegmentReader(session, openSegments(folder, session, false), () => {});
  }

  /** Number of the oldest record that is still here; `last + 1` when there is none. */
  get first(): number {
    return this.#reader.first;
  }

  /** Number of the newest record, 0 when there is none. */
  get last(): number {
    return this.#reader.last;
  }

  /** Bytes of the log on disk. */
  get bytes(): number {
    return this.#reader.bytes;
  }

  /** The newest record, if it can be read. */
  get newest(): LogRecord | undefined {
    return this.last < this.first ? undefined : this.read(this.last - 1, 1)[0];
  }

  get blocks(): BlockIndex {
    return this.#reader.blocks;
  }

  /** What is wrong with the files. */
  get problems(): readonly OpenProblem[] {
    return this.#reader.problems;
  }

  /** Records after number `after`, as `readWithStandIns` gives them. */
  read(after: number, maxBytes: number): readonly LogRecord[] {
    return readWithStandIns((from, bytes) => this.#reader.read(from, bytes), after, maxBytes);
  }

  /** The last number up to `from` that a client of `epoch` and this log know alike. */
  validFor(epoch: number | null, from: number): number {
    return this.#reader.epochs.valid(epoch, from, Number.POSITIVE_INFINITY, this.last);
  }

  /** Where to begin to see about the last `bytes` of the log up to record `to`, after number `after`. See `Log`. */
  startFor(after: number, to: number, bytes: number): TravellingStart | undefined {
    const checkpoint = this.#reader.checkpointAt(Math.min(to, this.#reader.seqBefore(to + 1, bytes)));
    if (!checkpoint || checkpoint.seq <= after) return undefined;
    return { checkpoint, ...this.#reader.blocks.namesUpTo(checkpoint.seq) };
  }
}
