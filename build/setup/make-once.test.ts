import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeOnce } from "./make-once.mjs";

let cache = "";
let target = "";
beforeEach(async () => {
  cache = await mkdtemp(path.join(os.tmpdir(), "tandem-cache-"));
  target = path.join(cache, "thing-1");
});
afterEach(() => rm(cache, { recursive: true }));

const make = (folder: string) => writeFile(path.join(folder, "file"), "whole");
const content = () => readFile(path.join(target, "file"), "utf8");

test("makes the folder, and only once", async () => {
  let times = 0;
  for (let i = 0; i < 2; i++) {
    await makeOnce(target, async (folder) => {
      times++;
      await make(folder);
    });
  }
  expect(await content()).toBe("whole");
  expect(times).toBe(1);
});

test("leaves nothing where making fails, and can be tried again", async () => {
  await expect(
    makeOnce(target, async (folder) => {
      await make(folder);
      throw new Error("no network");
    }),
  ).rejects.toThrow("no network");
  expect(await readdir(cache)).toEqual([]);
  await makeOnce(target, make);
  expect(await content()).toBe("whole");
});

test("clears away what a killed run left half-made", async () => {
  const gone = spawnSync(process.execPath, ["-e", ""]).pid;
  await mkdir(`${target}.${gone}`);
  await makeOnce(target, make);
  expect((await readdir(cache)).sort()).toEqual(["thing-1", `thing-1.${process.pid}`]);
});

test("takes another run's folder when that was first", async () => {
  await makeOnce(target, async (folder) => {
    await make(folder);
    await mkdir(target);
    await writeFile(path.join(target, "file"), "theirs");
  });
  expect(await content()).toBe("theirs");
  expect(await readdir(cache)).toEqual(["thing-1"]);
});
