/** The log on a real file system that is really full. */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { LogRecord } from "../../../preload/contract/records";
import { openStore, printed, readAll, SMALL, temporaryFolder } from "./disk.fixture";

const MIB = 1024 * 1024;
const mounted: string[] = [];
afterAll(() => {
  for (const folder of mounted) spawnSync("umount", ["-l", folder]);
});

/** Mounts a file system of 1 MiB; undefined where this user may not. */
function mountSmall(): string | undefined {
  if (process.platform !== "linux") return undefined;
  const folder = temporaryFolder();
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]);
  if (status !== 0) return undefined;
  mounted.push(folder);
  return folder;
}

const disk = mountSmall();
const LIMITS = { ...SMALL, segmentBytes: 64 * 1024, pendingBytes: 4 * MIB };
const line = (seq: number): LogRecord => printed(seq, `${seq} ${"x".repeat(4000)}`);

describe.skipIf(disk === undefined)("on a disk of 1 MiB (needs the right to mount one)", () => {
  const folder = path.join(disk ?? "", "session", "log");
  const numbersOf = (seen: (string | number)[]) => seen.map((text) => Number(String(text).split(" ", 1)[0]));
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

  it("goes on in memory when it is full, and writes what waits when there is room", () => {
    mkdirSync(path.dirname(folder));
    const { store, clock, suspensions, resumptions } = openStore(folder, 1, LIMITS);
    const ballast = path.join(disk ?? "", "ballast");
    writeFileSync(ballast, Buffer.alloc(MIB / 2));
    for (let seq = 1; seq <= 180; seq++) store.append(line(seq));
    expect(suspensions).toHaveLength(1);
    expect(store.suspension?.reason).toContain("is full");
    expect(numbersOf(readAll(store))).toEqual(upTo(180));
    clock.pass(60_000);
    expect(resumptions).toEqual([]);
    expect(numbersOf(readAll(store, 0, MIB))).toEqual(upTo(180));
    rmSync(ballast);
    clock.pass(LIMITS.maxRetryMs);
    expect(resumptions).toEqual([{ since: suspensions[0]?.since, lost: [] }]);
    for (let seq = 181; seq <= 190; seq++) store.append(line(seq));
    const next = openStore(folder, 2, LIMITS).store;
    expect(numbersOf(readAll(next))).toEqual(upTo(190));
    store.dispose();
    next.dispose();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it("a host that dies while it is full leaves a log that is whole up to the last record that found room", () => {
    const { store } = openStore(folder, 3, LIMITS);
    for (let seq = 191; seq <= 400; seq++) store.append(line(seq));
    expect(store.suspension).toBeDefined();
    const next = openStore(folder, 4, LIMITS).store;
    expect(next.problems).toEqual([]);
    expect(next.last).toBeGreaterThan(190);
    expect(numbersOf(readAll(next))).toEqual(upTo(next.last));
    expect(next.validFor(3, 400)).toBe(next.last);
    next.dispose();
    store.dispose();
  });

  it("what it notes beside a part that found room speaks of that part only", () => {
    const another = mountSmall() ?? "";
    const place = path.join(another, "log");
    const ballast = path.join(another, "ballast");
    writeFileSync(ballast, Buffer.alloc(700 * 1024));
    const { store, clock } = openStore(place, 1, LIMITS);
    const request = (seq: number): LogRecord => ({
      seq,
      life: 1,
      time: 1,
      kind: "request",
      msgId: `r${seq}`,
      client: "w",
      code: "x".repeat(4000),
    });
    for (let seq = 1; seq <= 400; seq++) store.append(request(seq));
    const before = store.bytes;
    rmSync(ballast);
    clock.pass(LIMITS.maxRetryMs);
    expect(store.suspension).toBeDefined();
    expect(store.bytes).toBeGreaterThan(before + 3 * LIMITS.segmentBytes);
    const next = openStore(place, 2, LIMITS).store;
    expect(next.last).toBeLessThan(400);
    expect(next.blocks.blocks.map(({ first }) => first)).toEqual(upTo(next.last));
    expect(next.checkpointAt(1000)?.seq).toBe(next.last);
    next.dispose();
    store.dispose();
  });

  it("cannot be written at all once it is read-only, but can be read", async () => {
    // Files that were closed are synced first, in the background.
    await vi.waitFor(() => expect(spawnSync("mount", ["-o", "remount,ro", disk ?? ""]).status).toBe(0));
    const { store, suspensions } = openStore(folder, 5, LIMITS);
    const before = store.last;
    store.append(line(before + 1));
    expect(suspensions[0]?.reason).toContain("can only be read");
    expect(numbersOf(readAll(store))).toEqual(upTo(before + 1));
    store.dispose();
  });
});
