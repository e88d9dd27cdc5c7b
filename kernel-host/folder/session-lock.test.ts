import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { holdName, lockName } from "./session-lock";

const folder = mkdtempSync(path.join(tmpdir(), "tandem-lock-"));
afterAll(() => rmSync(folder, { recursive: true }));
/** A pipe's name where there are pipes; else a socket's, which is taken and let go of alike. */
const name = process.platform === "win32" ? lockName(folder) : path.join(folder, "lock");

test("of many that want a name one holds it, and another may after it", async () => {
  const tried = await Promise.all(Array.from({ length: 4 }, () => holdName(name)));
  const held = tried.filter((one) => one !== undefined);
  expect(held).toHaveLength(1);
  expect(await holdName(name)).toBeUndefined();
  await held[0]?.release();
  const next = await holdName(name);
  expect(next).toBeDefined();
  await next?.release();
});

test("the name is the session's own, however its folder is written", () => {
  expect(lockName("C:\\Users\\Ada\\sessions\\a1")).toBe(lockName("c:\\users\\ada\\sessions\\A1"));
  expect(lockName("C:\\Users\\Ada\\sessions\\a1")).not.toBe(lockName("C:\\Users\\Ada\\sessions\\a2"));
  expect(lockName("a")).toMatch(/^\\\\\.\\pipe\\tandem-session-[0-9a-f]{32}$/);
});
