import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HUNG_LOOKS, LOOK_MS, ServerPulse, SILENT_LOOKS } from "./server-pulse";

let said: string[];
let pulse: ServerPulse;

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  pulse = new ServerPulse(
    (silent) => said.push(silent ? "silent" : "speaks"),
    () => said.push("hung"),
  );
});
afterEach(() => {
  pulse.dispose();
  vi.useRealTimers();
});

const looks = (count: number) => vi.advanceTimersByTime(count * LOOK_MS);

test("a server that nobody asks may be silent for ever", () => {
  looks(1000);
  pulse.ask()();
  looks(1000);
  expect(said).toEqual([]);
});

test("one that is asked and says nothing is silent, then hung, once", () => {
  pulse.ask();
  looks(SILENT_LOOKS - 1);
  expect(said).toEqual([]);
  looks(1);
  expect(said).toEqual(["silent"]);
  looks(HUNG_LOOKS * 3);
  expect(said).toEqual(["silent", "hung"]);
});

test("any word shows that it lives", () => {
  pulse.ask();
  looks(SILENT_LOOKS);
  pulse.heard();
  expect(said).toEqual(["silent", "speaks"]);
  for (let i = 0; i < HUNG_LOOKS * 3; i++) {
    looks(SILENT_LOOKS - 1);
    pulse.heard();
  }
  expect(said).toEqual(["silent", "speaks"]);
});

test("requests that are given up one after another do not hide that it hangs", () => {
  for (let i = 0; i < HUNG_LOOKS; i++) {
    const over = pulse.ask();
    looks(1);
    over();
  }
  expect(said).toEqual(["silent", "hung"]);
});
