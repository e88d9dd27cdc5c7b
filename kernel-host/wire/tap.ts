/**
 * Lets clients look at the messages of the kernel as they pass. A host has one kernel at a time, and so there is one tap. While
 * nobody looks a message costs the question whether somebody does.
 */
import {
  MOST_WIRE_MESSAGES,
  MOST_WIRE_TEXT,
  type WireMessage,
  type WireToClient,
} from "../../preload/contract/wire";
import { hasPasswordInJson } from "../floor/passwords";

/** What waits to be told, in messages and in bytes of their text: beyond it the oldest are dropped. */
const MOST_WAITING = 5_000;
const MOST_WAITING_BYTES = 8 * 1024 * 1024;
/** Bytes of one answer, about. */
const MOST_ANSWER_BYTES = 256 * 1024;

const DELIMITER = Buffer.from("<IDS|MSG>");

/** What of a message is known before its parts are looked at. */
interface Passed {
  readonly direction: WireMessage["direction"];
  readonly socket: WireMessage["socket"];
  readonly frames: readonly Uint8Array[];
}

export class WireTap {
  readonly #looks = new Set<WireLook>();

  /** Somebody looks from now on. @param told is called once there is something to take */
  open(told: () => void): WireLook {
    const look = new WireLook(told, () => this.#looks.delete(look));
    this.#looks.add(look);
    return look;
  }

  /** A message passes. */
  pass(direction: Passed["direction"], socket: Passed["socket"], frames: readonly Uint8Array[]): void {
    if (this.#looks.size === 0) return;
    for (const look of this.#looks) look.see({ direction, socket, frames });
  }
}

/** The host's. */
export const wireTap = new WireTap();

/** What one client has not been told yet. */
export class WireLook {
  #waiting: WireMessage[] = [];
  #first = 0;
  #bytes = 0;
  #dropped = 0;
  #seen = 0;

  constructor(
    private readonly told: () => void,
    readonly close: () => void,
  ) {}

  see(passed: Passed): void {
    const message = readMessage(passed, ++this.#seen);
    this.#waiting.push(message);
    this.#bytes += sizeOf(message);
    while (this.#waiting.length - this.#first > MOST_WAITING || this.#bytes > MOST_WAITING_BYTES) {
      const oldest = this.#waiting[this.#first++];
      if (!oldest) break;
      this.#bytes -= sizeOf(oldest);
      this.#dropped++;
    }
    this.#tidy();
    this.told();
  }

  /** The next to be told, the oldest first; undefined when there is nothing. */
  take(): WireToClient | undefined {
    if (this.#first >= this.#waiting.length && this.#dropped === 0) return undefined;
    const messages: WireMessage[] = [];
    for (let bytes = 0; messages.length < MOST_WIRE_MESSAGES && bytes < MOST_ANSWER_BYTES; ) {
      const next = this.#waiting[this.#first];
      if (!next) break;
      this.#first++;
      bytes += sizeOf(next);
      this.#bytes -= sizeOf(next);
      messages.push(next);
    }
    this.#tidy();
    const dropped = this.#dropped;
    this.#dropped = 0;
    return { messages, dropped };
  }

  /** There is more to take. */
  get more(): boolean {
    return this.#first < this.#waiting.length || this.#dropped > 0;
  }

  #tidy(): void {
    if (this.#first < 1_000 && this.#first < this.#waiting.length) return;
    this.#waiting = this.#waiting.slice(this.#first);
    this.#first = 0;
  }
}

const sizeOf = ({ parts }: WireMessage) => parts.reduce((sum, part) => sum + part.length, 0) + 200;

function readMessage({ direction, socket, frames }: Passed, n: number): WireMessage {
  const start = frames.findIndex((frame) => DELIMITER.equals(frame));
  const parts = start < 0 ? [] : frames.slice(start + 2, start + 6);
  const header = object(parts[0]);
  const parent = object(parts[1]);
  const type = string(header?.["msg_type"]) ?? "?";
  let cut = false;
  const told = [0, 1, 2, 3].map((at) => {
    const part = parts[at] ?? new Uint8Array();
    cut ||= part.byteLength > MOST_WIRE_TEXT;
    // An answer may be a password: it is told that there was one.
    if (at === 3 && type === "input_reply") return '{"value":"…"}';
    const text = Buffer.from(
      part.buffer,
      part.byteOffset,
      Math.min(part.byteLength, MOST_WIRE_TEXT),
    ).toString("utf8");
    // What a kernel tells of its variables may have one in it.
    return hasPasswordInJson(text) ? '"…"' : text;
  });
  return {
    n,
    time: performance.timeOrigin + performance.now(),
    direction,
    socket,
    type,
    msgId: string(header?.["msg_id"]) ?? "",
    parent: string(parent?.["msg_id"]) ?? null,
    parentType: string(parent?.["msg_type"]) ?? null,
    bytes: frames.reduce((sum, { byteLength }) => sum + byteLength, 0),
    buffers: start < 0 ? 0 : Math.max(0, frames.length - start - 6),
    parts: told as [string, string, string, string],
    cut,
  };
}

const string = (value: unknown) => (typeof value === "string" ? value.slice(0, 200) : undefined);

function object(part: Uint8Array | undefined): Record<string, unknown> | undefined {
  if (!part || part.byteLength > MOST_WIRE_TEXT) return undefined;
  try {
    const value: unknown = JSON.parse(
      Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString("utf8"),
    );
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
