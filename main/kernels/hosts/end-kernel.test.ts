import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { isAlive, signalProcess, startTimeOf } from "../../../kernel-host/door/processes";
import { endKernel } from "./end-kernel";

/** A process that is nobody's kernel. */
async function stranger() {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child, "spawn");
  const pid = child.pid ?? 0;
  const startTime = await startTimeOf(pid);
  const file = (start: string | null) => ({ pid, startTime: start, life: 1, session: "s", ready: true });
  return { child, pid, startTime, file };
}

test("a process that got a dead kernel's pid is left alone", async () => {
  const { child, pid, startTime, file } = await stranger();
  expect(await endKernel("s", file("1@00000000-0000-4000-8000-000000000000"), true)).toBe(true);
  await endKernel("s", file(null), true);
  await signalProcess({ pid, startTime: null }, "SIGKILL");
  expect(child.exitCode ?? child.signalCode).toBeNull();
  expect(await isAlive({ pid, startTime })).toBe(true);
});

test.skipIf(process.platform === "win32")("the kernel itself is ended, known by pid and start", async () => {
  const { child, startTime, file } = await stranger();
  const exit = once(child, "exit");
  expect(await endKernel("s", file(startTime), true)).toBe(true);
  expect(await exit).toEqual([null, "SIGKILL"]);
});
