import { expect, it } from "vitest";
import type { LogRecord } from "../../../preload/contract/records";
import { reduce } from "../../../preload/transcript/reduce";
import { blockText } from "../../../preload/transcript/text";
import { ReplayReader, titleOf } from "./replay";

/** The records of so many inputs that print their number. */
function logOf(inputs: number): LogRecord[] {
  const records: LogRecord[] = [];
  const envelope = () => ({ seq: records.length + 1, life: 1, time: 1000 + records.length });
  for (let i = 1; i <= inputs; i++) {
    const msgId = `m${i}`;
    const code = `print(${i})`;
    records.push({ ...envelope(), kind: "request", msgId, client: "c", code });
    records.push({ ...envelope(), kind: "request_sent", msgId });
    records.push({
      ...envelope(),
      kind: "stream",
      parent: msgId,
      foreign: false,
      name: "stdout",
      text: `${i}\n`,
    });
    records.push({ ...envelope(), kind: "request_end", msgId, status: "ok", executionCount: i });
  }
  return records;
}

function replayOf(records: readonly LogRecord[]) {
  const reader = new ReplayReader();
  for (const record of records) reader.take(record);
  return reader.end();
}

it("tells of each record which blocks it makes or changes, forth and back", () => {
  const replay = replayOf(logOf(2));
  const states = replay.records.map((record, place) => {
    const step = replay.at(place);
    return [titleOf(record).what, step?.changed.map(({ code, state }) => `${code} ${state}`), step?.blocks];
  });
  expect(states).toEqual([
    ["request", ["print(1) queued"], 1],
    ["request_sent", ["print(1) running"], 1],
    ["stream", ["print(1) running"], 1],
    ["request_end", ["print(1) ok"], 1],
    ["request", ["print(2) queued"], 2],
    ["request_sent", ["print(2) running"], 2],
    ["stream", ["print(2) running"], 2],
    ["request_end", ["print(2) ok"], 2],
  ]);
  expect(replay.at(0)?.changed.map(({ outputs }) => outputs.length)).toEqual([0]);
  expect(replay.at(8)).toBeUndefined();
});

it("holds the end of a long log, from where what lies before has led", () => {
  const records = logOf(1_500);
  const replay = replayOf(records);
  expect([replay.records.length, replay.before]).toEqual([5_000, 1_000]);
  const step = replay.at(4_999);
  const last = reduce(records, []).blocks.at(-1);
  expect(step?.changed.map(blockText)).toEqual(last ? [blockText(last)] : []);
});
