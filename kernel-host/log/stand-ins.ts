/** The log as clients are told it: where records are gone, one that says so stands at the last number that is. */
import type { LogRecord } from "../../preload/contract/records";
import type { StoreRead } from "./disk/segment-reader";
import { damagedSentence } from "./trouble-sentences";

/**
 * Records after number `after`, oldest first, up to about `maxBytes` but at least one where there is one. In the place
 * of records that are gone stands `trimmed`, or a life event "log damaged": always the same one.
 * @param read gives what stands after a number
 */
export function readWithStandIns(
  read: (after: number, maxBytes: number) => StoreRead,
  after: number,
  maxBytes: number,
): readonly LogRecord[] {
  const found = read(after, maxBytes);
  if (found.kind === "records") return found.records;
  if (found.kind === "end") return [];
  const next = read(found.to, 1);
  const { life, time } = (next.kind === "records" && next.records[0]) || { life: 0, time: 0 };
  const place = { seq: found.to, life, time };
  return found.kind === "trimmed"
    ? [{ ...place, kind: "trimmed", time: found.time, bytes: found.bytes }]
    : [{ ...place, kind: "life", event: "log damaged", sentence: damagedSentence(found) }];
}
