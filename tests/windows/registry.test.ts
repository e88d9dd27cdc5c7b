/** Pythons in the registry, as installers write them there (PEP 514), read from the user's own, in a key of this test's. */
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { windowsPythons } from "../../main/kernels/discovery/windows-pythons";

const run = promisify(execFile);
const reg = (...args: string[]) =>
  run(path.join(process.env["SystemRoot"] ?? "C:\\Windows", "System32/reg.exe"), args);
const KEY = "HKCU\\Software\\Python\\TandemTest";
const FOLDER = "C:\\Users\\Ada Löwe 愛\\Python 3.13";

beforeAll(async () => {
  const said = `${KEY}\\3.13\\InstallPath`;
  await reg("add", said, "/ve", "/d", `${FOLDER}\\`, "/f");
  await reg("add", said, "/v", "ExecutablePath", "/d", `${FOLDER}\\python.exe`, "/f");
  await reg("add", `${KEY}\\3.9\\InstallPath`, "/ve", "/d", "C:\\Python39\\", "/f");
  await reg("add", `${KEY}\\3.9`, "/v", "DisplayName", "/d", "C:\\no\\python.exe", "/f");
});
afterAll(() => reg("delete", KEY, "/f"));

it("are found by the program that they name, or else in the folder that they name", async () => {
  const { registry, launcher } = await windowsPythons("win32");
  expect(registry).toContain("C:\\Python39\\python.exe");
  expect(registry.filter((file) => file.includes("3.13"))).toEqual([`${FOLDER}\\python.exe`]);
  expect(registry).not.toContain("C:\\no\\python.exe");
  // There is no py launcher, which is nothing to stop at.
  expect(Array.isArray(launcher)).toBe(true);
});
