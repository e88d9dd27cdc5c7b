import { expect, test } from "vitest";
import { Failures } from "./failures";

function failing() {
  const clock = { now: 0 };
  const lines: string[] = [];
  return {
    clock,
    lines,
    failures: new Failures(
      (line) => lines.push(line),
      () => clock.now,
    ),
  };
}

test("what fails is written with what was being done, and told, also when it came before anybody could hear it", () => {
  const { lines, failures } = failing();
  failures.report("reading", new Error("the disk is gone"));
  expect(lines[0]).toMatch(/^failed: reading: Error: the disk is gone\n/);
  let told = 0;
  failures.tellBy(() => told++);
  expect(told).toBe(1);
  failures.report("reading", "again");
  expect([told, lines[1]]).toEqual([1, "failed: reading: again"]);
});

test("what fails again and again fills no log, and is told once in a minute", () => {
  const { clock, lines, failures } = failing();
  let told = 0;
  failures.tellBy(() => told++);
  for (let i = 0; i < 1000; i++) failures.report("reading", `fault ${i}`);
  expect([told, lines.length]).toEqual([1, 20]);
  clock.now = 60_000;
  failures.report("writing", "later");
  expect(lines.slice(20)).toEqual(["980 more failures are not written here", "failed: writing: later"]);
  expect(told).toBe(2);
});

test("a teller that fails itself is no failure that is told again", () => {
  const { lines, failures } = failing();
  failures.tellBy(() => {
    throw new Error("the log is closed");
  });
  failures.report("reading", "fault");
  expect(lines[1]).toContain("the log is closed");
});
