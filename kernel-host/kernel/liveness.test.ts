import { beforeEach, expect, test } from "vitest";
import { LIVENESS } from "../../preload/contract/limits";
import { FakeClock } from "../floor/fake-clock";
import { Liveness } from "./liveness";

const interval = LIVENESS.kernelIntervalMs;
let clock: FakeClock;
let answers: boolean;
let busy: boolean;
let told: boolean[];
let beats: number;
let liveness: Liveness;

beforeEach(() => {
  clock = new FakeClock();
  answers = true;
  busy = false;
  told = [];
  beats = 0;
  liveness = new Liveness({
    clock,
    beat: (n) => {
      beats++;
      if (answers) clock.after(1, () => liveness.answered(n));
    },
    busy: () => busy,
    changed: (responsive) => told.push(responsive),
  });
  liveness.start();
});

test("one heartbeat an interval; a kernel that answers raises nothing", () => {
  clock.pass(10 * interval);
  expect(beats).toBe(11);
  expect(told).toEqual([]);
});

test("unresponsive after three missed in a row, responsive with the first answer", () => {
  clock.pass(2 * interval);
  answers = false;
  // The beat that was just sent is answered, the next three are not.
  clock.pass(4 * interval - 1);
  expect(told).toEqual([]);
  clock.pass(1);
  expect(told).toEqual([false]);
  answers = true;
  clock.pass(interval + 1);
  expect(told).toEqual([false, true]);
});

test("one lost beat between answered ones raises nothing", () => {
  for (let i = 0; i < 6; i++) {
    answers = i % 2 === 0;
    clock.pass(interval);
  }
  expect(told).toEqual([]);
});

test("a kernel that never answered is not called unresponsive", () => {
  liveness.dispose();
  answers = false;
  told = [];
  const silent = new Liveness({ clock, beat: () => {}, busy: () => false, changed: (now) => told.push(now) });
  silent.start();
  clock.pass(20 * interval);
  expect(told).toEqual([]);
  silent.dispose();
});

test("one that answers only when idle is not called unresponsive while busy", () => {
  clock.pass(3 * interval);
  busy = true;
  answers = false;
  clock.pass(20 * interval);
  expect(told).toEqual([]);
});

test("one that was seen to answer while busy is", () => {
  busy = true;
  clock.pass(3 * interval);
  answers = false;
  clock.pass(4 * interval);
  expect(told).toEqual([false]);
});

test("time in which the prober itself was stopped does not count", () => {
  clock.pass(2 * interval);
  answers = false;
  for (let i = 0; i < 10; i++) clock.stopFor(60 * interval);
  expect(told).toEqual([]);
  clock.pass(4 * interval);
  expect(told).toEqual([false]);
});

test("nothing is sent after it was disposed", () => {
  liveness.dispose();
  const before = beats;
  clock.pass(10 * interval);
  expect(beats).toBe(before);
});
