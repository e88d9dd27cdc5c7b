import { expect, it } from "vitest";
import type { CodeOrigin } from "../../preload/contract/records";
import { findCells } from "./cells";
import { readCode } from "./code";
import { findLine, findRunLine } from "./run-line";

const find = (text: string, code: string, line: number, lines: [number, number], title?: string) => {
  const origin: CodeOrigin = { file: "/a.py", lines, ...(title !== undefined && { title }) };
  return findRunLine(origin, code, line, findCells(readCode(text, "python", "#")), text.split("\n"));
};

it("a line of code that moved as a whole is found where it stands now", () => {
  expect(find("import x\n\na = 1\nb = 1 / 0", "a = 1\nb = 1 / 0", 2, [1, 2], "selection")).toEqual({
    line: 4,
    found: true,
  });
});

it("of a whole file with lines inserted above, between and with the same line elsewhere it is the one among its neighbours", () => {
  const ran = "def f():\n    return g()\ndef h():\n    x = 2\n    return g()";
  const now = "import os\ndef f():\n    return g()\n\ndef h():\n    # more\n    x = 2\n    return g()";
  expect(find(now, ran, 5, [1, 5])).toEqual({ line: 8, found: true });
  expect(find(now, ran, 2, [1, 5])).toEqual({ line: 3, found: true });
});

it("in a cell that was edited its line is found in it, and not in another cell", () => {
  const now = "# %% A\nx = 1 / 0\n# %% B\nimport os\n\nx = 1 / 0";
  expect(find(now, "# %% B\nx = 1 / 0", 2, [3, 4], "B")).toEqual({ line: 6, found: true });
});

it("a line that went to another cell is found there; one that is gone is where it was, within its cell", () => {
  const now = "# %% A\nmoved()\n# %% B\ny = 1\n# %% C\nz = 1";
  expect(find(now, "# %% B\nmoved()", 2, [3, 4], "B")).toEqual({ line: 2, found: true });
  expect(find(now, "# %% B\na\nb\ngone()", 4, [3, 6], "B")).toEqual({ line: 4, found: false });
});

it("a blank line and one beyond the code are nowhere", () => {
  expect(findLine(["a", "", "b"], 2, ["", ""], 1)).toBeUndefined();
  expect(findLine(["a"], 9, ["a"], 1)).toBeUndefined();
});

it("takes time in proportion to the file", () => {
  const lines = Array.from({ length: 200_000 }, () => "pass");
  const begun = performance.now();
  expect(findLine(["pass"], 1, lines, 150_000)).toBe(150_000);
  expect(performance.now() - begun).toBeLessThan(2_000);
});
