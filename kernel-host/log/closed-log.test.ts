import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock";
import { ClosedLog } from "./closed-log";
import { SMALL, temporaryFolder } from "./disk/disk.fixture";
import type { Log } from "./log";
import { openLog } from "./log.fixture";

/** Names, contents and times of all files of a folder. */
const contents = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((name) => [
      name,
      readFileSync(path.join(folder, name), "latin1"),
      statSync(path.join(folder, name)).mtimeMs,
    ]);

const all = (log: ClosedLog | Log) => {
  const records = [];
  for (let after = 0; after < log.last; after = records.at(-1)?.seq ?? log.last)
    records.push(...log.read(after, 200));
  return records;
};

function filled(folder: string): Log {
  const log = openLog(new FakeClock(), { folder, limits: SMALL });
  log.append({ kind: "request", msgId: "a", client: "c", code: "x" });
  for (let i = 0; i < 40; i++) log.append({ kind: "request_sent", msgId: `${i}` });
  return log;
}

test("reads what its host wrote, also while that still writes", () => {
  const folder = path.join(temporaryFolder(), "log");
  const log = filled(folder);
  const closed = new ClosedLog(folder, "s");
  expect(all(closed)).toEqual(all(log));
  expect(closed.newest).toEqual(log.newest);
  expect([closed.first, closed.last, closed.validFor(1, 100)]).toEqual([1, 41, 41]);
  expect(closed.blocks.blocks[0]).toMatchObject({ msgId: "a", state: "open" });
  expect(closed.startFor(0, closed.last, 500)).toEqual(log.startFor(0, log.last, 500));
  log.dispose();
});

test("there may be none", () => {
  const closed = new ClosedLog(path.join(temporaryFolder(), "log"), "s");
  expect([closed.first, closed.last, closed.newest, closed.read(0, 1)]).toEqual([1, 0, undefined, []]);
});

test("changes nothing on disk, whatever it finds there", () => {
  const folder = path.join(temporaryFolder(), "log");
  filled(folder).dispose();
  const names = readdirSync(folder).filter((name) => name.endsWith(".log"));
  const file = (at: number) => path.join(folder, names.at(at) ?? "");
  truncateSync(file(-1), statSync(file(-1)).size - 2);
  rmSync(file(1).replace(".log", ".index"));
  const bytes = readFileSync(file(1));
  bytes.write("X", bytes.indexOf("request_sent"));
  writeFileSync(file(1), bytes);
  cpSync(file(0), path.join(folder, "000000000500-9.log"));
  writeFileSync(
    path.join(folder, "trimmed.json"),
    JSON.stringify({ to: 2, bytes: 1, time: 5, epochs: [[1, 1]] }),
  );
  const before = contents(folder);
  const closed = new ClosedLog(folder, "s");
  const records = all(closed);
  expect(records[0]).toMatchObject({ kind: "trimmed", seq: 2, time: 5 });
  expect(records.filter((record) => record.kind === "life")).toHaveLength(1);
  expect(closed.problems.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["lost", "torn"]));
  expect(contents(folder)).toEqual(before);
  expect(() => new ClosedLog(file(0), "s")).toThrow("is not a folder");
});
