import { expect, test } from "vitest";
import { START } from "../../preload/contract/limits";
import { FakeClock } from "../floor/fake-clock";
import { StartWatch } from "./start-watch";

function makeWatch() {
  const clock = new FakeClock();
  const said: string[] = [];
  const watch = new StartWatch(clock, { name: "Python 3" }, (event, sentence) =>
    said.push(`${event}: ${sentence}`),
  );
  watch.begin();
  return { clock, said, watch };
}

test("a kernel that never answers is slow, then failed, each said once", () => {
  const { clock, said } = makeWatch();
  clock.pass(START.slowMs - 1);
  expect(said).toEqual([]);
  clock.pass(1);
  expect(said).toEqual(["slow start: Python 3 needs longer than usual to start."]);
  clock.pass(10 * START.failedMs);
  expect(said.slice(1)).toEqual([
    "start failed: Python 3 has not answered for 120 s. Restart it, or choose another kernel.",
  ]);
});

test("nothing is said of one that answered, nor twice after a second start", () => {
  const { clock, said, watch } = makeWatch();
  clock.pass(START.slowMs - 1);
  watch.begin();
  clock.pass(START.slowMs - 1);
  watch.end();
  clock.pass(10 * START.failedMs);
  expect(said).toEqual([]);
  expect(clock.waiting).toBe(0);
});
