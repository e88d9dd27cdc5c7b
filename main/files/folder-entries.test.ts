import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyEntry, createEntry, deleteEntry, moveEntry, nameProblem, renameEntry } from "./folder-entries";

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

  it("are moved into another folder, and never over what is there or into themselves", async () => {
    await mkdir(join(folder, "a/inner"), { recursive: true });
    await mkdir(join(folder, "b"));
    await writeFile(join(folder, "a/x"), "x");
    expect(await moveEntry(join(folder, "a/x"), join(folder, "b"))).toBe(join(folder, "b/x"));
    await writeFile(join(folder, "a/x"), "other");
    await expect(moveEntry(join(folder, "a/x"), join(folder, "b"))).rejects.toThrow("There is a x already.");
    await expect(moveEntry(join(folder, "a"), join(folder, "a/inner"))).rejects.toThrow("into itself");
    await expect(moveEntry(join(folder, "a"), join(folder, "a"))).rejects.toThrow("into itself");
    expect(await moveEntry(join(folder, "a/x"), join(folder, "a"))).toBe(join(folder, "a/x"));
    await expect(moveEntry(join(folder, "none"), join(folder, "b"))).rejects.toThrow("it is not there");
    expect(await readFile(join(folder, "b/x"), "utf8")).toBe("x");
  });

  it("are copied with all that they hold, links as links, by another name where theirs is taken", async () => {
    await mkdir(join(folder, "a"));
    await writeFile(join(folder, "a/x.tar.gz"), "x");
    await symlink("..", join(folder, "a/loop"));
    const copied = [1, 2, 3].map(() => "a");
    for (const name of copied) await copyEntry(join(folder, name), folder);
    expect((await readdir(folder)).sort()).toEqual(["a", "a 2", "a 3", "a 4"]);
    expect((await readdir(join(folder, "a 4"))).sort()).toEqual(["loop", "x.tar.gz"]);
    expect(await readlink(join(folder, "a 4/loop"))).toBe("..");
    expect(await copyEntry(join(folder, "a/x.tar.gz"), join(folder, "a"))).toBe(join(folder, "a/x.tar 2.gz"));
    await expect(copyEntry(join(folder, "a"), join(folder, "a"))).rejects.toThrow("into itself");
    await expect(copyEntry(join(folder, "none"), folder)).rejects.toThrow("cannot be copied");
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
