import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { nearestFolder } from "./folder-list";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-folders-"));
  await mkdir(join(folder, "data"));
  await writeFile(join(folder, "data", "run.csv"), "1\n");
});
afterEach(() => rm(folder, { recursive: true }));

it("a folder is itself, also by a link, and a path at which nothing is stays", async () => {
  await symlink(join(folder, "data"), join(folder, "link"));
  for (const path of [join(folder, "data"), join(folder, "link"), join(folder, "gone", "away")])
    expect(await nearestFolder(path)).toBe(path);
});

it("where a file stands at a path, or above it, the folder that holds it is meant", async () => {
  const file = join(folder, "data", "run.csv");
  expect(await nearestFolder(file)).toBe(join(folder, "data"));
  expect(await nearestFolder(join(file, "was", "a folder"))).toBe(join(folder, "data"));
});
