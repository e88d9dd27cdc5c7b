import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { FolderWatch } from "./folder-watch";

let root: string;
let told: number;
let tell: (() => void) | undefined;
let watch: FolderWatch;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "tandem-watch-"));
  told = 0;
  watch = new FolderWatch(() => {
    told++;
    tell?.();
  });
});
afterEach(async () => {
  watch.dispose();
  await rm(root, { recursive: true });
});

/** Resolves when something is told that comes of `change`. */
async function toldAfter(change: () => Promise<unknown>): Promise<number> {
  const next = new Promise<void>((resolve) => {
    tell = resolve;
  });
  await change();
  await next;
  return told;
}

it("tells of folders and Pythons that come and go, once for a burst", async () => {
  await mkdir(join(root, "old"));
  watch.set([root, join(root, "is not there")]);
  expect(await toldAfter(() => Promise.all(["a", "b", "c"].map((name) => mkdir(join(root, name)))))).toBe(1);
  expect(await toldAfter(() => rm(join(root, "old"), { recursive: true }))).toBe(2);
  expect(await toldAfter(() => writeFile(join(root, "python3.12"), ""))).toBe(3);
});

it("passes over other files: while an experiment writes one after the other, a folder is told all the same", async () => {
  watch.set([root]);
  let n = 0;
  const experiment = setInterval(() => writeFileSync(join(root, `result-${n++}.csv`), ""), 20);
  try {
    expect(await toldAfter(() => mkdir(join(root, "kernels")))).toBe(1);
    expect(n).toBeGreaterThan(0);
  } finally {
    clearInterval(experiment);
  }
});

it("tells nothing of folders that it does not watch any more", async () => {
  const [one, two] = [join(root, "one"), join(root, "two")];
  await mkdir(one);
  await mkdir(two);
  watch.set([one, two]);
  watch.set([two]);
  await mkdir(join(one, "new"));
  expect(await toldAfter(() => mkdir(join(two, "new")))).toBe(1);
});
