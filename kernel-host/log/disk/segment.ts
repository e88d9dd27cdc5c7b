/**
 * One segment of a session's log on disk: what is known of the file, and reading from it. The file is a line of magic
 * and version, a framed header, then framed records with increasing numbers.
 */
import { closeSync, fstatSync, readFileSync, readSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import type { LogRecord } from "../../../preload/contract/records";
import { decodeRecord, encodeJson, FRAME_PREFIX_BYTES, nextRecord, payloadAt, seqOf } from "./frame";
import { openFile } from "./spare-descriptor";

export const SEGMENT_MAGIC = Buffer.from("tandem-log 1\n");
/** A place in the file is kept at least this often, in bytes. */
const PLACE_EVERY_BYTES = 64 * 1024;
/** No header is longer, in bytes. */
const MAX_HEADER_BYTES = 4096;
/** Least that is read from the file at once, in bytes. */
const READ_BYTES = 64 * 1024;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const segmentHeader = v.object({
  session: v.string(),
  /** The host's epoch, and the first number of that epoch, which may stand in an earlier segment. */
  epoch: count,
  epochFirst: count,
  /** Number of the first record here. */
  first: count,
});
export type SegmentHeader = v.InferOutput<typeof segmentHeader>;

/** Records that cannot be read any more. `from` and `to` are the first and last number, `bytes` what stood there. */
export const lostRecords = v.object({ from: count, to: count, bytes: count });
export type LostRecords = v.InferOutput<typeof lostRecords>;

/** What is known of a segment: all that a reader needs, kept in memory and beside a finished segment. */
export const segmentMap = v.object({
  ...segmentHeader.entries,
  /** Number of the last record; `first - 1` when there is none. */
  last: v.pipe(v.number(), v.integer(), v.minValue(-1)),
  /** Bytes of the file up to the end of the last sound record. */
  size: count,
  /** Bytes behind that, which hold nothing whole. */
  torn: count,
  /** Some records' numbers and offsets, increasing; between two of them numbers have no gaps. */
  places: v.array(v.tuple([count, count])),
  lost: v.array(lostRecords),
});
export type SegmentMap = v.InferOutput<typeof segmentMap>;

export function segmentName(first: number, epoch: number): string {
  return `${String(first).padStart(12, "0")}-${epoch}.log`;
}

/** First number and epoch from a file's name, or undefined when it is no segment's. */
export function parseSegmentName(name: string): { first: number; epoch: number } | undefined {
  const found = /^(\d{12,16})-(\d{1,9})\.log$/.exec(name);
  return found ? { first: Number(found[1]), epoch: Number(found[2]) } : undefined;
}

/** The bytes with which a segment file begins. */
export function segmentStart(header: SegmentHeader): Buffer {
  return Buffer.concat([SEGMENT_MAGIC, encodeJson(JSON.stringify(header))]);
}

/** Notes a record that begins at `offset`: places are kept often enough, and behind each hole. */
export function notePlace(map: SegmentMap, seq: number, offset: number): void {
  const last = map.places.at(-1);
  const follows = seq === map.last + 1 && offset === map.size;
  if (!last || !follows || offset - last[1] >= PLACE_EVERY_BYTES) map.places.push([seq, offset]);
}

/**
 * Reads a whole segment file and tells what is in it. Damaged records in the middle are skipped and told in `lost`;
 * what stands behind the last sound one is a torn tail.
 * @param visit called with the payload of each sound record, in order
 * @throws the system's error when the file cannot be read
 */
export function scanSegment(file: string, session: string, visit?: (payload: Buffer) => void): SegmentMap {
  const named = parseSegmentName(path.basename(file));
  if (!named) throw new Error(`${file} is not named like a segment of a log.`);
  const fd = openFile(file, "r");
  const bytes = readFileSync(fd);
  closeSync(fd);
  const map: SegmentMap = {
    session,
    epoch: named.epoch,
    epochFirst: named.first,
    first: named.first,
    last: named.first - 1,
    size: 0,
    torn: 0,
    places: [],
    lost: [],
  };
  const header = headerIn(bytes);
  if (header) {
    map.epochFirst = header.epochFirst;
    map.size = startBytes(bytes);
  }
  let offset = header ? map.size : nextRecord(bytes, -1);
  if (offset === bytes.length) offset = undefined;
  while (offset !== undefined) {
    const payload = payloadAt(bytes, offset);
    const seq = payload && seqOf(payload);
    if (payload && seq !== undefined && seq > map.last) {
      if (seq !== map.last + 1) map.lost.push({ from: map.last + 1, to: seq - 1, bytes: offset - map.size });
      notePlace(map, seq, offset);
      map.last = seq;
      map.size = offset + FRAME_PREFIX_BYTES + payload.length;
      visit?.(payload);
      offset = map.size;
      if (offset === bytes.length) break;
    } else offset = nextRecord(bytes, offset);
  }
  map.torn = bytes.length - map.size;
  return map;
}

/** The header of a segment file, or undefined when it is damaged. Reads only the file's beginning. */
export function peekHeader(file: string): SegmentHeader | undefined {
  const window = new FileWindow(file, Number.MAX_SAFE_INTEGER);
  try {
    const prefix = window.bytes(0, SEGMENT_MAGIC.length + FRAME_PREFIX_BYTES);
    const length = prefix ? startBytes(prefix) : 0;
    const bytes = length < MAX_HEADER_BYTES ? window.bytes(0, length) : undefined;
    return bytes && headerIn(bytes);
  } finally {
    window.close();
  }
}

/** Bytes of magic and header, as the header's length says. */
function startBytes(bytes: Buffer): number {
  return SEGMENT_MAGIC.length + FRAME_PREFIX_BYTES + bytes.readUInt32BE(SEGMENT_MAGIC.length);
}

function headerIn(bytes: Buffer): SegmentHeader | undefined {
  if (!bytes.subarray(0, SEGMENT_MAGIC.length).equals(SEGMENT_MAGIC)) return undefined;
  const payload = payloadAt(bytes, SEGMENT_MAGIC.length);
  const parsed = v.safeParse(segmentHeader, payload && JSON.parse(payload.toString("utf8")));
  return parsed.success ? parsed.output : undefined;
}

/** The last of `places` at or before `seq`, or the first place; undefined when there is none. */
function placeOf(map: SegmentMap, seq: number): readonly [number, number] | undefined {
  let low = 0;
  let high = map.places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map.places[middle]?.[0] ?? 0) <= seq) low = middle;
    else high = middle - 1;
  }
  return map.places[low];
}

