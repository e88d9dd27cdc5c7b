import { expect, it } from "vitest";
import { formatDuration, formatRunning } from "./durations";

it("tells how long something took", () => {
  expect([0, 12.4, 999, 2_100, 59_900, 61_000, 3_599_000, 33_420_000].map(formatDuration)).toEqual([
    "0 ms",
    "12 ms",
    "999 ms",
    "2.1 s",
    "59.9 s",
    "1:01",
    "59:59",
    "9 h 17 min",
  ]);
});

it("tells how long something runs by now", () => {
  expect([-5, 999, 41_000, 727_000].map(formatRunning)).toEqual(["0:00", "0:00", "0:41", "12:07"]);
});
