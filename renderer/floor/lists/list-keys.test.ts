import { expect, it } from "vitest";
import { stepIn, stepWithin } from "./list-keys";

it("arrows go round, pages stop at the ends, other keys lead nowhere", () => {
  const from = (at: number) =>
    ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "x"].map((key) => stepIn(key, at, 25));
  expect(from(0)).toEqual([1, 24, 10, 0, undefined]);
  expect(from(12)).toEqual([13, 11, 22, 2, undefined]);
  expect(from(24)).toEqual([0, 23, 24, 14, undefined]);
  expect(stepIn("ArrowDown", 0, 0)).toBe(0);
  expect(stepIn("ArrowUp", 0, 0)).toBe(0);
});

it("in a list with ends every step stays within it, by pages as long as they are drawn", () => {
  const keys = ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End", "x"];
  const from = (at: number) => keys.map((key) => stepWithin(key, at, 25, 7));
  expect(from(-1)).toEqual([0, 0, 6, 0, 0, 24, undefined]);
  expect(from(12)).toEqual([13, 11, 19, 5, 0, 24, undefined]);
  expect(from(24)).toEqual([24, 23, 24, 17, 0, 24, undefined]);
  expect(keys.map((key) => stepWithin(key, 0, 0))).toEqual(keys.map(() => undefined));
});
