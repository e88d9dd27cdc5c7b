import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FileWakes } from "./file-wakes";

let folder: string;
let woken = 0;
const file = () => path.join(folder, "out");
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tandem-wakes-"));
  await writeFile(file(), "");
  woken = 0;
});
afterEach(() => rm(folder, { recursive: true }));

for (const platform of [process.platform, "win32"] as const)
  test(`wakes when a file is written to, and no more when it was stopped (${platform})`, async () => {
    const wakes = new FileWakes([file()], () => woken++, platform);
    await appendFile(file(), "x");
    await expect.poll(() => woken).toBeGreaterThan(0);
    wakes.stop();
    const before = woken;
    await appendFile(file(), "y");
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(woken).toBe(before);
  });

test("a file that cannot be watched is looked at all the same", async () => {
  const wakes = new FileWakes([path.join(folder, "none")], () => woken++);
  await expect.poll(() => woken).toBeGreaterThan(1);
  wakes.stop();
});

test("what is asked for together wakes once", async () => {
  const wakes = new FileWakes([file()], () => woken++);
  for (let i = 0; i < 5; i++) wakes.soon(10);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(woken).toBe(1);
  wakes.stop();
});
