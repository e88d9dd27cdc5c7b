import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { Backups } from "./backups";

const common = {
  id: "one",
  path: "/a.ipynb",
  identity: null,
  name: "a.ipynb",
  encoding: "utf8",
  declared: null,
  eol: "\n",
  mixedEol: false,
  stamp: "s",
  digest: "d",
} as const;

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(os.tmpdir(), "tandem-backups-"));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

it("puts a long text together from what it was made of, which came once", async () => {
  const at = await folder();
  const backups = new Backups(at);
  await backups.write({
    ...common,
    text: "",
    pieces: { base: "b1", baseText: "0123456789", parts: [[0, 3], "new", [7, 10]] },
  });
  const texts = async () => (await new Backups(at).readAll()).backups.map(({ text }) => text);
  expect(await texts()).toEqual(["012new789"]);
  await backups.write({ ...common, text: "", pieces: { base: "b1", parts: ["x", [9, 10]] } });
  expect(await texts()).toEqual(["x9"]);
  // Another base takes the place of the first, a whole text that of both.
  await backups.write({ ...common, text: "", pieces: { base: "b2", baseText: "äb", parts: [[0, 2]] } });
  expect(await texts()).toEqual(["äb"]);
  expect(await readdir(at)).toHaveLength(2);
  await backups.write({ ...common, text: "whole" });
  expect(await texts()).toEqual(["whole"]);
  await backups.write({ ...common, text: "", pieces: { base: "b3", baseText: "z", parts: [[0, 1]] } });
  await backups.drop("one");
  expect(await readdir(at)).toEqual([]);
});

it("sets one aside whose base is gone, and says so", async () => {
  const at = await folder();
  await new Backups(at).write({ ...common, text: "", pieces: { base: "gone", parts: [[0, 1]] } });
  const { backups, notices } = await new Backups(at).readAll();
  expect(backups).toEqual([]);
  expect(notices).toHaveLength(1);
});
