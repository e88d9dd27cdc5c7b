import { expect, it } from "vitest";
import { findCells } from "./cells";
import { readCode } from "./code";
import { findOrigin } from "./find-origin";

const find = (text: string, code: string, lines: [number, number], title?: string) => {
  const now = text.split("\n");
  return findOrigin(
    { file: "/a.py", lines, ...(title && { title }) },
    code,
    findCells(readCode(text, "python", "#")),
    now,
  );
};

it("a cell is found by its title wherever it was moved, edited or not", () => {
  const text = "import x\n# %% B\nb = 2\n# %% A\na = 3";
  expect(find(text, "# %% A\na = 1", [1, 2], "A")).toEqual({ line: 4, found: true });
});

it("of several cells with one title it is the one with this text, else the nearest", () => {
  const text = "# %% A\na = 1\n# %% A\na = 2\n# %% A\na = 3";
  expect(find(text, "# %% A\na = 3", [1, 2], "A").line).toBe(5);
  expect(find(text, "# %% A\na = 9", [3, 4], "A").line).toBe(3);
});

it("a selection is found by its text, the nearest to where it was", () => {
  const text = "x = 1\n\n    y = 2\nx = 1";
  expect(find(text, "y = 2", [1, 1], "selection")).toEqual({ line: 3, found: true });
  expect(find(text, "x = 1", [3, 3], "selection").line).toBe(4);
});

it("what is gone is looked for where it was, as far as the file goes", () => {
  expect(find("a = 1", "b = 2", [40, 41], "Gone")).toEqual({ line: 1, found: false });
});
