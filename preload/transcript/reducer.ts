/** What makes a transcript of records; `createReducer` (reduce.ts) makes one. */
import type { LogRecord, ViewMark } from "../contract/records";
import type { Checkpoint } from "./checkpoint";
import type { KeptPart } from "./holding";
import type { Transcript } from "./transcript";
import type { TranscriptPlace, Whereabouts } from "./whereabouts";

/** Takes records one after another and tells at any time what there is to show. */
export interface Reducer {
  /** Number of the newest record taken in. */
  readonly seq: number;
  /** Takes the next record. One that was taken already is ignored. */
  append(record: LogRecord): void;
  /** From now on under these marks. A clear is exact when its `seq` is the present one, or not reached yet. */
  setMarks(marks: readonly ViewMark[]): void;
  /**
   * From now on remembers where the output of each block stood at these records (Block.stops). To be called before the
   * records after them come.
   */
  watch(seqs: readonly number[]): void;
  /** What there is to show. A block that did not change is the same object as before. */
  snapshot(): Transcript;
  /** From where another reducer can go on with the next record. */
  checkpoint(): Checkpoint;
  /** The record after which this begins; 0 for the beginning of the log. */
  readonly start: number;
  /** All that is held, in UTF-16 units, about: blocks with their outputs and pictures, and what came too early or late. */
  readonly held: number;
  /** What of it `drop` may let go of: text and other outputs. Blocks go by `forget`. */
  readonly outputsHeld: number;
  /** How many blocks there are, those that were let go of as a whole not counted. */
  readonly blocks: number;
  /**
   * Lets go of what is final until no more than `target` is held of outputs, oldest first (absent.ts).
   * @param keep whether a part is to stay although it is old
   */
  drop(target: number, keep: (part: KeptPart) => boolean): void;
  /**
   * Lets go of the oldest blocks as a whole until `most` are left, or one that may still change is the oldest: as if
   * this had begun after them. A part that reaches up to `start` brings them back.
   */
  forget(most: number): void;
  /** Where in the log an absent place is to be looked for; undefined when it is held here, or is none. */
  whereabouts(place: TranscriptPlace): Whereabouts | undefined;
  /**
   * Takes what is absent here from a reading of a part of the same log: one that was made to keep "places", and has
   * taken everything from its start to some record. What reaches up to this one's start goes before it.
   */
  fill(part: Reducer): void;
}
