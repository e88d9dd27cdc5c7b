import { expect, it } from "vitest";
import { WorkTime } from "./work-time";

it("is the time from busy to idle, whatever is asked meanwhile", () => {
  const work = new WorkTime();
  expect(work.take({ state: "idle", since: 0 })).toBeNull();
  expect(work.take({ state: "busy", since: 1000 })).toBeNull();
  expect(work.take({ state: "waiting for input", since: 2000 })).toBeNull();
  expect(work.take({ state: "busy", since: 3000 })).toBeNull();
  expect(work.take({ state: "unresponsive", since: 4000 })).toBeNull();
  expect(work.take({ state: "idle", since: 9000 })).toBe(8000);
  expect(work.take({ state: "idle", since: 9500 })).toBeNull();
});

it("is nothing when the kernel died over it", () => {
  const work = new WorkTime();
  work.take({ state: "busy", since: 0 });
  expect(work.take({ state: "dead", since: 5000 })).toBeNull();
  expect(work.take({ state: "idle", since: 6000 })).toBeNull();
});
