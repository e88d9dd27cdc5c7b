import { expect, test, vi } from "vitest";
import { conditionOf } from "./breakpoint-condition";

/** What it is each of so many times. */
function passed(condition: string, times: number): boolean[] {
  const test = new Function("n", `return ${condition}`) as (n: number) => boolean;
  return Array.from({ length: times }, (_, at) => Boolean(test(at + 1)));
}

test("a condition, and hits of those that meet it", () => {
  expect(conditionOf({}, 1)).toBe("");
  expect(passed(conditionOf({ condition: "n > 1 // late" }, 2), 3)).toEqual([false, true, true]);
  expect(passed(conditionOf({ hitCondition: "2" }, 3), 3)).toEqual([false, true, false]);
  expect(passed(conditionOf({ hitCondition: ">= 2" }, 4), 3)).toEqual([false, true, true]);
  expect(passed(conditionOf({ hitCondition: "% 2" }, 5), 4)).toEqual([false, true, false, true]);
  expect(passed(conditionOf({ condition: "n > 1", hitCondition: "2" }, 6), 4)).toEqual([
    false,
    false,
    true,
    false,
  ]);
  expect(() => conditionOf({ hitCondition: "often" }, 7)).toThrow("A hit count is a number");
});

test("a message is printed, and it never stops", () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  expect(passed(conditionOf({ logMessage: "n is {n * 2}, `$5`" }, 8), 2)).toEqual([false, false]);
  expect(log.mock.calls).toEqual([["n is 2, `$5`"], ["n is 4, `$5`"]]);
  log.mockRestore();
});
