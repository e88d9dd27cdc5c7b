/**
 * Text that came twice: ipykernel takes what is written to the descriptors 1 and 2 of its process (by subprocesses, by
 * C) as stream, and writes a copy to where they led before, which is the process's raw output. Here it is found again.
 */

/** A copy is known by text that was heard at most so long before, in ms. */
const HEARD_MS = 20_000;
/** So much text is kept for it at most, in UTF-16 units. */
const HEARD_CHARS = 4 * 1024 * 1024;
/** Text heard within so many ms is forgotten together, no more of it than this: a flood brings 25 million units in that time. */
const TOGETHER_MS = 500;
const TOGETHER_CHARS = 256 * 1024;
/** For each unit of text that comes in, so many may be looked through: that keeps the whole linear. */
const LOOKS = 64;
const MOST_LOOKS = 256 * 1024 * 1024;
/** Stands for a run of characters that are not ASCII: ipykernel tears those that lie across its buffer's end. */
const FOREIGN = "\ufffd";

/** The text of one stream that was heard lately and that nothing was found to be a copy of yet. */
export class PrintedTwice {
  #text = "";
  /** Before this everything was found again, passed over, or is too old. */
  #at = 0;
  /** Where the text of a time ends in `#text`, oldest first. */
  #times: { time: number; end: number }[] = [];
  #looks = 0;

  /** Takes stream text that came at `time` (ms). */
  heard(text: string, time: number): void {
    const plain = skeleton(text);
    this.#afford(plain.length);
    const seam = plain.startsWith(FOREIGN) && this.#text.endsWith(FOREIGN);
    this.#text += seam ? plain.slice(1) : plain;
    const last = this.#times.at(-1);
    const begin = this.#times.at(-2)?.end ?? 0;
    if (last && time - last.time < TOGETHER_MS && last.end - begin < TOGETHER_CHARS)
      last.end = this.#text.length;
    else this.#times.push({ time, end: this.#text.length });
    this.#forget(time);
  }

  /** Whether this raw text, which comes at `time` (ms), is a copy of what was heard; each text heard has one copy. */
  isCopy(raw: string, time: number): boolean {
    this.#forget(time);
    const wanted = skeleton(raw);
    this.#afford(wanted.length);
    const end = this.#find(wanted);
    if (end !== undefined) this.#at = end;
    return end !== undefined;
  }

  /** Where a copy of `wanted` ends. */
  #find(wanted: string): number | undefined {
    if (wanted === "") return this.#at;
    if (this.#text.startsWith(wanted, this.#at)) return this.#at + wanted.length;
    // The rest of a run that was cut.
    const rest = wanted.startsWith(FOREIGN) && this.#text[this.#at - 1] === FOREIGN;
    if (rest && this.#text.startsWith(wanted.slice(1), this.#at)) return this.#at + wanted.length - 1;
    const reach = Math.min(this.#text.length, this.#at + this.#looks);
    const found = this.#text.slice(this.#at, reach).indexOf(wanted);
    this.#looks -= found === -1 ? reach - this.#at : found;
    return found === -1 ? undefined : this.#at + found + wanted.length;
  }

  #afford(chars: number): void {
    this.#looks = Math.min(MOST_LOOKS, this.#looks + chars * LOOKS);
  }

  #forget(now: number): void {
    let oldest = this.#times[0];
    while (oldest && (now - oldest.time > HEARD_MS || this.#text.length - oldest.end > HEARD_CHARS)) {
      this.#at = Math.max(this.#at, oldest.end);
      this.#times.shift();
      oldest = this.#times[0];
    }
    // Seldom, so that each unit is moved a few times at most.
    if (this.#at < this.#text.length && (this.#at < 64 * 1024 || this.#at * 2 < this.#text.length)) return;
    const before = this.#text[this.#at - 1] ?? "";
    const gone = this.#at - before.length;
    this.#text = this.#text.slice(gone);
    this.#times = this.#times.map(({ time, end }) => ({ time, end: Math.max(0, end - gone) }));
    this.#at = before.length;
  }
}

function skeleton(text: string): string {
  return text.replace(/[\u0080-\uffff]+/g, FOREIGN);
}
