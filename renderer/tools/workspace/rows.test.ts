import { expect, test } from "vitest";
import type { WorkspaceVariable } from "../../../preload/contract/variables";
import { isShown, noneFits, rowsOf, sorted } from "./rows";

const variable = (name: string, more: Partial<WorkspaceVariable> = {}): WorkspaceVariable => ({
  key: `a:${name}`,
  name,
  access: name,
  kind: "number",
  type: "int",
  shape: "",
  value: "1",
  size: 28,
  parts: false,
  mark: "",
  origin: "own",
  ...more,
});

test("modules, functions, classes, private and imported names are shown only where they are asked for", () => {
  const own = variable("x");
  const hidden = [
    variable("np", { kind: "module", origin: "imported" }),
    variable("f", { kind: "function" }),
    variable("_p", { origin: "private" }),
  ];
  expect(isShown(own, "data", [])).toBe(true);
  expect(hidden.map((one) => isShown(one, "data", []))).toEqual([false, false, false]);
  expect(hidden.map((one) => isShown(one, "code", []))).toEqual([true, true, false]);
  expect(hidden.map((one) => isShown(one, "private", []))).toEqual([false, false, true]);
  expect(hidden.every((one) => isShown(one, "all", []))).toBe(true);
  expect(isShown(own, "arrays", [])).toBe(false);
});

test("words are looked for in name, type and value", () => {
  const frame = variable("table", { type: "DataFrame", value: "flux, night", kind: "table" });
  expect(isShown(frame, "data", ["fl"])).toBe(true);
  expect(isShown(frame, "data", ["dataf", "tab"])).toBe(true);
  expect(isShown(frame, "data", ["dataf", "series"])).toBe(false);
});

test("numbers are sorted as numbers, shapes by their elements, names as people count", () => {
  const rows = [
    variable("x10", { value: "9", shape: "2×3" }),
    variable("x9", { value: "10", shape: "5" }),
    variable("X1", { value: "-1" }),
  ];
  const names = (column: "name" | "value" | "shape", descending = false) =>
    sorted(rows, { column, descending }).map(({ name }) => name);
  expect(names("name")).toEqual(["X1", "x9", "x10"]);
  expect(names("value")).toEqual(["X1", "x10", "x9"]);
  expect(names("shape", true)).toEqual(["x10", "x9", "X1"]);
});

test("parts stand below what they belong to, with the expression that code has for them", () => {
  const list = variable("b", { parts: true });
  const part = variable("[0]", { key: "i:0", access: "[0]", parts: true });
  const inner = variable("{1}", { key: "i:0", access: null });
  const rows = rowsOf(
    [list],
    new Map([
      ["a:b", { parts: [part], total: 500, state: "there" }],
      ["a:b\ni:0", { parts: [inner], total: 1, state: "there" }],
    ]),
  );
  expect(rows.map((row) => [row.depth, row.kind === "variable" ? row.expression : row.left])).toEqual([
    [0, "b"],
    [1, "b[0]"],
    [2, null],
    [1, 499],
  ]);
});

test("a list without rows speaks of the filter only where something is typed in it", () => {
  expect(noneFits("data", " x")).toContain("filter");
  expect(noneFits("data", " ")).toContain("Everything");
  expect(noneFits("all", "")).toBe("There are no variables yet.");
});
