import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PRIVATE_FILE, writeAtOnce, writeAtomically } from "./atomic-write";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tandem-atomic-"));
});
afterEach(() => rm(folder, { recursive: true }));

const ways = {
  writeAtomically: (file: string, text: string) => writeAtomically(file, text, { mode: PRIVATE_FILE }),
  "writeAtomically, without waiting for the disk": (file: string, text: string) =>
    writeAtomically(file, text, { mode: PRIVATE_FILE, sync: false }),
  writeAtOnce: async (file: string, text: string) => writeAtOnce(file, text),
};

for (const [name, write] of Object.entries(ways)) {
  test(`a file is replaced whole, for this user only (${name})`, async () => {
    const file = path.join(folder, "file");
    await write(file, "one");
    await write(file, "two");
    expect(await readFile(file, "utf8")).toBe("two");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["file"]);
  });

  test(`what cannot be put at its place leaves nothing behind (${name})`, async () => {
    await mkdir(path.join(folder, "taken", "inside"), { recursive: true });
    await expect(write(path.join(folder, "taken"), "text")).rejects.toThrow();
    expect(await readdir(folder)).toEqual(["taken"]);
  });
}
