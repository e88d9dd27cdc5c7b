import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openProfileFolder } from "./profile-folder";
import { UserError } from "./user-error";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tandem-profile-"));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});
const nowhere = () => {
  throw new Error("Failed to get 'userData' path");
};

test("the folder is made for its user only, and has one name", () => {
  const profile = join(folder, "deep/profile");
  expect(openProfileFolder(profile, nowhere)).toBe(openProfileFolder(null, () => profile));
  if (process.platform !== "win32") expect(statSync(profile).mode & 0o777).toBe(0o700);
  mkdirSync(join(folder, "other"));
  symlinkSync(join(folder, "other"), join(folder, "link"), "junction");
  expect(openProfileFolder(join(folder, "link"), nowhere)).toBe(
    openProfileFolder(join(folder, "other"), nowhere),
  );
});

test("where nothing can be kept, that is said with the next step", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  for (const impossible of [file, join(file, "below")]) {
    expect(() => openProfileFolder(impossible, nowhere)).toThrow(UserError);
    expect(() => openProfileFolder(impossible, nowhere)).toThrow(/file.*--user-data-dir=DIR$/);
  }
  expect(() => openProfileFolder(null, nowhere)).toThrow(/home folder.*--user-data-dir=DIR$/);
});
