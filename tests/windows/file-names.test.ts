/** Names and paths as Windows takes them: devices, ends that it cuts off, upper and lower case, paths beyond 260 characters. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createEntry, renameEntry } from "../../main/files/folder-entries";
import { SafetyCopies } from "../../main/files/safety-copies";
import { saveOver } from "../../main/files/save-file";

let folder: string;
let copies: SafetyCopies;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tandem-names-"));
  copies = new SafetyCopies(path.join(folder, "copies"));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }));

it("no file gets the name of a device, or one whose end Windows cuts off", async () => {
  for (const name of ["CON", "con.py", "nul", "COM1.txt", "LPT9", "notes.", "a:b", "a?"])
    await expect(createEntry(folder, `sub/${name}`, "file"), name).rejects.toThrow("Windows allows no file");
  await expect(readdir(path.join(folder, "sub"))).rejects.toThrow("ENOENT");
  for (const name of ["console.py", "com.txt", "nulls", ".notes"])
    expect(await readdir(path.dirname(await createEntry(folder, name, "file")))).toContain(name);
});

it("a file is the same in upper and lower case", async () => {
  const made = await createEntry(folder, "Fit.py", "file");
  await expect(createEntry(folder, "fit.PY", "file")).rejects.toThrow("There is a fit.PY already");
  await saveOver(path.join(folder, "FIT.py"), Buffer.from("saved"), copies);
  expect((await readdir(folder)).filter((name) => name !== "copies")).toEqual(["Fit.py"]);
  expect(await readFile(made, "utf8")).toBe("saved");
});

it("a name can be given in the other case", async () => {
  await writeFile(await createEntry(folder, "Fit.py", "file"), "kept");
  const renamed = await renameEntry(path.join(folder, "Fit.py"), "fit.py");
  expect(await readFile(renamed, "utf8")).toBe("kept");
  expect(await readdir(folder)).toEqual(["fit.py"]);
});

it("a path of more than 260 characters is saved to, anew and over what is there", async () => {
  const deep = path.join(folder, ...Array.from({ length: 6 }, (_, n) => `${n}`.repeat(50)));
  await mkdir(deep, { recursive: true });
  const file = path.join(deep, "ein Fit ä.py");
  expect(file.length).toBeGreaterThan(300);
  for (const text of ["one", "two, which is longer", "3"]) {
    await saveOver(file, Buffer.from(text), copies);
    expect(await readFile(file, "utf8")).toBe(text);
  }
  expect(await readdir(deep)).toEqual(["ein Fit ä.py"]);
});

it("a path with a prefix of Windows' own, or one of a network share's kind, leads to the same file", async () => {
  const file = path.join(folder, "a.py");
  await saveOver(path.toNamespacedPath(file), Buffer.from("by its long name"), copies);
  expect(path.toNamespacedPath("\\\\server\\share\\a.py")).toBe("\\\\?\\UNC\\server\\share\\a.py");
  expect(await readFile(file, "utf8")).toBe("by its long name");
});
