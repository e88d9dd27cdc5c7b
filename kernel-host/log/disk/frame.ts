/**
 * One record as it stands in a segment file:
 *
 *     u32 BE  bytes of the payload
 *     u32 BE  CRC-32 of the payload (as in zlib)
 *     payload JSON of the record, UTF-8; begins with {"seq":
 *
 * That every payload begins alike is what a scan looks for behind damaged bytes.
 */
import { crc32 } from "node:zlib";
import type { LogRecord } from "../../../preload/contract/records";

/** Bytes of length and checksum before the payload. */
export const FRAME_PREFIX_BYTES = 8;
const PAYLOAD_START = Buffer.from('{"seq":');

/** Packs one record. */
export function encodeRecord(record: LogRecord): Buffer {
  const { seq, ...rest } = record;
  return encodeJson(JSON.stringify({ seq, ...rest }));
}

/** Packs JSON text, with length and checksum. */
export function encodeJson(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(FRAME_PREFIX_BYTES + length);
  frame.writeUInt32BE(length, 0);
  frame.write(text, FRAME_PREFIX_BYTES, length, "utf8");
  frame.writeUInt32BE(crc32(frame.subarray(FRAME_PREFIX_BYTES)), 4);
  return frame;
}

/** The payload of the frame at `offset`, or undefined when no whole and sound frame stands there. */
export function payloadAt(bytes: Buffer, offset: number): Buffer | undefined {
  const start = offset + FRAME_PREFIX_BYTES;
  if (offset < 0 || start > bytes.length) return undefined;
  const length = bytes.readUInt32BE(offset);
  // A stretch of zeros, as a power cut may leave it, would pass as an empty frame.
  if (length === 0 || start + length > bytes.length) return undefined;
  const payload = bytes.subarray(start, start + length);
  return crc32(payload) === bytes.readUInt32BE(offset + 4) ? payload : undefined;
}

/** Where the next sound record after `offset` begins, or undefined. */
export function nextRecord(bytes: Buffer, offset: number): number | undefined {
  let at = bytes.indexOf(PAYLOAD_START, offset + 1 + FRAME_PREFIX_BYTES);
  for (; at !== -1; at = bytes.indexOf(PAYLOAD_START, at + 1)) {
    const begins = at - FRAME_PREFIX_BYTES;
    if (payloadAt(bytes, begins)) return begins;
  }
  return undefined;
}

/** The number of a record from its payload, without parsing all of it; undefined when it has none. */
export function seqOf(payload: Buffer): number | undefined {
  const digits = /^\{"seq":(\d{1,15})[,}]/.exec(payload.toString("latin1", 0, 32))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The record of a payload. */
export function decodeRecord(payload: Buffer): LogRecord {
  return JSON.parse(payload.toString("utf8")) as LogRecord;
}
