import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { listFolder, nearestFolder } from "./folder-list";

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

it("lists folders first, by name with numbers in their order; of very many all, in a moment", async () => {
  await symlink(join(folder, "data"), join(folder, "a link"));
  await symlink(join(folder, "nowhere"), join(folder, "loose"));
  for (const name of ["frame_10.fits", "frame_9.fits", "Alpha"]) await writeFile(join(folder, name), "");
  expect((await listFolder(folder)).map(({ name }) => name)).toEqual([
    "a link",
    "data",
    "Alpha",
    "frame_9.fits",
    "frame_10.fits",
    "loose",
  ]);
  const many = join(folder, "many");
  await mkdir(many);
  await Promise.all(Array.from({ length: 10_100 }, (_, i) => writeFile(join(many, `frame_${i}.fits`), "")));
  const from = process.cpuUsage();
  const listed = await listFolder(many);
  expect(process.cpuUsage(from).user / 1000).toBeLessThan(5_000);
  expect(listed.length).toBe(10_100);
  expect([listed[0]?.name, listed[10]?.name, listed.at(-1)?.name]).toEqual([
    "frame_0.fits",
    "frame_10.fits",
    "frame_10099.fits",
  ]);
});

it("lists very many names whose numbers are of one length in the same order as few", async () => {
  const many = join(folder, "alike");
  await mkdir(many);
  const names = Array.from(
    { length: 5_100 },
    (_, i) => `${i % 2 ? "N" : "n"}ight-${String(i).padStart(4, "0")}`,
  );
  await Promise.all(names.map((name) => writeFile(join(many, name), "")));
  expect((await listFolder(many)).map(({ name }) => name)).toEqual(names);
});
