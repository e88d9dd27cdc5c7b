import { expect, test } from "vitest";
import { isAlive, startTimeOf } from "./processes";

test("a process is ours only as it was started, and under the same start of the machine", async () => {
  const startTime = await startTimeOf(process.pid);
  expect(await isAlive({ pid: process.pid, startTime })).toBe(true);
  expect(await isAlive({ pid: 2 ** 30, startTime: null })).toBe(false);
  if (startTime === null) return;
  expect(await isAlive({ pid: process.pid, startTime: `1${startTime}` })).toBe(false);
  // A folder that came from another machine, or stayed over a restart, may hold the same pid and the same count.
  if (process.platform === "linux") {
    const [ticks] = startTime.split("@");
    const elsewhere = `${ticks}@00000000-0000-4000-8000-000000000000`;
    expect(await isAlive({ pid: process.pid, startTime: elsewhere })).toBe(false);
    expect(startTime).toMatch(/^\d+@[0-9a-f-]{36}$/);
  }
});
