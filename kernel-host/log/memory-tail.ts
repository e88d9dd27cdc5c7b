/** The newest records in memory, bounded by dropping the oldest. */
import type { LogRecord } from "../../preload/contract/records";
import { RECORD_COST, weightOfRecord } from "../../preload/transcript/weights";

interface Kept {
  readonly record: LogRecord;
  /** On disk. */
  readonly bytes: number;
  /** In memory: what is small, or made of numbers, takes more there; text that is not Latin takes less. */
  readonly cost: number;
}

/** Slots of dropped records that may stand at the head of the list before it is moved. */
const COMPACT_AFTER = 10_000;

export class MemoryTail {
  /** Records up to the newest; the first `#dropped` slots are empty. */
  #records: (Kept | undefined)[] = [];
  #dropped = 0;
  #held = 0;

  /** @param last number of the newest record, which is not here */
  constructor(
    private readonly limitBytes: number,
    private last: number,
  ) {}

  /** What is here takes about so many bytes of memory. */
  get held(): number {
    return this.#held;
  }

  /** Adds the next record, which takes `bytes` on disk. */
  add(record: LogRecord, bytes: number): void {
    this.last = record.seq;
    const cost = Math.max(bytes, weightOfRecord(record)) + RECORD_COST;
    this.#records.push({ record, bytes, cost });
    this.#held += cost;
    while (this.#held > this.limitBytes && this.#records.length - this.#dropped > 1) {
      this.#held -= this.#records[this.#dropped]?.cost ?? 0;
      this.#records[this.#dropped++] = undefined;
    }
    if (this.#dropped > COMPACT_AFTER && this.#dropped * 2 > this.#records.length) {
      this.#records = this.#records.slice(this.#dropped);
      this.#dropped = 0;
    }
  }

  /** Records after `after`, up to about `maxBytes` but at least one; undefined when the next one is not here. */
  read(after: number, maxBytes: number): LogRecord[] | undefined {
    const first = this.last - (this.#records.length - this.#dropped) + 1;
    if (after + 1 < first || after >= this.last) return undefined;
    const records: LogRecord[] = [];
    let bytes = 0;
    for (let at = after + 1 - first + this.#dropped; at < this.#records.length; at++) {
      const entry = this.#records[at];
      if (!entry || (records.length > 0 && bytes + entry.bytes > maxBytes)) break;
      records.push(entry.record);
      bytes += entry.bytes;
    }
    return records;
  }
}
