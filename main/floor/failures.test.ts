import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Failures } from "./failures";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function failing() {
  const lines: string[] = [];
  const said: { sentence: string; sender: string | undefined }[] = [];
  const failures = new Failures<string>(
    (line) => lines.push(line),
    "/logs/app.log",
    () => Date.now(),
  );
  return {
    ...{ failures, lines, said },
    say: () => failures.sayBy((sentence, sender) => said.push({ sentence, sender })),
  };
}

test("what a process does not catch is in the log, and said once, also when it came before there was a window", () => {
  const { failures, lines, said, say } = failing();
  const process = new EventEmitter();
  failures.heed(process);
  process.emit("uncaughtException", new Error("the disk is gone"));
  process.emit("unhandledRejection", "no reason");
  expect(lines[0]).toMatch(/^failed in main: Error: the disk is gone\n {4}/);
  expect(lines[1]).toBe("failed in main, a promise: no reason");
  expect(said).toEqual([]);
  say();
  expect(said).toEqual([{ sentence: expect.stringContaining("/logs/app.log"), sender: undefined }]);
});

test("what fails again and again fills no log and says no more than one sentence in ten minutes", () => {
  const { failures, lines, said, say } = failing();
  say();
  for (let i = 0; i < 1000; i++) failures.report("a window", `fault ${i}`, "one", i === 0 ? 5 : 0);
  expect(lines).toHaveLength(20);
  expect(said).toHaveLength(1);
  vi.advanceTimersByTime(60_000);
  expect(lines.at(-1)).toBe("985 more failures of the last minute are not written here");
  failures.report("a window", "later", "two");
  expect(lines.at(-1)).toContain("later");
  expect(said).toHaveLength(1);
  vi.advanceTimersByTime(10 * 60_000);
  failures.report("a window", "much later", "two");
  expect(said.map(({ sender }) => sender)).toEqual(["one", "two"]);
});

test("a text makes no lines of the log of its own, and is bounded", () => {
  const { failures, lines } = failing();
  failures.report("a window", `one\r\n2026-01-01 two\u001b[31m${"x".repeat(100_000)}`);
  expect(lines[0]).toMatch(/^failed in a window: one\u{fffd}\n {4}2026-01-01 two\u{fffd}\[31mx+ … \(cut\)$/u);
  expect(lines[0]?.length).toBeLessThan(8_100);
});
