import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LIVENESS } from "../../../preload/contract/limits";
import { Heartbeat } from "./heartbeat";

let states: boolean[];
let pings: (() => void)[];
let heartbeat: Heartbeat;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  states = [];
  pings = [];
  heartbeat = new Heartbeat({
    ping: () => new Promise((resolve) => pings.push(resolve)),
    onChange: (responsive) => states.push(responsive),
  });
});
afterEach(() => {
  heartbeat.dispose();
  vi.useRealTimers();
});

const intervals = (count: number) => vi.advanceTimersByTimeAsync(count * LIVENESS.hostIntervalMs);
const answer = async () => {
  pings.at(-1)?.();
  await Promise.resolve();
};

it("is quiet as long as pings are answered", async () => {
  for (let i = 0; i < 10; i++) {
    await intervals(1);
    await answer();
  }
  expect([pings.length, states]).toEqual([10, []]);
});

it("tells when so many intervals passed without an answer, and when one comes", async () => {
  await intervals(1 + LIVENESS.hostMisses - 1);
  expect(states).toEqual([]);
  await intervals(1);
  expect(states).toEqual([false]);
  await intervals(5);
  expect([pings.length, states]).toEqual([1, [false]]);
  await answer();
  expect(states).toEqual([false, true]);
});

it("does not count time in which we were stopped ourselves", async () => {
  await intervals(1);
  for (let i = 0; i < 10; i++) {
    // The clock goes on, the timer does not: a laptop that sleeps.
    const asleep = vi.spyOn(performance, "now").mockReturnValue(performance.now() + 3_600_000 * (i + 1));
    await intervals(1);
    asleep.mockRestore();
    await intervals(0);
  }
  expect(states).toEqual([]);
});
