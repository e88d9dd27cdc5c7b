/**
 * Messages from the user's thread to the server's, through shared memory. They arrive while the sender spins, in
 * order, and a sender that is faster than its reader waits instead of filling the memory.
 *
 * The sender can be stopped at any instruction (an interrupt ends JavaScript wherever it is), so what counts as sent
 * is said by one atomic store, and a message that was cut in the middle is finished by the next send.
 */

const WRITTEN = 0;
const TAKEN = 1;
const KICKED = 2;
const CLOSED = 3;
const CONTROL_BYTES = 16;
/** A power of two, so that positions may wrap around. */
const CAPACITY = 4 * 1024 * 1024;
/** How long the sender waits for room before it looks again whether there is still a reader, in ms. */
const WAIT_MS = 200;

export function makeRingMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(CONTROL_BYTES + CAPACITY);
}

function views(memory: SharedArrayBuffer) {
  return { control: new Int32Array(memory, 0, 4), bytes: Buffer.from(memory, CONTROL_BYTES, CAPACITY) };
}

/** How far `to` is ahead of `from`, both of them counters that wrap at 2^32. */
function distance(from: number, to: number): number {
  return (to - from) >>> 0;
}

export class RingWriter {
  readonly #control: Int32Array;
  readonly #bytes: Buffer;
  /** The message being sent and the position at which it begins. */
  #frame: Buffer | undefined;
  #frameStart = 0;

  /** @param kick wakes the reader; called only when it is not already awake */
  constructor(
    memory: SharedArrayBuffer,
    private readonly kick: () => void,
  ) {
    const { control, bytes } = views(memory);
    this.#control = control;
    this.#bytes = bytes;
  }

  /** Sends a JSON value. Blocks while the ring is full. */
  send(message: unknown): void {
    this.#finish();
    const text = JSON.stringify(message);
    const frame = Buffer.allocUnsafe(4 + Buffer.byteLength(text));
    frame.writeUInt32LE(frame.length - 4, 0);
    frame.write(text, 4);
    this.#frameStart = Atomics.load(this.#control, WRITTEN);
    this.#frame = frame;
    this.#finish();
  }

  /** Wakes the reader in any case: after an interrupt, which may have come between the decision to kick and the kick. */
  wake(): void {
    Atomics.store(this.#control, KICKED, 1);
    this.kick();
  }

  #finish(): void {
    const frame = this.#frame;
    if (!frame) return;
    for (;;) {
      const written = Atomics.load(this.#control, WRITTEN);
      const done = distance(this.#frameStart, written);
      if (done >= frame.length) break;
      const taken = Atomics.load(this.#control, TAKEN);
      const room = CAPACITY - distance(taken, written);
      if (room === 0) {
        this.#kick();
        Atomics.wait(this.#control, TAKEN, taken, WAIT_MS);
        if (Atomics.load(this.#control, CLOSED) === 1) break;
        continue;
      }
      const at = (written >>> 0) % CAPACITY;
      const count = Math.min(room, frame.length - done, CAPACITY - at);
      frame.copy(this.#bytes, at, done, done + count);
      Atomics.store(this.#control, WRITTEN, (written + count) | 0);
    }
    this.#frame = undefined;
    this.#kick();
  }

  #kick(): void {
    if (Atomics.exchange(this.#control, KICKED, 1) === 0) this.kick();
  }
}

export class RingReader {
  readonly #control: Int32Array;
  readonly #bytes: Buffer;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(memory: SharedArrayBuffer) {
    const { control, bytes } = views(memory);
    this.#control = control;
    this.#bytes = bytes;
  }

  /** Takes what is there; to be called at each kick: what is sent from now on kicks again. */
  take(): unknown[] {
    Atomics.store(this.#control, KICKED, 0);
    const taken = Atomics.load(this.#control, TAKEN);
    const count = distance(taken, Atomics.load(this.#control, WRITTEN));
    if (count > 0) {
      const at = (taken >>> 0) % CAPACITY;
      const first = Math.min(count, CAPACITY - at);
      this.#parts.push(Buffer.from(this.#bytes.subarray(at, at + first)));
      if (count > first) this.#parts.push(Buffer.from(this.#bytes.subarray(0, count - first)));
      this.#length += count;
      Atomics.store(this.#control, TAKEN, (taken + count) | 0);
      Atomics.notify(this.#control, TAKEN);
    }
    return this.#messages();
  }

  /** Nobody reads any more: a sender that waits gives up. */
  close(): void {
    Atomics.store(this.#control, CLOSED, 1);
    Atomics.notify(this.#control, TAKEN);
  }

  #messages(): unknown[] {
    if (this.#length < 4) return [];
    // Parts of one long message are joined once, when it is whole.
    const head = (this.#parts[0]?.length ?? 0) >= 4 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts);
    if (this.#length < 4 + head.readUInt32LE(0)) return [];
    const all = this.#parts.length === 1 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts);
    const messages: unknown[] = [];
    let at = 0;
    while (all.length - at >= 4) {
      const end = at + 4 + all.readUInt32LE(at);
      if (end > all.length) break;
      messages.push(JSON.parse(all.toString("utf8", at + 4, end)));
      at = end;
    }
    this.#parts = at < all.length ? [all.subarray(at)] : [];
    this.#length = all.length - at;
    return messages;
  }
}
