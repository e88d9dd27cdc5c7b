import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fits, placesOf } from "./replacing";

test("a newer file needs room only on another disk", () => {
  expect(fits({ sameDisk: true, free: 0, size: 100 })).toBe(true);
  expect(fits({ sameDisk: false, free: 100, size: 100 })).toBe(true);
  expect(fits({ sameDisk: false, free: 99, size: 100 })).toBe(false);
});

test("the places are those of the disk", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tandem-replacing-"));
  const newer = join(folder, "newer");
  await writeFile(newer, "12345");
  expect(placesOf(join(folder, "Tandem.AppImage"), newer)).toMatchObject({ sameDisk: true, size: 5 });
  if (process.platform === "linux")
    expect(placesOf("/proc/Tandem.AppImage", newer)).toEqual({ sameDisk: false, free: 0, size: 5 });
  expect(() => placesOf(newer, join(folder, "nothing"))).toThrow("ENOENT");
  await rm(folder, { recursive: true });
});
