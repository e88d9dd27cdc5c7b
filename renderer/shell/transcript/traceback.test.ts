import { expect, it } from "vitest";
import { toLines } from "../../../preload/transcript/terminal";
import { tidyTraceback } from "./traceback";

const traceback = toLines(
  `\x1b[31m${"-".repeat(75)}\x1b[0m\n\x1b[31mZeroDivisionError\x1b[0m                         Traceback (most recent call last)\n1/0\n`,
);

it("leaves out the rule; every line keeps its number", () => {
  expect(tidyTraceback(traceback, 80)).toEqual({ lines: traceback, from: 1 });
});

it("makes the heading as narrow as the pane, and keeps its colours", () => {
  const { lines, from } = tidyTraceback(traceback, 60);
  expect(from).toBe(1);
  expect(lines[1]?.text).toBe("ZeroDivisionError          Traceback (most recent call last)");
  expect(lines[1]?.text).toHaveLength(60);
  expect(lines[1]?.runs).toEqual([{ start: 0, end: 17, style: { fg: 1 } }]);
  expect(lines.slice(2)).toEqual(traceback.slice(2));
});

it("takes no word away, however narrow the pane", () => {
  expect(tidyTraceback(traceback, 20).lines[1]?.text).toBe(
    "ZeroDivisionError  Traceback (most recent call last)",
  );
});

it("leaves others as they are", () => {
  const plain = toLines('Traceback (most recent call last):\n  File "x.py"\nE: v');
  const { lines, from } = tidyTraceback(plain, 20);
  expect([lines, from]).toEqual([plain, 0]);
});
