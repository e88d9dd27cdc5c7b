import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { stampAt, writeDocument } from "./documents";
import { SafetyCopies } from "./safety-copies";
import { Watcher } from "./watch";

let folder: string;
let files: [string, string | null][];
let folders: string[];
let watcher: Watcher;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-watch-"));
  files = [];
  folders = [];
  watcher = new Watcher({
    onFile: (path, stamp) => files.push([path, stamp]),
    onFolder: (path) => folders.push(path),
  });
});
afterEach(async () => {
  watcher.dispose();
  await rm(folder, { recursive: true });
});

it("tells when a file is written, replaced by rename, or gone", async () => {
  const path = join(folder, "a.py");
  await writeFile(path, "1");
  await watcher.watch([path], null);
  await writeFile(path, "22");
  await vi.waitFor(async () => expect(files).toEqual([[path, (await stampAt(path))?.stamp]]));
  await writeFile(join(folder, "b"), "333");
  await rename(join(folder, "b"), path);
  await vi.waitFor(async () => expect(files.at(-1)).toEqual([path, (await stampAt(path))?.stamp]));
  await rm(path);
  await vi.waitFor(() => expect(files.at(-1)).toEqual([path, null]), 5_000);
  expect(folders).toEqual([]);
});

it("tells when something in the folder changes, and nothing of our own saves", async () => {
  const path = join(folder, "a.py");
  await writeFile(path, "1");
  await watcher.watch([path], folder);
  const release = watcher.hold(path);
  const saved = await writeDocument(
    { path, text: "2", encoding: "utf8", eol: "\n", expected: null },
    new SafetyCopies(join(folder, "copies")),
  );
  // A slow disk: the change is seen before the save is over.
  await new Promise((resolve) => setTimeout(resolve, 200));
  release(saved.result === "saved" ? saved.stamp : undefined);
  await vi.waitFor(() => expect(folders).toContain(folder));
  expect(files).toEqual([]);
});

it("gives back what is not there when it begins to be watched, and tells when it comes", async () => {
  const [a, b] = [join(folder, "a.py"), join(folder, "b.py")];
  await writeFile(a, "1");
  expect(await watcher.watch([a, b], null)).toEqual([b]);
  expect(await watcher.watch([a, b], folder)).toEqual([b]);
  await writeFile(b, "1");
  await vi.waitFor(async () => expect(files).toEqual([[b, (await stampAt(b))?.stamp]]));
});

it("forgets what is watched no more", async () => {
  const [a, b] = [join(folder, "a.py"), join(folder, "b.py")];
  await writeFile(a, "1");
  await writeFile(b, "1");
  await watcher.watch([a], null);
  await watcher.watch([b], null);
  await writeFile(a, "22");
  await writeFile(b, "22");
  await vi.waitFor(() => expect(files.map(([path]) => path)).toEqual([b]));
});

it("takes no notice of a file that is empty, or away, for a moment", async () => {
  const path = join(folder, "a.py");
  await writeFile(path, "1");
  await watcher.watch([path], null);
  await writeFile(path, "");
  await new Promise((resolve) => setTimeout(resolve, 300));
  await rename(path, join(folder, "b.py"));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await writeFile(path, "whole again");
  await vi.waitFor(async () => expect(files).toEqual([[path, (await stampAt(path))?.stamp]]));
});

it("tells of an empty file that stays so", async () => {
  const path = join(folder, "a.py");
  await writeFile(path, "1");
  await watcher.watch([path], null);
  await writeFile(path, "");
  await vi.waitFor(async () => expect(files).toEqual([[path, (await stampAt(path))?.stamp]]), 5_000);
});

it("tells of a change of what a link leads to", async () => {
  await mkdir(join(folder, "real"));
  const path = join(folder, "a.py");
  await writeFile(join(folder, "real/b.py"), "1");
  await symlink("real/b.py", path);
  await watcher.watch([path], null);
  await writeFile(join(folder, "real/b.py"), "22");
  await vi.waitFor(async () => expect(files).toEqual([[path, (await stampAt(path))?.stamp]]));
});
