import { expect, test } from "vitest";
import { RestartPolicy } from "./restart-policy";

test("so many times in a row and no more; a start that was stable begins a new row", () => {
  let now = 0;
  const policy = new RestartPolicy({ limit: 2, stableMs: 10 }, () => now);
  const diesAfter = (ms: number) => {
    policy.started();
    now += ms;
    return policy.died();
  };
  expect([diesAfter(1), diesAfter(1), diesAfter(1)]).toEqual([true, true, false]);
  expect(diesAfter(10)).toBe(true);
  expect(policy.times).toBe(1);
});
