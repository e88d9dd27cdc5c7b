import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { stampAt, writeDocument } from "./documents";
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
  await vi.waitFor(async () => expect(files).toEqual([[path, await stampAt(path)]]));
  await writeFile(join(folder, "b"), "333");
  await rename(join(folder, "b"), path);
  await vi.waitFor(async () => expect(files.at(-1)).toEqual([path, await stampAt(path)]));
  await rm(path);
  await vi.waitFor(() => expect(files.at(-1)).toEqual([path, null]));
  expect(folders).toEqual([]);
});

it("tells when something in the folder changes, and nothing of our own saves", async () => {
  const path = join(folder, "a.py");
  await writeFile(path, "1");
  await watcher.watch([path], folder);
  const saved = await writeDocument({ path, text: "2", encoding: "utf8", eol: "\n", expected: null });
  if (saved.result === "saved") watcher.note(path, saved.stamp);
  await vi.waitFor(() => expect(folders).toContain(folder));
  expect(files).toEqual([]);
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
