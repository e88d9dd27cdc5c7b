import { expect, test } from "vitest";
import { onOwnLine } from "./own-line";

const CODE = 'df.sort_values("a")';
const at = (text: string, column: number, newCell: string | null = null) => ({ text, column, newCell });

test("code stands below the cursor's line, set in like it", () => {
  expect(onOwnLine(at("# %% Setup", 1), CODE, true)).toEqual({ at: "end", text: `\n${CODE}`, down: 1 });
  expect(onOwnLine(at("    total += 1", 8), CODE, true).text).toBe(`\n    ${CODE}`);
  expect(onOwnLine(at("\tx = 1", 3), "a\n\nb\n", false).text).toBe("\n\ta\n\n\tb");
});

test("an empty line is taken", () => {
  expect(onOwnLine(at("", 1), CODE, true)).toEqual({ at: "line", text: CODE, down: 0 });
  expect(onOwnLine(at("  ", 3), CODE, true)).toEqual({ at: "line", text: `  ${CODE}`, down: 0 });
});

test("what waits for an expression gets it", () => {
  expect(onOwnLine(at("best = ", 8), CODE, true)).toEqual({ at: "end", text: CODE, down: 0 });
  expect(onOwnLine(at("best =", 7), CODE, true).text).toBe(` ${CODE}`);
  expect(onOwnLine(at("best = ", 8), CODE, false).text).toBe(`\n${CODE}`);
  expect(onOwnLine(at("best = 1", 8), CODE, true).text).toBe(`\n${CODE}`);
});

test("below a cell that is no code a cell is begun", () => {
  expect(onOwnLine(at("# words", 3, "# %%"), CODE, true)).toEqual({
    at: "end",
    text: `\n# %%\n${CODE}\n`,
    down: 2,
  });
});
