import { expect, it } from "vitest";
import { stepInTabs } from "./tab-list";

it("goes along the tabs and around their ends", () => {
  expect(["ArrowRight", "ArrowLeft", "Home", "End", "a"].map((key) => stepInTabs(key, 1, 3))).toEqual([
    2,
    0,
    0,
    2,
    undefined,
  ]);
  expect(stepInTabs("ArrowRight", 2, 3)).toBe(0);
  expect(stepInTabs("ArrowLeft", 0, 3)).toBe(2);
  expect(stepInTabs("ArrowRight", -1, 3)).toBe(0);
  expect(stepInTabs("End", -1, 0)).toBeUndefined();
});
