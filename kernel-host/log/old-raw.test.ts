import { expect, test } from "vitest";
import { reduce } from "../../preload/transcript/reduce";
import { FakeClock } from "../floor/fake-clock";
import { openLog } from "./log.fixture";

const words = "Fatal Python error: Aborted\n";

test("of an old log the raw output that came as stream too is not read again, whichever came first", () => {
  const log = openLog(new FakeClock());
  log.life = 1;
  const stream = (text: string) => {
    log.print({ parent: "a", foreign: false, name: "stdout", text });
    log.append({ kind: "request_sent", msgId: "a" });
  };
  log.append({ kind: "request", msgId: "a", client: "c", code: "" });
  stream("hello\n");
  log.append({ kind: "raw", name: "stdout", offset: 0, text: `hello\n${words}` });
  log.append({ kind: "raw", name: "stdout", offset: 34, text: "later\n" });
  stream("x = later\n");
  // Another stream, and what this version of the host has looked at itself.
  log.append({ kind: "raw", name: "stderr", offset: 0, text: "hello\n" });
  log.append({ kind: "raw", name: "stdout", offset: 40, text: "later\n", sifted: true });
  for (const bytes of [1, 1e6]) {
    const read: string[] = [];
    for (let after = 0; after < log.last; ) {
      const records = log.read(after, bytes);
      for (const record of records) if (record.kind === "raw") read.push(record.text);
      after = records.at(-1)?.seq ?? log.last;
    }
    expect(read).toEqual([words, "", "hello\n", "later\n"]);
  }
  const shown = reduce(log.read(0, 1e6), []).blocks.flatMap(({ outputs }) => outputs);
  expect(
    shown.map((output) => ("lines" in output ? output.lines.map(({ text }) => text) : output.kind)),
  ).toEqual([
    ["hello", "x = later", ""],
    [words.trim(), ""],
    ["hello", ""],
    ["later", ""],
  ]);
});

test("a block in which nothing is left is none", () => {
  const log = openLog(new FakeClock());
  log.append({ kind: "request", msgId: "a", client: "c", code: "" });
  log.append({ kind: "raw", name: "stdout", offset: 0, text: "echo\n" });
  log.print({ parent: "a", foreign: false, name: "stdout", text: "echo\n" });
  log.append({ kind: "request_sent", msgId: "a" });
  expect(reduce(log.read(0, 1e6), []).blocks.map(({ kind }) => kind)).toEqual(["request"]);
});
