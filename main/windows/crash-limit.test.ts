import { expect, it } from "vitest";
import { CrashLimit } from "./crash-limit";

it("loads again three times within a minute, then asks", () => {
  const limit = new CrashLimit();
  expect([0, 10_000, 20_000, 30_000].map((time) => limit.mayReload(time))).toEqual([true, true, true, false]);
});

it("counts only the last minute", () => {
  const limit = new CrashLimit();
  for (const time of [0, 1, 2]) limit.mayReload(time);
  expect(limit.mayReload(59_999)).toBe(false);
  expect(limit.mayReload(60_000)).toBe(true);
});

it("counts anew when the user went on", () => {
  const limit = new CrashLimit();
  for (const time of [0, 1, 2]) limit.mayReload(time);
  limit.forgive();
  expect(limit.mayReload(3)).toBe(true);
});
