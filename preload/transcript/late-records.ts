/** What comes for requests whose blocks are not here, kept for when they come in. */
import type { LogRecord } from "../contract/records";
import { ABSENT_COST, RECORD_COST, REQUEST_COST, weightOfRecord } from "./weights";

/** So much is kept of all of them, in UTF-16 units; of what is past it only that there was more. */
const MOST_LATE = 4 * 1024 * 1024;
/** Of so many requests it is known that there was more; of those before them only the log has it. */
const MOST_LOST = 50_000;

/** The records of one request, oldest first. */
interface Late {
  readonly records: LogRecord[];
  held: number;
}

/** What had come for a block by the time that it came in. */
export interface LateOutput {
  /** Oldest first. */
  readonly records: readonly LogRecord[];
  /** The first record that was not kept; undefined where all were. */
  readonly lost: number | undefined;
}

export class LateRecords {
  readonly #byRequest = new Map<string, Late>();
  /** For requests of which something was not kept: the first such record. */
  readonly #lost = new Map<string, number>();
  #held = 0;

  /** About so many UTF-16 units. */
  get held(): number {
    return this.#held;
  }

  /** What is known of those that were not kept, in the same measure. */
  get places(): number {
    return this.#lost.size * ABSENT_COST;
  }

  /** Keeps a record; where it is too much by now, what was kept of the request for which something came longest ago goes. */
  keep(msgId: string, record: LogRecord): void {
    const known = this.#byRequest.get(msgId);
    const late = known ?? { records: [], held: 0 };
    const weight = weightOfRecord(record) + RECORD_COST + (known ? 0 : REQUEST_COST);
    // What was written to last stands last.
    this.#byRequest.delete(msgId);
    this.#byRequest.set(msgId, late);
    late.records.push(record);
    late.held += weight;
    this.#held += weight;
    for (const [oldest, { records, held }] of this.#byRequest) {
      if (this.#held <= MOST_LATE) break;
      this.#byRequest.delete(oldest);
      this.#held -= held;
      this.#lose(oldest, records[0]?.seq ?? record.seq);
    }
  }

  /** What came for a request; it is not kept here any more. */
  take(msgId: string): LateOutput {
    const { records, held } = this.#byRequest.get(msgId) ?? { records: [], held: 0 };
    const lost = this.#lost.get(msgId);
    this.#byRequest.delete(msgId);
    this.#lost.delete(msgId);
    this.#held -= held;
    return { records, lost };
  }

  /** Takes over what a reading of an earlier part of the log has kept, before what is here. */
  learn(earlier: LateRecords): void {
    for (const [msgId, { records }] of earlier.#byRequest) {
      const own = this.take(msgId);
      for (const record of [...records, ...own.records]) this.keep(msgId, record);
      if (own.lost !== undefined) this.#lose(msgId, own.lost);
    }
    for (const [msgId, seq] of earlier.#lost) this.#lose(msgId, seq);
  }

  #lose(msgId: string, seq: number): void {
    this.#lost.set(msgId, Math.min(seq, this.#lost.get(msgId) ?? seq));
    const [first] = this.#lost.keys();
    if (this.#lost.size > MOST_LOST && first !== undefined) this.#lost.delete(first);
  }
}
