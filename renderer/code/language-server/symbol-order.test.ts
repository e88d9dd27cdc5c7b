import { expect, it } from "vitest";
import { bySimilarity } from "./symbol-order";

it("puts what is called as was typed first, and classes and functions before variables", () => {
  const symbols = [
    { name: "stars", kind: "variable" },
    { name: "START", kind: "variable" },
    { name: "_parse_star", kind: "function" },
    { name: "start_section", kind: "method" },
    { name: "Star", kind: "class" },
    { name: "Starred", kind: "class" },
    { name: "star", kind: "variable" },
  ];
  const order = (typed: string) => bySimilarity(symbols, typed).map(({ name }) => name);
  expect(order("Star")).toEqual([
    "Star",
    "star",
    "Starred",
    "start_section",
    "stars",
    "START",
    "_parse_star",
  ]);
  expect(order("star ")[0]).toBe("star");
});
