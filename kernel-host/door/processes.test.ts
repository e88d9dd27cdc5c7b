import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { isAlive, isKernelOf, markedProcesses, parsePsStart, signalProcess, startTimeOf } from "./processes";
import { SESSION_MARK } from "./session-files";

const session = `unit-${process.pid}`;
const children: ReturnType<typeof spawn>[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function startMarked(mark: string): Promise<{ child: ReturnType<typeof spawn>; pid: number }> {
  const child = spawn("sleep", ["1000"], { env: { ...process.env, [SESSION_MARK]: mark }, stdio: "ignore" });
  children.push(child);
  await once(child, "spawn");
  return { child, pid: child.pid ?? 0 };
}

test("processes of a session are known by its mark, and only by the whole of it", async () => {
  const { pid } = await startMarked(session);
  await startMarked(`${session}0`);
  const marked = await markedProcesses(session);
  expect(marked).toEqual([{ pid, startTime: await startTimeOf(pid) }]);
});

test("a process that is gone has no start time, and one that was never there neither", async () => {
  const { child, pid } = await startMarked(session);
  expect(await startTimeOf(pid)).toMatch(/\S/);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await startTimeOf(pid)).toBeNull();
  expect(await startTimeOf(2 ** 30)).toBeNull();
});

test("a signal goes only to the process that was meant", async () => {
  const { child, pid } = await startMarked(session);
  const startTime = (await startTimeOf(pid)) ?? "";
  expect(await signalProcess({ pid, startTime: `${startTime}1` }, "SIGKILL")).toBe(false);
  expect(await startTimeOf(pid)).toBe(startTime);
  const exit = once(child, "exit");
  expect(await signalProcess({ pid, startTime }, "SIGKILL")).toBe(true);
  expect(await exit).toEqual([null, "SIGKILL"]);
});

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

test("a kernel is the session's by pid, start and mark", async () => {
  const { pid } = await startMarked(session);
  const startTime = (await startTimeOf(pid)) ?? "";
  expect(await isKernelOf(session, { pid, startTime })).toBe(true);
  expect(await isKernelOf(session, { pid, startTime: `${startTime}1` })).toBe(false);
  expect(await isKernelOf(`${session}0`, { pid, startTime })).toBe(process.platform !== "linux");
});

test("what ps on macOS tells of a start", () => {
  expect(parsePsStart("Ss   Tue Dec  1 14:03:22 2026    \n")).toBe("Tue Dec  1 14:03:22 2026");
  expect(parsePsStart("Z+   Tue Dec  1 14:03:22 2026")).toBeNull();
  expect(parsePsStart("")).toBeNull();
});
