import { expect, test } from "vitest";
import { startByClock } from "./process-start";
import { WindowsProcesses } from "./windows-processes";

/** A Windows on which processes have these pids and starts. */
function windows(starts: Map<number, number | null>) {
  let asked = 0;
  const processes = new WindowsProcesses({
    exists: (pid) => starts.has(pid),
    startOf: async (pid) => {
      asked++;
      const start = starts.get(pid);
      return start == null ? null : startByClock(start);
    },
  });
  return { processes, asked: () => asked };
}

test("a stranger that got the pid later is not ended, and not taken for ours", async () => {
  const ours = startByClock(1_000_000);
  const { processes } = windows(new Map([[7, 9_000_000]]));
  expect(await processes.isThere(7, ours)).toBe(false);
  expect(await processes.isCertain(7, ours)).toBe(false);
});

test("ours is, as long as it is there", async () => {
  const starts = new Map([[7, 1_000_400]]);
  const { processes, asked } = windows(starts);
  const ours = startByClock(1_000_000);
  for (let i = 0; i < 5; i++) expect(await processes.isThere(7, ours)).toBe(true);
  // Watching asks once.
  expect(asked()).toBe(1);
  expect(await processes.isCertain(7, ours)).toBe(true);
  expect(asked()).toBe(2);
  starts.delete(7);
  expect(await processes.isThere(7, ours)).toBe(false);
  expect(await processes.isCertain(7, ours)).toBe(false);
});

test("where nobody says when it was started it counts as there, and is never ended", async () => {
  const { processes } = windows(new Map([[7, null]]));
  expect(await processes.isThere(7, startByClock(1_000_000))).toBe(true);
  expect(await processes.isCertain(7, startByClock(1_000_000))).toBe(false);
  expect(await processes.isCertain(7, null)).toBe(false);
});
