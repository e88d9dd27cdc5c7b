import { expect, test } from "vitest";
import { sameStart, startByClock } from "./process-start";

test("a start is the same to the letter, or by the clock within what clocks differ", () => {
  expect(sameStart("123@boot", "123@boot")).toBe(true);
  expect(sameStart("123@boot", "124@boot")).toBe(false);
  expect(sameStart(startByClock(1_000_000.4), startByClock(1_001_500))).toBe(true);
  expect(sameStart(startByClock(1_000_000), startByClock(1_005_000))).toBe(false);
  expect(sameStart(startByClock(1_000_000), "1000000")).toBe(false);
});

test("what is not known is no process's start", () => {
  expect(sameStart(null, null)).toBe(false);
  expect(sameStart("123@boot", null)).toBe(false);
});
