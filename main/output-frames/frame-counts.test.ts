import { expect, it } from "vitest";
import { FrameCounts } from "./frame-counts";

it("a hundred frames within ten seconds are no flood, one more is; each output has a count of its own", () => {
  let now = 0;
  const counts = new FrameCounts(() => now);
  const make = (output: string, times: number) =>
    Array.from({ length: times }, () => counts.isFlood(output)).filter(Boolean).length;
  expect(make("quick", 100)).toBe(0);
  expect(make("other", 100)).toBe(0);
  expect(make("quick", 1)).toBe(1);
  // It was stopped: when it is run again it has as many once more.
  expect(make("quick", 100)).toBe(0);
  now += 10_001;
  expect(make("other", 100)).toBe(0);
});

it("an output that makes a few now and then may go on for ever", () => {
  let now = 0;
  const counts = new FrameCounts(() => now);
  for (let i = 0; i < 5_000; i++) {
    expect(counts.isFlood("slow")).toBe(false);
    now += 150;
  }
});
