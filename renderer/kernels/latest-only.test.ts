import { expect, it } from "vitest";
import { LatestOnly } from "./latest-only";

it("tells the first at once, the last of those that follow soon, and what waits when it ends", () => {
  let time = 0;
  let waiting: (() => void) | undefined;
  const told: string[] = [];
  const pace = {
    now: () => time,
    later: (callback: () => void, ms: number) => {
      expect(ms).toBeGreaterThan(0);
      expect(waiting).toBeUndefined();
      waiting = callback;
    },
  };
  const pass = () => {
    const due = waiting;
    waiting = undefined;
    time += 50;
    due?.();
  };
  const latest = new LatestOnly<string>(pace, (value) => told.push(value));
  latest.take("a");
  expect(told).toEqual(["a"]);
  for (const value of ["b", "c", "d"]) latest.take(value);
  expect(told).toEqual(["a"]);
  pass();
  expect(told).toEqual(["a", "d"]);
  pass();
  latest.take("e");
  expect(told).toEqual(["a", "d", "e"]);
  latest.take("f");
  latest.flush();
  pass();
  expect(told).toEqual(["a", "d", "e", "f"]);
  latest.take("g");
  latest.take("h");
  latest.drop();
  pass();
  expect(told).toEqual(["a", "d", "e", "f", "g"]);
});
