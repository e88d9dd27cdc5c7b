import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { allProcesses, parsePsLine, parseStat, processesUnder, takenBy } from "./process-usage";

describe("what processes take", () => {
  it("is read from Linux, whatever a program calls itself", () => {
    const text = `42 (a) S ) R 7 1 1 0 -1 4194560 1 2 3 4 150 50 0 0 20 0 1 0 99 1000000 256 0`;
    expect(parseStat(text)).toEqual({ pid: 42, parent: 7, memory: 256 * 4096, cpuMs: 2000 });
    expect(parseStat("")).toBeNull();
  });

  it("is read from ps", () => {
    expect(parsePsLine("  42   7  1024   1:02.50")).toEqual({
      pid: 42,
      parent: 7,
      memory: 1_048_576,
      cpuMs: 62_500,
    });
    expect(parsePsLine("42 7 10 2-01:00:00")?.cpuMs).toBe((2 * 24 + 1) * 3_600_000);
    expect(parsePsLine("PID PPID")).toBeNull();
  });

  it("is added up over a process and all that it started", () => {
    const one = (pid: number, parent: number) => ({ pid, parent, memory: 10, cpuMs: 1 });
    const all = [one(1, 0), one(2, 1), one(3, 2), one(4, 2), one(5, 1)];
    expect(takenBy(2, all)).toEqual({ pid: 2, memory: 30, cpuMs: 3 });
    expect(takenBy(9, all)).toBeNull();
    expect(takenBy(6, [one(6, 7), one(7, 6)])?.memory).toBe(20);
  });

  it.skipIf(process.platform === "win32")("is known of this very process", async () => {
    const own = takenBy(process.pid, await allProcesses());
    expect(own?.memory).toBeGreaterThan(10_000_000);
    expect(own?.cpuMs).toBeGreaterThan(0);
  });

  it.skipIf(process.platform === "win32")(
    "is known of what this process has started, and of nothing else",
    async () => {
      const child = spawn("sh", ["-c", "sleep 60 & wait"]);
      try {
        const all = await allProcesses();
        const wanted = new Set([process.pid]);
        for (const { pid, parent } of [...all, ...all]) if (wanted.has(parent)) wanted.add(pid);
        expect(wanted.size).toBeGreaterThanOrEqual(2);
        const found = takenBy(process.pid, await processesUnder(process.pid));
        await expect
          .poll(async () => (await processesUnder(process.pid)).map(({ parent }) => parent))
          .toContain(child.pid);
        expect(found?.pid).toBe(process.pid);
        expect(await processesUnder(2 ** 30)).toEqual(process.platform === "linux" ? [] : expect.anything());
      } finally {
        child.kill();
      }
    },
  );
});
