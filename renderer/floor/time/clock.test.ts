import { expect, it } from "vitest";
import { createClock } from "./clock";

it("ticks once for all who listen, and not at all while nobody does", () => {
  let time = 5_000;
  let tick: (() => void) | undefined;
  let timers = 0;
  const clock = createClock({
    now: () => time,
    every: (ms, call) => {
      expect(ms).toBe(1000);
      timers += 1;
      tick = call;
      return () => {
        tick = undefined;
      };
    },
  });
  expect(clock.get()).toBe(5_000);
  // The same for two looks one after the other, and not of long ago.
  time = 5_999;
  expect(clock.get()).toBe(5_000);
  time = 65_000;
  expect(clock.get()).toBe(65_000);
  expect(timers).toBe(0);

  const heard: string[] = [];
  const stopOne = clock.subscribe(() => heard.push(`one ${clock.get()}`));
  const stopTwo = clock.subscribe(() => heard.push(`two ${clock.get()}`));
  expect(timers).toBe(1);
  time = 66_000;
  expect(clock.get()).toBe(65_000);
  tick?.();
  expect(heard).toEqual(["one 66000", "two 66000"]);
  stopOne();
  expect(tick).toBeDefined();
  stopTwo();
  expect(tick).toBeUndefined();
  clock.subscribe(() => {});
  expect(timers).toBe(2);
});
