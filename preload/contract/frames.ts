/**
 * The frames that travel on every pipe of Tandem: the local socket between main and a kernel-host, and the
 * MessagePort between a window and main. One frame:
 *
 *     u32 BE  bytes that follow (at most MAX_FRAME_BYTES - 4)
 *     u16 BE  channel (0 is the pipe itself)
 *     u16 BE  bytes of the header
 *     header  JSON, UTF-8: what kind of frame this is
 *     body    binary
 *
 * A router between two pipes needs the envelope and the header alone; it never looks into a body.
 */
import * as v from "valibot";
import { MAX_FRAME_BYTES } from "./limits";

const LENGTH_BYTES = 4;
const PREFIX_BYTES = 8;
const MAX_HEADER_BYTES = 16 * 1024;
/** Most parts of one message: its JSON and its buffers. */
export const MAX_MESSAGE_PARTS = 1000;

const bytes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31));
const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const shortText = v.pipe(v.string(), v.maxLength(2000));

/** Headers of frames on channel 0: opening handshake of an attach socket, and the pipe's own heartbeat. */
export const pipeHeader = v.variant("t", [
  v.object({ t: v.literal("hello"), protocol: v.tuple([count, count]), build: shortText, nonce: hex }),
  v.object({ t: v.literal("challenge"), protocol: count, build: shortText, nonce: hex, proof: hex }),
  v.object({ t: v.literal("proof"), proof: hex }),
  v.object({ t: v.literal("welcome") }),
  /** `protocol` and `build` are there when it was refused because no version is spoken on both sides. */
  v.object({
    t: v.literal("refused"),
    reason: shortText,
    protocol: v.exactOptional(v.tuple([count, count])),
    build: v.exactOptional(shortText),
  }),
  v.object({ t: v.literal("ping"), n: count }),
  v.object({ t: v.literal("pong"), n: count }),
]);
export type PipeHeader = v.InferOutput<typeof pipeHeader>;

/**
 * Headers of frames on a channel.
 * - `open` (client to host): asks for the channel `name` of a session with `params`; `credit` is what the client
 *   can take, in bytes of whole frames.
 * - `opened` (host to client): granted, with the host's own credit.
 * - `data`: one frame of a message. The first carries `parts` (byte lengths: JSON, then each binary buffer); every
 *   frame but the last carries `more`.
 * - `credit`: the receiver has used that many bytes.
 * - `close`: the channel ends; with `error` it failed.
 */
export const channelHeader = v.variant("t", [
  v.object({
    t: v.literal("open"),
    session: v.pipe(v.string(), v.maxLength(100)),
    name: v.pipe(v.string(), v.maxLength(40)),
    client: v.pipe(v.string(), v.maxLength(100)),
    params: v.optional(v.unknown()),
    credit: bytes,
  }),
  v.object({ t: v.literal("opened"), credit: bytes }),
  v.object({
    t: v.literal("data"),
    parts: v.exactOptional(v.pipe(v.array(count), v.minLength(1), v.maxLength(MAX_MESSAGE_PARTS))),
    more: v.exactOptional(v.literal(true)),
  }),
  v.object({ t: v.literal("credit"), bytes }),
  v.object({ t: v.literal("close"), error: v.exactOptional(shortText) }),
]);
export type ChannelHeader = v.InferOutput<typeof channelHeader>;

/** A frame as it arrived: its header is JSON of unknown shape until checked with one of the schemas above. */
export interface Frame {
  readonly channel: number;
  readonly header: unknown;
  readonly body: Uint8Array;
}

/** What is wrong with a frame or with the bytes of a pipe; the pipe it came from cannot be trusted any more. */
export class FrameError extends Error {
  override name = "FrameError";
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Packs one frame.
 * @throws FrameError when header or whole frame are over their limits.
 */
export function encodeFrame(
  channel: number,
  header: PipeHeader | ChannelHeader,
  body?: Uint8Array,
): Uint8Array {
  const head = encoder.encode(JSON.stringify(header));
  const length = PREFIX_BYTES + head.length + (body?.length ?? 0);
  if (head.length > MAX_HEADER_BYTES) throw new FrameError(`header of ${head.length} bytes`);
  if (length > MAX_FRAME_BYTES) throw new FrameError(`frame of ${length} bytes`);
  const frame = new Uint8Array(length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, length - 4);
  view.setUint16(4, channel);
  view.setUint16(6, head.length);
  frame.set(head, PREFIX_BYTES);
  if (body) frame.set(body, PREFIX_BYTES + head.length);
  return frame;
}

/**
 * Unpacks one whole frame; the body is a view on the same memory.
 * @throws FrameError when lengths do not fit or the header is not JSON.
 */
export function decodeFrame(frame: Uint8Array): Frame {
  if (frame.length < PREFIX_BYTES || frame.length > MAX_FRAME_BYTES) {
    throw new FrameError(`frame of ${frame.length} bytes`);
  }
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const headLength = view.getUint16(6);
  if (
    view.getUint32(0) !== frame.length - 4 ||
    headLength > frame.length - PREFIX_BYTES ||
    headLength > MAX_HEADER_BYTES
  ) {
    throw new FrameError("lengths in the frame do not fit");
  }
  const bodyStart = PREFIX_BYTES + headLength;
  let header: unknown;
  try {
    header = JSON.parse(decoder.decode(frame.subarray(PREFIX_BYTES, bodyStart)));
  } catch {
    throw new FrameError("frame header is not JSON");
  }
  return { channel: view.getUint16(4), header, body: frame.subarray(bodyStart) };
}

/** The same frame under another channel number: what a router does. The given frame is not changed. */
export function readdressFrame(frame: Uint8Array, channel: number): Uint8Array {
  const copy = frame.slice();
  new DataView(copy.buffer).setUint16(4, channel);
  return copy;
}

/** Cuts a byte stream into whole frames. Holds at most one unfinished frame. */
export class FrameReader {
  #pieces: Uint8Array[] = [];
  #have = 0;
  /** Bytes that have to be there before anything can be done. */
  #need = LENGTH_BYTES;

  /**
   * Takes the next bytes of the stream and returns the whole frames they complete.
   * @throws FrameError as soon as a length is seen that no frame may have; nothing is buffered for it.
   */
  push(chunk: Uint8Array): Uint8Array[] {
    this.#pieces.push(chunk);
    this.#have += chunk.length;
    if (this.#have < this.#need) return [];
    const data = this.#join();
    const frames: Uint8Array[] = [];
    let at = 0;
    for (;;) {
      this.#need = LENGTH_BYTES;
      if (data.length - at < LENGTH_BYTES) break;
      this.#need = LENGTH_BYTES + new DataView(data.buffer, data.byteOffset + at, LENGTH_BYTES).getUint32(0);
      if (this.#need < PREFIX_BYTES || this.#need > MAX_FRAME_BYTES) {
        throw new FrameError(`frame of ${this.#need} bytes announced`);
      }
      if (data.length - at < this.#need) break;
      frames.push(data.slice(at, at + this.#need));
      at += this.#need;
    }
    this.#pieces = [data.slice(at)];
    this.#have = data.length - at;
    return frames;
  }

  #join(): Uint8Array {
    const [only] = this.#pieces;
    if (only && this.#pieces.length === 1) return only;
    const whole = new Uint8Array(this.#have);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }
}
