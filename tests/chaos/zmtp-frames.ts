/** Where the frames of a ZMTP 3 connection end (https://rfc.zeromq.org/spec/23): just enough to cut between two. */

/** Signature, version, mechanism and filler, before the first frame. */
const GREETING_BYTES = 64;
const MORE = 0x01;
const LONG = 0x02;
const COMMAND = 0x04;

export class ZmtpFrames {
  #skip = GREETING_BYTES;
  #head: number[] = [];
  #more = false;

  /** Takes the next bytes; returns the places in them where a frame ends of whose message more is to come. */
  take(bytes: Uint8Array): number[] {
    const pauses: number[] = [];
    for (let at = 0; at < bytes.length; ) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, bytes.length - at);
        this.#skip -= step;
        at += step;
        if (this.#skip === 0 && this.#more) pauses.push(at);
        continue;
      }
      this.#head.push(bytes[at++] as number);
      const [flags = 0, ...length] = this.#head;
      if (length.length < ((flags & LONG) === 0 ? 1 : 8)) continue;
      this.#skip = length.reduce((sum, byte) => sum * 256 + byte, 0);
      this.#more = (flags & MORE) !== 0 && (flags & COMMAND) === 0;
      this.#head = [];
      if (this.#skip === 0 && this.#more) pauses.push(at);
    }
    return pauses;
  }
}
