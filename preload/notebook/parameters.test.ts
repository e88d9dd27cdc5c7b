import { expect, it } from "vitest";
import { parameterOf, parametersCell } from "./parameters";

it("reads values as JSON, else as text", () => {
  expect(parameterOf("alpha=0.6")).toEqual({ name: "alpha", value: 0.6 });
  expect(parameterOf("name=a=b")).toEqual({ name: "name", value: "a=b" });
  expect(parameterOf('list=[1, "x"]')).toEqual({ name: "list", value: [1, "x"] });
  expect([parameterOf("alpha"), parameterOf("=1"), parameterOf("a b=1")]).toEqual([null, null, null]);
});

it("writes them as each language does", () => {
  const values = [
    { name: "a", value: null },
    { name: "b", value: true },
    { name: "c", value: [1, "x$"] },
    { name: "d", value: { k: false } },
  ];
  expect(parametersCell(values, "python")).toBe(
    '# Parameters\na = None\nb = True\nc = [1, "x$"]\nd = {"k": False}',
  );
  expect(parametersCell(values, "r")).toBe(
    '# Parameters\na <- NULL\nb <- TRUE\nc <- list(1, "x$")\nd <- list("k" = FALSE)',
  );
  expect(parametersCell(values, "julia")).toContain('c = [1, "x\\$"]\nd = Dict("k" => false)');
  expect(parametersCell(values, "typescript")).toContain("var a = null;");
  expect(parametersCell(values, "cobol")).toBeNull();
});
