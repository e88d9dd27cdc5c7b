import { expect, it } from "vitest";
import type { Block } from "../../../../preload/transcript/transcript";
import { isOfInput, printedSource, runBehind, runWith, usedBefore } from "./printed-source";

it("reads the line's text below a place as Python, IPython and pdb print it", () => {
  expect(printedSource(["    return json.loads(text)", "           ^^^^"], 3)).toBe(
    "return json.loads(text)",
  );
  expect(
    printedSource(["      1 import json", "      2 def load(text):", "----> 3     return loads(text)"], 3),
  ).toBe("return loads(text)");
  expect(printedSource(["File ~/other.py:9, in f()", "      9 x"], 3)).toBeNull();
  expect(printedSource([], 3)).toBeNull();
});

const run = (seq: number, code: string, from: number, more: Partial<Block> = {}): Block => ({
  ...{ seq, life: 1, kind: "request", msgId: `m${seq}`, prompt: `In [${seq}]:`, code, client: "a" },
  origin: { file: "/a.py", title: "selection", lines: [from, from + code.split("\n").length - 1] },
  ...{ state: "error", asked: seq, started: seq, ended: seq, outputs: [], version: 0 },
  ...more,
});

it("finds the run that a place is of: the newest one before it that had that line, by the text that was printed", () => {
  const blocks = [
    run(1, "def f():\n    1/0", 10),
    run(2, "x = 1\ny = 2", 10),
    run(3, "f()", 20),
    run(4, "later", 11),
  ];
  expect(runBehind(blocks, 3, "/a.py", 11, "1/0")).toEqual({ block: blocks[0], line: 2 });
  expect(runBehind(blocks, 3, "/a.py", 11, null)).toEqual({ block: blocks[1], line: 2 });
  expect(runBehind(blocks, 3, "/a.py", 11, "of another text")).toBeUndefined();
  expect(runBehind(blocks, 3, "/b.py", 11, null)).toBeUndefined();
  expect(runBehind(blocks, 3, "/a.py", 12, null)).toBeUndefined();
});

it("finds the input that a source is of, whatever file its kernel names for it", () => {
  const blocks = [run(1, "a = 1\ndef f():\n    return 1\n", 1), run(2, "f()", 9)];
  expect(runWith(blocks, "def f():\n    return 1\n")).toEqual({ block: blocks[0], line: 2 });
  expect(runWith(blocks, "def g():\n    return 1\n")).toBeUndefined();
  expect(runWith(blocks, "\n")).toBeUndefined();
  expect(["/tmp/ipykernel_83/129.py", "<stdin>"].every(isOfInput)).toBe(true);
  expect(["/tmp/ipykernel/fit.py", "fit.py"].some(isOfInput)).toBe(false);
});

it("another life's runs are none of it", () => {
  const blocks = [run(1, "1/0", 1), run(2, "f()", 5, { life: 2 })];
  expect(runBehind(blocks, 2, "/a.py", 1, null)).toBeUndefined();
});

it("says which block used a module before its file was changed", () => {
  const blocks = [run(1, "experiment = 1", 1), run(2, "import exp", 2), run(3, "exp.f()", 3)];
  expect(usedBefore(blocks, 1, "/lab/exp.py", 3)).toBe(blocks[1]);
  expect(usedBefore(blocks, 1, "/lab/exp/__init__.py", 3)).toBe(blocks[1]);
  expect(usedBefore(blocks, 1, "/lab/exp.py", 2)).toBeUndefined();
  expect(usedBefore(blocks, 2, "/lab/exp.py", 3)).toBeUndefined();
  expect(usedBefore(blocks, 1, "/lab/my file.py", 3)).toBeUndefined();
});
