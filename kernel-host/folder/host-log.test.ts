import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { boundHostLog } from "./host-log";

function logFile() {
  const folder = mkdtempSync(join(tmpdir(), "tandem-host-log-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "host.log");
  // As the host has it: for appending.
  const log = openSync(file, "a");
  onTestFinished(() => closeSync(log));
  return { file, print: (line: string) => writeSync(log, `${line}\n`) };
}

test("a host that prints without end has a bounded log, with whole lines up to the last", () => {
  const { file, print } = logFile();
  const limits = { mostBytes: 10_000, keptBytes: 2_000 };
  let dropped = 0;
  for (let i = 0; i < 10_000; i++) {
    print(`line ${i}`);
    if (boundHostLog(file, limits)) dropped++;
    expect(statSync(file).size).toBeLessThanOrEqual(limits.mostBytes);
  }
  expect(dropped).toBeGreaterThan(5);
  print("the last");
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(lines[0]).toMatch(/^\(the first \d+ bytes were dropped here\)$/);
  const numbers = lines.slice(1, -1).map((line) => Number(/^line (\d+)$/.exec(line)?.[1]));
  expect(numbers).toEqual(numbers.map((_, i) => 10_000 - numbers.length + i));
  expect(lines.at(-1)).toBe("the last");
});

test("a log that is small enough, or not there, is left alone", () => {
  const { file, print } = logFile();
  print("one");
  expect(boundHostLog(file)).toBe(false);
  expect(boundHostLog(`${file}.none`)).toBe(false);
  expect(readFileSync(file, "utf8")).toBe("one\n");
});
