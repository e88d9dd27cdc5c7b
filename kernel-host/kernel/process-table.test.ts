import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { SESSION_MARK } from "../../preload/contract/session-files";
import { markedProcesses, processStartTime, signalProcess } from "./process-table";

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
  expect(marked).toEqual([{ pid, startTime: await processStartTime(pid) }]);
});

test("a process that is gone has no start time, and one that was never there neither", async () => {
  const { child, pid } = await startMarked(session);
  expect(await processStartTime(pid)).toMatch(/\S/);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await processStartTime(pid)).toBeNull();
  expect(await processStartTime(2 ** 30)).toBeNull();
});

test("a signal goes only to the process that was meant", async () => {
  const { child, pid } = await startMarked(session);
  const startTime = (await processStartTime(pid)) ?? "";
  expect(await signalProcess({ pid, startTime: `${startTime}1` }, "SIGKILL")).toBe(false);
  expect(await processStartTime(pid)).toBe(startTime);
  const exit = once(child, "exit");
  expect(await signalProcess({ pid, startTime }, "SIGKILL")).toBe(true);
  expect(await exit).toEqual([null, "SIGKILL"]);
});
