import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import { descendants, endOne, endTree, startOf } from "./windows-processes";

describe("what belongs to a tree", () => {
  const process = (pid: number, parent: number, created: number) => ({
    pid,
    parent,
    created: BigInt(created),
  });
  const pids = (all: readonly { pid: number }[]) => all.map(({ pid }) => pid).sort();

  test("all that a process has started, and what those have", () => {
    const all = [process(1, 0, 5), process(2, 1, 6), process(3, 2, 7), process(4, 9, 8)];
    expect(pids(descendants([process(1, 0, 5)], all))).toEqual([2, 3]);
  });

  test("not what another started that had its pid before", () => {
    const all = [process(7, 0, 100), process(8, 7, 50), process(9, 8, 60), process(10, 7, 100)];
    expect(pids(descendants([process(7, 0, 100)], all))).toEqual([10]);
  });

  test("a ring of used pids ends", () => {
    const all = [process(1, 2, 5), process(2, 1, 5)];
    expect(pids(descendants([process(1, 2, 5)], all))).toEqual([2]);
  });
});

describe.skipIf(process.platform !== "win32")("on Windows itself", () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill();
  });
  async function start(code = "setInterval(() => {}, 1000)") {
    const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
    children.push(child);
    await once(child, "spawn");
    return { child, pid: child.pid ?? 0, start: await startOf(child.pid ?? 0) };
  }

  test("a process has one start, and none when it is gone", async () => {
    const { child, pid, start: created } = await start();
    expect(created).toMatch(/^created \d{18}$/);
    expect(await startOf(pid)).toBe(created);
    child.kill();
    await once(child, "exit");
    await vi.waitFor(async () => expect(await startOf(pid)).toBeNull());
    expect(await startOf(0x7fff_fff0)).toBeNull();
  });

  test("a stranger that got the pid later is left alone", async () => {
    const { child, pid, start: created } = await start();
    const earlier = `created ${BigInt(created?.slice(8) ?? 0) - 1n}`;
    for (const end of [endOne, endTree]) {
      expect(await end(pid, earlier)).toBe(false);
      expect(await end(pid, null)).toBe(false);
    }
    expect(await startOf(pid)).toBe(created);
    expect(child.exitCode).toBeNull();
  });

  test("a process is ended with all that it has started", async () => {
    const code =
      "const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });" +
      "c.once('spawn', () => process.send(c.pid)); setInterval(() => {}, 1000)";
    const { child, pid, start: created } = await start(code);
    const [below] = (await once(child, "message")) as [number];
    const startBelow = await startOf(below);
    expect(startBelow).not.toBeNull();
    expect(await endTree(pid, created)).toBe(true);
    await vi.waitFor(async () => expect([await startOf(pid), await startOf(below)]).toEqual([null, null]));
  });

  test("one is ended without what it has started", async () => {
    const code =
      "const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });" +
      "c.once('spawn', () => process.send(c.pid)); setInterval(() => {}, 1000)";
    const { child, pid, start: created } = await start(code);
    const [below] = (await once(child, "message")) as [number];
    const startBelow = await startOf(below);
    expect(await endOne(pid, created)).toBe(true);
    await vi.waitFor(async () => expect(await startOf(pid)).toBeNull());
    expect(await startOf(below)).toBe(startBelow);
    await endTree(below, startBelow);
  });
});
