/** Records that wait in memory for the disk to take them, oldest first; past a bound the oldest are lost. */
import { FRAME_PREFIX_BYTES } from "./frame";
import type { LostRecords } from "./segment";

interface WaitingRecord {
  readonly seq: number;
  readonly frame: Buffer;
}

export class WaitingRecords {
  #records: WaitingRecord[] = [];
  /** Records before this place have left. */
  #head = 0;
  #bytes = 0;
  #lost: LostRecords[] = [];

  constructor(private readonly limitBytes: number) {}

  get first(): WaitingRecord | undefined {
    return this.#records[this.#head];
  }

  /** Adds a record; returns those that had to go for it. The newest one always stays. */
  add(seq: number, frame: Buffer): LostRecords[] {
    this.#records.push({ seq, frame });
    this.#bytes += frame.length;
    const lost: LostRecords[] = [];
    while (this.#bytes > this.limitBytes && this.#head < this.#records.length - 1) {
      const { seq: gone, frame: bytes } = this.first as WaitingRecord;
      this.shift();
      lost.push({ from: gone, to: gone, bytes: bytes.length });
      this.#countLost(gone, bytes.length);
    }
    return lost;
  }

  /** Takes away the first one. */
  shift(): void {
    this.#bytes -= this.first?.frame.length ?? 0;
    this.#head++;
    if (this.#head > 1000 && this.#head * 2 > this.#records.length) {
      this.#records = this.#records.slice(this.#head);
      this.#head = 0;
    }
  }

  /** Payloads from the record `seq` on, up to about `maxBytes` but at least one; none when `seq` does not wait. */
  read(seq: number, maxBytes: number): Buffer[] {
    const payloads: Buffer[] = [];
    let bytes = 0;
    for (let i = this.#placeOf(seq); i < this.#records.length; i++) {
      const { seq: found, frame } = this.#records[i] as WaitingRecord;
      if (found !== seq + payloads.length || (payloads.length > 0 && bytes + frame.length > maxBytes)) break;
      payloads.push(frame.subarray(FRAME_PREFIX_BYTES));
      bytes += frame.length;
    }
    return payloads;
  }

  /** The place of the first record with this number or a later one. */
  #placeOf(seq: number): number {
    let low = this.#head;
    let high = this.#records.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#records[middle] as WaitingRecord).seq < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What was lost since the last call. */
  takeLost(): LostRecords[] {
    const lost = this.#lost;
    this.#lost = [];
    return lost;
  }

  #countLost(seq: number, bytes: number): void {
    const last = this.#lost.at(-1);
    if (last?.to === seq - 1)
      this.#lost[this.#lost.length - 1] = { from: last.from, to: seq, bytes: last.bytes + bytes };
    else this.#lost.push({ from: seq, to: seq, bytes });
  }
}
