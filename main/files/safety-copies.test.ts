import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { SafetyCopies } from "./safety-copies";

async function place(): Promise<{ file: string; folder: string; copies: SafetyCopies }> {
  const base = await mkdtemp(path.join(os.tmpdir(), "tandem-copies-"));
  onTestFinished(() => rm(base, { recursive: true }));
  const folder = path.join(base, "copies");
  return { file: path.join(base, "a.py"), folder, copies: new SafetyCopies(folder) };
}

it("tells once of a save that never ended, and where the old content is", async () => {
  const { file, folder, copies } = await place();
  await writeFile(file, "half");
  const { file: copy } = await copies.keep(file, Buffer.from("the whole text\n"));
  expect((await stat(copy)).mode & 0o777).toBe(0o600);
  const [notice, ...more] = await new SafetyCopies(folder).leftOver();
  expect(more).toEqual([]);
  const kept = /What it held before is kept in (.*)\.$/.exec(notice?.sentence ?? "")?.[1] ?? "";
  expect(await readFile(kept, "utf8")).toBe("the whole text\n");
  expect(await new SafetyCopies(folder).leftOver()).toEqual([]);
});

it("says nothing where the file still holds what it held", async () => {
  const { file, folder, copies } = await place();
  await writeFile(file, "as it was\n");
  await copies.keep(file, Buffer.from("as it was\n"));
  expect(await copies.leftOver()).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});

it("keeps beside the file what the profile does not take", async () => {
  const { file, folder, copies } = await place();
  await writeFile(folder, "a file where the folder should be");
  const copy = await copies.keep(file, Buffer.from("old\n"));
  expect(path.dirname(copy.file)).toBe(path.dirname(file));
  await copy.drop();
  expect(await readdir(path.dirname(file))).toEqual(["copies"]);
});
