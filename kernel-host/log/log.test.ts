import { readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { STREAM_MERGE_MS } from "../../preload/contract/limits";
import { startFrom } from "../../preload/transcript/checkpoint";
import { createReducer, reduce } from "../../preload/transcript/reduce";
import { FakeClock } from "../floor/fake-clock";
import { SMALL, temporaryFolder } from "./disk/disk.fixture";
import type { Log } from "./log";
import { openLog } from "./log.fixture";

const turn = () => new Promise((resolve) => setImmediate(resolve));

const sent = (msgId: string) => ({ kind: "request_sent" as const, msgId });
const numbers = (log: Log, after = 0, bytes = Number.POSITIVE_INFINITY) =>
  log.read(after, bytes).map((record) => record.seq);

test("records are numbered from 1 on and name their life", () => {
  const log = openLog(new FakeClock());
  expect([log.first, log.last]).toEqual([1, 0]);
  log.life = 1;
  log.append(sent("a"));
  log.life = 2;
  log.append(sent("b"));
  expect(log.read(0, 10_000)).toMatchObject([
    { seq: 1, life: 1, msgId: "a" },
    { seq: 2, life: 2, msgId: "b" },
  ]);
  expect(numbers(log, 1)).toEqual([2]);
  expect(numbers(log, 2)).toEqual([]);
});

test("text is numbered before what came after it, and in the life that printed it", () => {
  const clock = new FakeClock();
  const log = openLog(clock);
  log.life = 1;
  log.print({ parent: "a", foreign: false, name: "stdout", text: "one " });
  log.print({ parent: "a", foreign: false, name: "stdout", text: "two" });
  log.append(sent("b"));
  log.print({ parent: "a", foreign: false, name: "stdout", text: "three" });
  log.life = 2;
  log.print({ parent: "a", foreign: false, name: "stdout", text: "four" });
  clock.pass(STREAM_MERGE_MS);
  expect(log.read(0, 10_000)).toMatchObject([
    { kind: "stream", text: "one two", life: 1 },
    { kind: "request_sent" },
    { kind: "stream", text: "three", life: 1 },
    { kind: "stream", text: "four", life: 2 },
  ]);
});

test("reading gives at least one record, and as many as fit", () => {
  const log = openLog(new FakeClock());
  for (let i = 0; i < 10; i++) log.append(sent("x"));
  expect(numbers(log, 4, 1)).toEqual([5]);
  const some = numbers(log, 0, 300);
  expect(some.length).toBeGreaterThan(1);
  expect(some.length).toBeLessThan(10);
});

test("what is no longer in memory comes from the disk", () => {
  const log = openLog(new FakeClock(), { memoryBytes: 5_000 });
  for (let i = 1; i <= 20_000; i++) log.append(sent(`${i}`));
  expect([log.first, log.last]).toEqual([1, 20_000]);
  const seen: string[] = [];
  for (let after = 0; after < log.last; ) {
    const records = log.read(after, 20_000);
    for (const record of records) seen.push(record.kind === "request_sent" ? record.msgId : record.kind);
    after = records.at(-1)?.seq ?? log.last;
  }
  expect(seen).toEqual(Array.from({ length: 20_000 }, (_, i) => `${i + 1}`));
  log.dispose();
});

test("the next host goes on with numbers and lives, and knows which requests are open", () => {
  const folder = path.join(temporaryFolder(), "log");
  const first = openLog(new FakeClock(), { folder });
  first.life = 3;
  for (const msgId of ["a", "b"]) first.append({ kind: "request", msgId, client: "c", code: "" });
  first.append({ kind: "request_end", msgId: "a", status: "ok" });
  first.print({ parent: "b", foreign: false, name: "stdout", text: "held" });
  first.dispose();
  const second = openLog(new FakeClock(), { folder, epoch: 2 });
  expect([second.last, second.life, second.openBlocks.map(({ msgId }) => msgId)]).toEqual([4, 3, ["b"]]);
  expect(second.read(3, 1000)).toMatchObject([{ kind: "stream", text: "held" }]);
  second.append(sent("c"));
  expect(second.read(4, 1000)).toMatchObject([{ seq: 5, life: 3 }]);
  expect([second.validFor(1, 9), second.validFor(2, 9)]).toEqual([4, 5]);
  second.dispose();
});

test("past its bound on disk the oldest segments go, and a reader behind them is told how much and when", () => {
  const log = openLog(new FakeClock(), { limits: { ...SMALL, totalBytes: 3000 }, memoryBytes: 500 });
  log.life = 2;
  for (let i = 1; i <= 200; i++) log.append(sent(`${i}`));
  const [marker, ...others] = log.read(0, 1);
  expect(others).toEqual([]);
  expect(marker).toMatchObject({ kind: "trimmed", seq: log.first - 1, life: 2 });
  expect(marker?.kind === "trimmed" && marker.bytes).toBeGreaterThan(5000);
  expect(log.read(0, 1)).toEqual([marker]);
  expect(numbers(log, log.first - 1, 1)).toEqual([log.first]);
  log.dispose();
});

test("a disk that takes nothing is told in the log, and so is that it takes what comes again", async () => {
  const clock = new FakeClock();
  const place = path.join(temporaryFolder(), "in-the-way");
  const log = openLog(clock, { folder: path.join(place, "log"), limits: SMALL });
  writeFileSync(place, "");
  log.append(sent("a"));
  await turn();
  expect(log.read(1, 1)).toMatchObject([{ kind: "life", event: "log suspended" }]);
  rmSync(place);
  clock.pass(SMALL.maxRetryMs);
  await turn();
  expect(log.read(2, 1)).toMatchObject([{ kind: "life", event: "log resumed" }]);
  log.dispose();
});

test("what cannot be read is told in its place, always alike, and once at the end", async () => {
  const folder = path.join(temporaryFolder(), "log");
  const log = openLog(new FakeClock(), { folder, limits: SMALL, memoryBytes: 100 });
  for (let i = 1; i <= 30; i++) log.append(sent(`${i}`));
  const [name] = readdirSync(folder).filter((one) => one.endsWith(".log"));
  rmSync(path.join(folder, name ?? ""));
  const [stand] = log.read(0, 1);
  expect(stand).toMatchObject({
    kind: "life",
    event: "log damaged",
    sentence: expect.stringContaining("cannot be read"),
  });
  expect(numbers(log, stand?.seq, 1)).toEqual([(stand?.seq ?? 0) + 1]);
  await turn();
  expect(log.last).toBe(31);
  expect(log.read(30, 1)).toMatchObject([{ event: "log damaged" }]);
  expect(log.read(0, 1)).toEqual([stand]);
  log.dispose();
});

test("a client may begin near the end: from there on it has what reducing all of it gives", () => {
  const log = openLog(new FakeClock());
  log.append({ kind: "request", msgId: "a", client: "c", code: "print" });
  const line = `${"x".repeat(70)}\n`;
  for (let i = 0; i < 100; i++)
    log.append({ kind: "stream", parent: "a", foreign: false, name: "stdout", text: line.repeat(700) });
  log.append({ kind: "request_end", msgId: "a", status: "ok" });
  log.append({ kind: "request", msgId: "b", client: "c", code: "next" });
  const all = log.read(0, Number.POSITIVE_INFINITY);
  const start = log.startFor(0, log.last, 1_000_000);
  expect(log.last - (start?.checkpoint.seq ?? 0)).toBeLessThan(60);
  const reducer = createReducer([], start && startFrom(start));
  for (const record of log.read(reducer.seq, Number.POSITIVE_INFINITY)) reducer.append(record);
  const [part, next] = reducer.snapshot().blocks;
  const [whole, last] = reduce(all, []).blocks;
  expect(next).toEqual(last);
  expect({ ...part, outputs: [], version: 0 }).toEqual({ ...whole, outputs: [], version: 0 });
  // Older parts up to there are found alike, and what the client has already is not sent again.
  const older = log.startFor(0, start?.checkpoint.seq ?? 0, 1_000_000);
  expect(older?.checkpoint.seq).toBeLessThan((start?.checkpoint.seq ?? 0) - 10);
  expect(log.startFor(log.last - 1, log.last, 1_000_000)).toBeUndefined();
  expect(log.startFor(0, log.last, 100_000_000)).toBeUndefined();
  log.dispose();
});

test("an update of a display that was dropped is shown by itself, also to a client that begins near the end", () => {
  const display = (msgType: string, msgId: string, shown: string) =>
    ({
      ...{ kind: "message", socket: "iopub", msgType, msgId, parent: "a", foreign: false },
      content: { data: { "text/plain": shown }, transient: { display_id: "bar" } },
    }) as Parameters<Log["append"]>[0];
  const folder = path.join(temporaryFolder(), "log");
  const limits = { ...SMALL, segmentBytes: 500_000, totalBytes: 3_000_000 };
  const shownBy = (log: Log) => {
    const start = log.startFor(0, log.last, 500_000);
    const begins = start?.checkpoint.seq ?? 0;
    const reducer = createReducer([], start && startFrom(JSON.parse(JSON.stringify(start))));
    for (let after = begins; after < log.last; after = reducer.seq)
      for (const record of log.read(after, 100_000)) reducer.append(record);
    const texts = reducer
      .snapshot()
      .blocks.flatMap(({ outputs }) =>
        outputs.map((output) => (output.kind === "display" ? output.data["text/plain"] : output.kind)),
      );
    return { begins, texts: texts.filter((text) => text !== "stream") };
  };
  let log = openLog(new FakeClock(), { folder, limits });
  log.append({ kind: "request", msgId: "a", client: "c", code: "bar" });
  log.append(display("display_data", "m1", "0%"));
  log.append({ kind: "request_end", msgId: "a", status: "ok" });
  const line = `${"x".repeat(70)}\n`.repeat(500);
  const print = (parent: string) =>
    log.append({ kind: "stream", parent, foreign: false, name: "stdout", text: line });
  log.append({ kind: "request", msgId: "b", client: "c", code: "print" });
  for (let i = 0; i < 120; i++) print("b");
  expect(log.first).toBeGreaterThan(3);
  log.append(display("update_display_data", "m2", "90%"));
  expect(shownBy(log).texts).toEqual(["90%"]);
  expect(shownBy(log).begins).toBeGreaterThan(log.first);
  // The next host knows it as well, and from then on it is one display.
  log.dispose();
  log = openLog(new FakeClock(), { folder, limits, epoch: 2 });
  log.append(display("update_display_data", "m3", "91%"));
  expect(shownBy(log).texts).toEqual(["91%"]);
  log.dispose();
});

test("followers hear of each record until they stop", () => {
  const log = openLog(new FakeClock());
  let heard = 0;
  const stop = log.follow(() => heard++);
  log.append(sent("a"));
  log.append(sent("b"));
  stop();
  log.append(sent("c"));
  expect(heard).toBe(2);
});

test("a record that cannot be written as JSON takes no number", () => {
  const log = openLog(new FakeClock());
  log.append(sent("a"));
  const deep = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
  const content = { data: deep };
  const message = {
    kind: "message",
    socket: "iopub",
    msgType: "display_data",
    msgId: "m",
    parent: null,
  } as const;
  expect(() => log.append({ ...message, foreign: false, content })).toThrow(RangeError);
  log.append(sent("b"));
  expect(numbers(log)).toEqual([1, 2]);
  expect(log.read(1, 10_000)).toMatchObject([{ seq: 2, msgId: "b" }]);
});