/** Bytes of the file before the record `seq`, to within the distance of two places. */
export function offsetNear(map: SegmentMap, seq: number): number {
  return placeOf(map, seq)?.[1] ?? map.size;
}

/** The number of a record that stands at most at `offset`, to within the distance of two places. */
export function seqNear(map: SegmentMap, offset: number): number {
  let seq = map.first;
  for (const [placed, at] of map.places) {
    if (at > offset) break;
    seq = placed;
  }
  return seq;
}

/** Records as read, and whether reading ended at bytes that are not what the map says. */
export interface SegmentRead {
  readonly records: LogRecord[];
  readonly bytes: number;
  readonly damaged: boolean;
}

/**
 * Reads records after number `after`, up to about `maxBytes` but at least one where there is one, and not past a hole.
 * @throws the system's error when the file cannot be opened or read
 */
export function readSegment(file: string, map: SegmentMap, after: number, maxBytes: number): SegmentRead {
  const records: LogRecord[] = [];
  let taken = 0;
  const place = placeOf(map, after + 1);
  if (!place) return { records, bytes: 0, damaged: false };
  let [seq, offset] = place;
  const window = new FileWindow(file, map.size);
  try {
    while (offset < map.size && seq <= map.last && !isLost(map, seq)) {
      const prefix = window.bytes(offset, FRAME_PREFIX_BYTES);
      if (!prefix) return { records, bytes: taken, damaged: true };
      const whole = FRAME_PREFIX_BYTES + prefix.readUInt32BE(0);
      if (seq > after) {
        if (records.length > 0 && taken + whole > maxBytes) break;
        const frame = whole <= map.size - offset ? window.bytes(offset, whole) : undefined;
        const payload = frame && payloadAt(frame, 0);
        if (!payload || seqOf(payload) !== seq) return { records, bytes: taken, damaged: true };
        records.push(decodeRecord(payload));
        taken += whole;
      }
      offset += whole;
      seq++;
    }
    return { records, bytes: taken, damaged: false };
  } finally {
    window.close();
  }
}

function isLost(map: SegmentMap, seq: number): boolean {
  return map.lost.some((hole) => hole.from <= seq && seq <= hole.to);
}

/** Reads a file in pieces, forwards. */
class FileWindow {
  readonly #fd: number;
  #held = Buffer.alloc(0);
  #start = 0;

  constructor(
    file: string,
    private readonly end: number,
  ) {
    this.#fd = openFile(file, "r");
  }

  /** The `length` bytes at `offset`, or undefined when the file ends before. */
  bytes(offset: number, length: number): Buffer | undefined {
    const at = offset - this.#start;
    if (at < 0 || at + length > this.#held.length) this.#fill(offset, length);
    const from = offset - this.#start;
    return from + length <= this.#held.length ? this.#held.subarray(from, from + length) : undefined;
  }

  close(): void {
    closeSync(this.#fd);
  }

  #fill(offset: number, length: number): void {
    // A damaged length may ask for gigabytes.
    const there = Math.max(0, Math.min(this.end, fstatSync(this.#fd).size) - offset);
    const wanted = length > there ? 0 : Math.min(Math.max(length, READ_BYTES), there);
    const piece = Buffer.allocUnsafe(wanted);
    let have = 0;
    while (have < wanted) {
      const got = readSync(this.#fd, piece, have, wanted - have, offset + have);
      if (got === 0) break;
      have += got;
    }
    this.#held = piece.subarray(0, have);
    this.#start = offset;
  }
}
