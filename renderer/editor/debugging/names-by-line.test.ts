import { expect, test } from "vitest";
import { namesByLine } from "./names-by-line";

const LINES = [
  "order = 1",
  "def fit(spectrum, order=3):",
  '    """order and spectrum."""',
  "    result = Fit(order)  # spectrum",
  "    for night, value in enumerate(spectrum):",
  "        self.order = value * order + value",
];
const values = new Map(["spectrum", "order", "result", "night", "value"].map((name) => [name, ""]));

test("names of the function's own lines, each once, without attributes, texts and comments", () => {
  expect(namesByLine(LINES, "fit", values)).toEqual([
    { at: 1, names: ["spectrum", "order"] },
    { at: 3, names: ["result", "order"] },
    { at: 4, names: ["night", "value", "spectrum"] },
    { at: 5, names: ["value", "order"] },
  ]);
});

test("of a module all lines", () => {
  expect(namesByLine(LINES, "<module>", values)[0]).toEqual({ at: 0, names: ["order"] });
});

test("a name of a function that is none of code's", () => {
  expect(namesByLine(["x = 1"], "<lambda>(.*", new Map([["x", ""]]))).toEqual([{ at: 0, names: ["x"] }]);
});
