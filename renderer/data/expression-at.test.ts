import { expect, test } from "vitest";
import { expressionAt, lastName } from "./expression-at";

test("the name at the cursor, with what it belongs to", () => {
  const line = "worst = fit.table.query('x') + é2";
  expect(expressionAt(line, 0)).toEqual(["worst"]);
  expect(expressionAt(line, 5)).toEqual(["worst"]);
  expect(expressionAt(line, 9)).toEqual(["fit"]);
  expect(expressionAt(line, 14)).toEqual(["fit.table", "table"]);
  expect(expressionAt(line, 6)).toEqual([]);
  expect(expressionAt(line, line.length)).toEqual(["é2"]);
  expect(expressionAt("", 0)).toEqual([]);
  expect(expressionAt("1e5 + x", 2)).toEqual([]);
});

test("a long line is read once", () => {
  expect(expressionAt("a.".repeat(200_000), 399_999).length).toBeLessThan(3);
});

test("a result is of a name only where its last line is nothing else", () => {
  expect(lastName("df = make()\ndf\n")).toBe("df");
  expect(lastName("  run.table ")).toBe("run.table");
  expect(lastName("df.head()")).toBeUndefined();
  expect(lastName("df\n# done")).toBeUndefined();
  expect(lastName("")).toBeUndefined();
});
