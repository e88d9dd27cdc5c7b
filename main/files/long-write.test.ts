import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { LongWrite } from "./long-write";

async function place(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "tandem-long-write-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return path.join(folder, "out.txt");
}

it("writes pieces in order, and the file is there only when it is whole", async () => {
  const file = await place();
  const write = await LongWrite.begin(file);
  await Promise.all(["a", "bb", "ccc"].map((text) => write.add(text)));
  await expect(readFile(file)).rejects.toThrow("ENOENT");
  await write.finish();
  expect(await readFile(file, "utf8")).toBe("abbccc");
  expect(await readdir(path.dirname(file))).toEqual(["out.txt"]);
});

it("taken back, it leaves what stood there, and nothing else", async () => {
  const file = await place();
  await writeFile(file, "old");
  const write = await LongWrite.begin(file);
  await write.add("new");
  await write.drop();
  expect(await readFile(file, "utf8")).toBe("old");
  expect(await readdir(path.dirname(file))).toEqual(["out.txt"]);
});
