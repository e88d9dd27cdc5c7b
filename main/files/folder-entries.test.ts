import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEntry, deleteEntry, nameProblem, renameEntry } from "./folder-entries";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-entries-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("entries of a folder", () => {
  it("are made with the folders on their way, and never over what is there", async () => {
    expect(await createEntry(folder, "a/b.py", "file")).toBe(join(folder, "a/b.py"));
    await createEntry(folder, "a/c", "folder");
    expect((await readdir(join(folder, "a"))).sort()).toEqual(["b.py", "c"]);
    await writeFile(join(folder, "a/b.py"), "x");
    for (const kind of ["file", "folder"] as const)
      await expect(createEntry(folder, "a/b.py", kind)).rejects.toThrow("There is a a/b.py already.");
    await expect(createEntry(folder, "a/b.py/c", "file")).rejects.toThrow("cannot be made");
    for (const name of ["", "..", "../x", "a//b", "a\0b"])
      await expect(createEntry(folder, name, "file")).rejects.toThrow("name");
    expect(await readFile(join(folder, "a/b.py"), "utf8")).toBe("x");
  });

  it("are renamed, links as links, and never over what is there", async () => {
    await writeFile(join(folder, "a"), "a");
    await writeFile(join(folder, "b"), "b");
    await symlink("nowhere", join(folder, "link"));
    await expect(renameEntry(join(folder, "a"), "b")).rejects.toThrow("There is a b already.");
    await expect(renameEntry(join(folder, "a"), "link")).rejects.toThrow("There is a link already.");
    await expect(renameEntry(join(folder, "a"), "x/y")).rejects.toThrow("A name has no “/”.");
    await expect(renameEntry(join(folder, "none"), "c")).rejects.toThrow("it is not there");
    expect(await renameEntry(join(folder, "link"), "link 2")).toBe(join(folder, "link 2"));
    expect((await readdir(folder)).sort()).toEqual(["a", "b", "link 2"]);
  });

  it("are deleted with all that they hold, but not what their links lead to", async () => {
    await mkdir(join(folder, "kept"));
    await writeFile(join(folder, "kept/x"), "");
    await mkdir(join(folder, "sub/deep"), { recursive: true });
    await symlink("../kept", join(folder, "sub/link"));
    await deleteEntry(join(folder, "sub"));
    expect(await readdir(folder)).toEqual(["kept"]);
    expect(await readdir(join(folder, "kept"))).toEqual(["x"]);
    await expect(deleteEntry(join(folder, "none"))).rejects.toThrow("it is not there");
  });

  it("have names that Windows takes, there", () => {
    for (const name of ["nul", "COM1.txt", "a:b", "a.", "a ", 'a"'])
      expect([nameProblem(name, "linux"), nameProblem(name, "win32") === null]).toEqual([null, false]);
  });
});
