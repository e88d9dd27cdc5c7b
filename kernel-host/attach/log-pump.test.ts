import { expect, test } from "vitest";
import { type Channel, ChannelPipe } from "../../preload/contract/channel-pipe";
import { LOG_DISK, STREAM_RECORD_CHARS } from "../../preload/contract/limits";
import type { LogRecord } from "../../preload/contract/records";
import type { LogParams, LogToClient } from "../../preload/contract/session-channels";
import { FakeClock } from "../floor/fake-clock";
import type { Log } from "../log/log";
import { openLog } from "../log/log.fixture";
import { pumpLog } from "./log-pump";

const turn = () => new Promise((resolve) => setImmediate(resolve));
const RECORD = 1000;

/** A log behind a real pipe, and a client that reads when it is told to. */
function makeReader(log: Log, params: LogParams, credit = 20 * RECORD) {
  const heard: LogToClient[] = [];
  let reading = false;
  const waiting: (() => void)[] = [];
  let host: ChannelPipe;
  const client: ChannelPipe = new ChannelPipe({ credit, send: (frame) => host.receive(frame) });
  host = new ChannelPipe({
    send: (frame) => client.receive(frame),
    accept: (channel) => {
      pumpLog(channel, log, params);
      return undefined;
    },
  });
  const channel: Channel = client.open({ session: "s", name: "log", client: "c" });
  channel.onMessage = (message) => {
    heard.push(message.json as LogToClient);
    return reading ? undefined : new Promise<void>((resolve) => waiting.push(resolve));
  };
  return {
    channel,
    heard,
    records: (): LogRecord[] =>
      heard.flatMap((message) => (message.type === "records" ? message.records : [])),
    /** Reads whatever comes from now on, until nothing more does. */
    async read(): Promise<void> {
      reading = true;
      for (const used of waiting.splice(0)) used();
      for (let before = -1; before !== heard.length; ) {
        before = heard.length;
        for (let i = 0; i < 5; i++) await turn();
      }
    },
  };
}

const fill = (log: Log, from: number, to: number) => {
  for (let i = from; i <= to; i++)
    log.append({ kind: "request_sent", msgId: `${i}`.padEnd(RECORD - 300, ".") });
};
const upTo = (n: number, from = 1) => Array.from({ length: n - from + 1 }, (_, i) => from + i);

test("replay and what comes afterwards join without a seam", async () => {
  const log = openLog(new FakeClock(), { epoch: 5 });
  fill(log, 1, 300);
  const reader = makeReader(log, { epoch: null, from: 0 });
  fill(log, 301, 310);
  await reader.read();
  fill(log, 311, 320);
  await reader.read();
  expect(reader.heard[0]).toEqual({ type: "attached", epoch: 5, valid: 0, first: 1, last: 300 });
  expect(reader.records().map((record) => record.seq)).toEqual(upTo(320));
});

test("a reader of this epoch gets what it has not seen; one of another epoch gets all", async () => {
  const log = openLog(new FakeClock(), { epoch: 5 });
  fill(log, 1, 10);
  const same = makeReader(log, { epoch: 5, from: 7 });
  const other = makeReader(log, { epoch: 4, from: 7 });
  const beyond = makeReader(log, { epoch: 5, from: 99 });
  for (const reader of [same, other, beyond]) await reader.read();
  expect(same.records().map((record) => record.seq)).toEqual([8, 9, 10]);
  expect(other.records().map((record) => record.seq)).toEqual(upTo(10));
  expect(beyond.heard).toEqual([{ type: "attached", epoch: 5, valid: 10, first: 1, last: 10 }]);
});

