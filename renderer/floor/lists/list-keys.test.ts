import { expect, it } from "vitest";
import { stepIn } from "./list-keys";

it("arrows go round, pages stop at the ends, other keys lead nowhere", () => {
  const from = (at: number) =>
    ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "x"].map((key) => stepIn(key, at, 25));
  expect(from(0)).toEqual([1, 24, 10, 0, undefined]);
  expect(from(12)).toEqual([13, 11, 22, 2, undefined]);
  expect(from(24)).toEqual([0, 23, 24, 14, undefined]);
  expect(stepIn("ArrowDown", 0, 0)).toBe(0);
  expect(stepIn("ArrowUp", 0, 0)).toBe(0);
});
