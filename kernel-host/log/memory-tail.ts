/** The newest records in memory as they are on disk, bounded by dropping the oldest: who follows is sent them as they are. */
import type { LogRecord } from "../../preload/contract/records";
import { RECORD_COST } from "../../preload/transcript/weights";
import { decodeRecord } from "./disk/frame";

/** Slots of dropped records that may stand at the head of the list before it is moved. */
const COMPACT_AFTER = 10_000;

export class MemoryTail {
  /** JSON of the records up to the newest, UTF-8; the first `#dropped` slots are empty. */
  #payloads: (Buffer | undefined)[] = [];
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

  /** Adds the next record, as JSON. */
  add(seq: number, payload: Buffer): void {
    this.last = seq;
    this.#payloads.push(payload);
    this.#held += costOf(payload);
    while (this.#held > this.limitBytes && this.#payloads.length - this.#dropped > 1) {
      this.#held -= costOf(this.#payloads[this.#dropped]);
      this.#payloads[this.#dropped++] = undefined;
    }
    if (this.#dropped > COMPACT_AFTER && this.#dropped * 2 > this.#payloads.length) {
      this.#payloads = this.#payloads.slice(this.#dropped);
      this.#dropped = 0;
    }
  }

  /**
   * JSON of the records after `after`, up to about `maxBytes` but at least one; undefined when the next one is not here.
   * @param to none after that number
   */
  payloads(after: number, maxBytes: number, to = this.last): Buffer[] | undefined {
    const first = this.last - (this.#payloads.length - this.#dropped) + 1;
    if (after + 1 < first || after >= Math.min(to, this.last)) return undefined;
    const payloads: Buffer[] = [];
    let bytes = 0;
    const begin = after + 1 - first + this.#dropped;
    const end = Math.min(this.#payloads.length, begin + to - after);
    for (let at = begin; at < end; at++) {
      const payload = this.#payloads[at];
      if (!payload || (payloads.length > 0 && bytes + payload.length > maxBytes)) break;
      payloads.push(payload);
      bytes += payload.length;
    }
    return payloads;
  }

  /** The same as records. */
  read(after: number, maxBytes: number): LogRecord[] | undefined {
    return this.payloads(after, maxBytes)?.map(decodeRecord);
  }
}

const costOf = (payload: Buffer | undefined) => (payload ? payload.length + RECORD_COST : 0);