test("a reader that stopped while the log was trimmed is told of it, and goes on with what is there", async () => {
  const log = openLog(new FakeClock(), {
    limits: { ...LOG_DISK, segmentBytes: 5 * RECORD, totalBytes: 50 * RECORD },
    memoryBytes: RECORD,
  });
  fill(log, 1, 5);
  const reader = makeReader(log, { epoch: null, from: 0 });
  fill(log, 6, 1000);
  await turn();
  await reader.read();
  const records = reader.records();
  const trimmed = records.findIndex((record) => record.kind === "trimmed");
  expect(trimmed).toBeGreaterThan(0);
  expect(records[trimmed]?.seq).toBe(log.first - 1);
  expect(records.slice(trimmed + 1).map((record) => record.seq)).toEqual(upTo(1000, log.first));
  const seqs = records.map((record) => record.seq);
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
});

test("a closed channel is pumped no more", async () => {
  const log = openLog(new FakeClock(), { epoch: 5 });
  const reader = makeReader(log, { epoch: null, from: 0 });
  await reader.read();
  reader.channel.close();
  fill(log, 1, 5);
  await reader.read();
  expect(reader.records()).toEqual([]);
});

test("a part of the log ends where it was asked to", async () => {
  const log = openLog(new FakeClock(), { epoch: 5 });
  fill(log, 1, 100);
  const reader = makeReader(log, { epoch: null, from: 0, to: 40 });
  await reader.read();
  expect(reader.records().map((record) => record.seq)).toEqual(upTo(40));
  expect(reader.heard.at(-1)).toEqual({ type: "end" });
  fill(log, 101, 110);
  await reader.read();
  expect(reader.heard.at(-1)).toEqual({ type: "end" });
});

test("a reader that wants only the end begins at a checkpoint near it", async () => {
  const log = openLog(new FakeClock(), { epoch: 5 });
  fill(log, 1, 5000);
  const reader = makeReader(log, { epoch: null, from: 0, tail: 500 * RECORD }, 10_000_000);
  await reader.read();
  const [attached] = reader.heard;
  const begins = attached?.type === "attached" ? (attached.start?.checkpoint.seq ?? 0) : 0;
  expect(begins).toBeGreaterThan(2500);
  expect(reader.records().map((record) => record.seq)).toEqual(upTo(5000, begins + 1));
  // One that has seen more than that goes on where it is.
  const known = makeReader(log, { epoch: 5, from: 4990, tail: 500 * RECORD });
  await known.read();
  expect(known.heard[0]).toEqual({ type: "attached", epoch: 5, valid: 4990, first: 1, last: 5000 });
  expect(known.records().map((record) => record.seq)).toEqual(upTo(5000, 4991));
});

test("a flood of text goes in few messages; what is no text takes all before it along at once", async () => {
  const log = openLog(new FakeClock(), { epoch: 5 });
  const reader = makeReader(log, { epoch: null, from: 0 }, 10_000_000);
  await reader.read();
  const print = async (count: number) => {
    for (let i = 0; i < count; i++) {
      log.print({ parent: null, foreign: false, name: "stdout", text: "e".repeat(STREAM_RECORD_CHARS) });
      log.print({ parent: null, foreign: false, name: "stdout", text: "," });
      await turn();
    }
  };
  await print(20);
  log.append({ kind: "request_sent", msgId: "m" });
  for (let i = 0; i < 5; i++) await turn();
  const messages = reader.heard.filter(({ type }) => type === "records");
  expect(reader.records().map(({ seq }) => seq)).toEqual(upTo(log.last));
  expect(messages.length).toBeLessThan(15);
  const printed = reader.records().flatMap((record) => (record.kind === "stream" ? [record.text] : []));
  expect(printed.join("")).toBe(`${"e".repeat(STREAM_RECORD_CHARS)},`.repeat(20));
  // The last of a flood comes by itself, with nothing behind it.
  await print(1);
  log.print({ parent: null, foreign: false, name: "stderr", text: "end" });
  log.print({ parent: null, foreign: false, name: "stdout", text: "." });
  await expect.poll(() => reader.records().at(-1)).toMatchObject({ kind: "stream", text: "end" });
});
