/** The newest records in memory, bounded by dropping the oldest. */
import type { LogRecord } from "../../preload/contract/records";

/** Slots of dropped records that may stand at the head of the list before it is moved. */
const COMPACT_AFTER = 10_000;

export class MemoryTail {
  /** Records up to the newest; the first `#dropped` slots are empty. */
  #records: ({ record: LogRecord; bytes: number } | undefined)[] = [];
  #dropped = 0;
  #bytes = 0;

  /** @param last number of the newest record, which is not here */
  constructor(
    private readonly limitBytes: number,
    private last: number,
  ) {}

  /** Adds the next record, which takes about `bytes`. */
  add(record: LogRecord, bytes: number): void {
    this.last = record.seq;
    this.#records.push({ record, bytes });
    this.#bytes += bytes;
    while (this.#bytes > this.limitBytes && this.#records.length - this.#dropped > 1) {
      this.#bytes -= this.#records[this.#dropped]?.bytes ?? 0;
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
