/**
 * Takes checkpoints of the log as it grows, so that a window can begin near its end, or in the middle, without reducing
 * all that came before.
 */
import type { LogRecord } from "../../../preload/contract/records";
import type { Checkpoint, Earlier } from "../../../preload/transcript/checkpoint";
import { createReducer, type Reducer } from "../../../preload/transcript/reduce";

/** A checkpoint at least this often, in bytes of the log. */
const EVERY_BYTES = 1024 * 1024;
/** A checkpoint that is longer than this as JSON is left out, and the one before it serves: a line without an end. */
const MAX_CHECKPOINT_CHARS = 1024 * 1024;

export class CheckpointKeeper {
  #reducer: Reducer;
  #bytes = 0;
  /** The next checkpoint is tried after so many bytes: later each time that one was too long, so that long lines cost no more than others. */
  #every = EVERY_BYTES;
  #taken: Checkpoint[];

  /**
   * @param start what is open where this begins; undefined at the beginning of a log
   * @param earlier names what stands in the log so far
   */
  constructor(
    start: Checkpoint | undefined,
    private readonly earlier: Earlier,
  ) {
    this.#reducer = createReducer([], start && { checkpoint: start, earlier }, "ends");
    this.#taken = start ? [start] : [];
  }

  /** Takes the next record, which has so many bytes in the log. */
  take(record: LogRecord, bytes: number): void {
    this.#reducer.append(record);
    this.#bytes += bytes;
    if (this.#bytes >= this.#every) this.#checkpoint();
  }

  /** Checkpoints taken since the last call of `endSegment`, oldest first; the first is where that left off. */
  get taken(): readonly Checkpoint[] {
    return this.#taken;
  }

  /** Gives out what was taken; the last one covers everything so far, and is undefined when it would be too long. */
  endSegment(): { checkpoints: Checkpoint[]; end: Checkpoint | undefined } {
    const end = this.#checkpoint();
    const checkpoints = this.#taken;
    this.#taken = end ? [end] : [];
    return { checkpoints, end };
  }

  /** Goes on from here without what was shown before. */
  #checkpoint(): Checkpoint | undefined {
    const checkpoint = this.#reducer.checkpoint();
    this.#bytes = 0;
    this.#reducer = createReducer([], { checkpoint, earlier: this.earlier }, "ends");
    if (JSON.stringify(checkpoint).length > MAX_CHECKPOINT_CHARS) {
      this.#every *= 2;
      return undefined;
    }
    this.#every = EVERY_BYTES;
    if (this.#taken.at(-1)?.seq !== checkpoint.seq) this.#taken.push(checkpoint);
    return checkpoint;
  }
}
