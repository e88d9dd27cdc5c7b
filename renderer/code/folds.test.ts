import { expect, it } from "vitest";
import { findCells } from "./cells";
import { readCode } from "./code";
import { findFolds } from "./folds";
import "./grammar-tables";

const folds = (text: string, language = "python", comment = "#") => {
  const code = readCode(text, language, comment);
  return findFolds(code, findCells(code)).map(({ from, to, kind }) => [from, to, kind]);
};

it("cells, bodies, brackets and strings of several lines are folded", () => {
  const text =
    '# %% A\ndef f():\n    """Says\n    it."""\n    return g(\n        1,\n    )\n\nx = [\n  1,\n]\n\n# %% B\ny = 1\n\n';
  expect(folds(text)).toEqual([
    [1, 11, "cell"],
    [2, 7, "code"],
    [3, 4, "code"],
    [5, 6, "code"],
    [9, 10, "code"],
    [13, 14, "cell"],
  ]);
});

it("each clause of a statement is folded by itself", () => {
  expect(folds("if a:\n    b\nelse:\n    c\n\nd = 1")).toEqual([
    [1, 2, "code"],
    [3, 4, "code"],
  ]);
});

it("what closes a block stays in view", () => {
  expect(folds("function f() {\n  if (a) {\n    b\n  }\n}\n/* x\n*/", "javascript", "//")).toEqual([
    [1, 4, "code"],
    [2, 3, "code"],
    [6, 7, "comment"],
  ]);
});
