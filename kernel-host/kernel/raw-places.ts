/** Up to where the kernel's raw files are in the log: by this a host that takes over goes on exactly there. */
import * as v from "valibot";
import type { LogRecordOf } from "../../preload/contract/records";
import type { Log } from "../log/log";

const bytes = v.pipe(v.number(), v.integer(), v.minValue(0));

/** At number `seq` of the log, `stdout` and `stderr` bytes of the files were in it, and the next of them was to follow. */
export const rawPlaces = v.object({ seq: bytes, stdout: bytes, stderr: bytes });
export type RawPlaces = v.InferOutput<typeof rawPlaces>;

/** What was to follow `places` stands among the next records if it was written at all: so much is read, in bytes. */
const LOOK_BYTES = 1024 * 1024;

/** The places as the log itself has them, given those that the last host noted before it went on. */
export function settlePlaces({ seq, ...noted }: RawPlaces, log: Log): { stdout: number; stderr: number } {
  const places = { ...noted };
  for (const record of log.read(seq, LOOK_BYTES)) {
    if (record.kind !== "raw" || record.offset < places[record.name]) continue;
    places[record.name] = record.offset + Buffer.byteLength(record.text);
  }
  return places;
}

/** A host reads raw output this long after the stream of which it is a copy at the most, in ms. */
const BEHIND_MS = 10_000;
/** Records that are looked through for it. */
const LOOK_RECORDS = 2_000;

/** What was printed last in the log, oldest first. */
export function latestStreams(log: Log): LogRecordOf<"stream">[] {
  const since = (log.newest?.time ?? 0) - BEHIND_MS;
  const streams: LogRecordOf<"stream">[] = [];
  for (let after = Math.max(log.first - 1, log.last - LOOK_RECORDS); after < log.last; ) {
    const records = log.read(after, LOOK_BYTES);
    for (const record of records) if (record.kind === "stream" && record.time >= since) streams.push(record);
    after = records.at(-1)?.seq ?? log.last;
  }
  return streams;
}
