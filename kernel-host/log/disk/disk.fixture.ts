/** For the tests of the log on disk: folders, records, and stores that write down what they tell. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { LogRecord } from "../../../preload/contract/records";
import { FakeClock } from "../../floor/fake-clock";
import type { LostRecords } from "./segment";
import { SegmentStore, type StoreLimits, type Suspension } from "./segment-store";

/** A file system in memory, where there is one: thousands of small logs are made here. */
const PLACE = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const folders: string[] = [];
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that is removed when the tests are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(PLACE, "tandem-log-"));
  folders.push(folder);
  return folder;
}

/** A record of printed text. */
export function printed(seq: number, text: string, parent: string | null = "r"): LogRecord {
  return {
    seq,
    life: 1,
    time: 1700000000000 + seq,
    kind: "stream",
    parent,
    foreign: false,
    name: "stdout",
    text,
  };
}

/** Small enough that a handful of records makes several segments. */
export const SMALL: StoreLimits = {
  segmentBytes: 600,
  totalBytes: 1_000_000,
  pendingBytes: 100_000,
  syncMs: 1000,
  retryMs: 1000,
  maxRetryMs: 8000,
};

/** Opens a store and writes down what it tells. */
export function openStore(folder: string, epoch: number, limits: StoreLimits = SMALL) {
  const clock = new FakeClock();
  const suspensions: Suspension[] = [];
  const resumptions: { since: number; lost: readonly LostRecords[] }[] = [];
  const damages: LostRecords[] = [];
  const store = new SegmentStore({
    folder,
    session: "s",
    epoch,
    clock,
    limits,
    suspended: (suspension) => suspensions.push(suspension),
    resumed: ({ since }, lost) => resumptions.push({ since, lost }),
    damaged: (lost) => damages.push(lost),
  });
  return { store, clock, suspensions, resumptions, damages };
}

/** Everything after number `after`: numbers and texts, and what is told where there are none. */
export function readAll(store: SegmentStore, after = 0, maxBytes = 300): (string | number)[] {
  const seen: (string | number)[] = [];
  for (let at = after; ; ) {
    const read = store.read(at, maxBytes);
    if (read.kind === "end") return seen;
    if (read.kind === "records") {
      for (const record of read.records) seen.push(record.kind === "stream" ? record.text : record.seq);
      at = read.records.at(-1)?.seq ?? at;
    } else {
      seen.push(`${read.kind} to ${read.to}`);
      at = read.to;
    }
  }
}
