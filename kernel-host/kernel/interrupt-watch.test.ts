import { beforeEach, expect, test } from "vitest";
import { INTERRUPT_SHOWN_MS } from "../../preload/contract/limits";
import { FakeClock } from "../floor/fake-clock";
import { InterruptWatch } from "./interrupt-watch";

let clock: FakeClock;
let told: string[];
let changes: number;
let watch: InterruptWatch;

beforeEach(() => {
  clock = new FakeClock();
  told = [];
  changes = 0;
  watch = new InterruptWatch({
    clock,
    tell: (sentence) => told.push(sentence),
    changed: () => {
      changes++;
    },
  });
});

test("what ends soon was interrupted, and nothing more is said of it", () => {
  watch.sent("cell");
  clock.pass(INTERRUPT_SHOWN_MS / 2);
  watch.look(undefined);
  clock.pass(10 * INTERRUPT_SHOWN_MS);
  expect(told).toEqual(["Interrupt sent."]);
  expect(watch.ignored).toBe(false);
});

test("what goes on is said to go on, and when it has ended", () => {
  watch.sent("cell");
  clock.pass(INTERRUPT_SHOWN_MS);
  expect(told.at(-1)).toContain("goes on after the interrupt");
  expect([watch.ignored, changes]).toEqual([true, 1]);
  watch.look("cell");
  expect(watch.ignored).toBe(true);
  clock.pass(20_000 - INTERRUPT_SHOWN_MS);
  watch.look("the next cell");
  expect(told.at(-1)).toBe("What was interrupted has ended, 20 s after the interrupt.");
  expect(watch.ignored).toBe(false);
});

test("an idle kernel is said to be so, once until something runs", () => {
  watch.sent(undefined);
  watch.sent(undefined);
  expect(told).toEqual(["Nothing runs in this kernel: there is nothing to interrupt."]);
  watch.look("cell");
  watch.look(undefined);
  watch.sent(undefined);
  expect(told).toHaveLength(2);
  clock.pass(10 * INTERRUPT_SHOWN_MS);
  expect(watch.ignored).toBe(false);
});

test("a life that is over leaves nothing behind", () => {
  watch.sent("cell");
  watch.dispose();
  clock.pass(INTERRUPT_SHOWN_MS);
  watch.look(undefined);
  expect(told).toEqual(["Interrupt sent."]);
});
