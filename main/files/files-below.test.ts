import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { filesBelow } from "./files-below";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-files-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function found(at: string, most = 1_000) {
  const files: string[] = [];
  const all = await filesBelow(at, { onFound: (paths) => void files.push(...paths), most });
  return { files, all };
}

async function put(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), "");
  }
}

it("finds the files of all folders, near ones first, but not what programs keep for themselves", async () => {
  await put("survey/io/tables.py", "survey/model.py", "b.py", ".gitignore", ".github/ci.yml");
  await put(".git/HEAD", "survey/__pycache__/model.pyc", "web/node_modules/x/index.js");
  await put("own/pyvenv.cfg", "own/lib/site.py", "other/conda-meta/history", "other/lib/site.py");
  await symlink(folder, join(folder, "survey", "round"));
  expect(await found(folder)).toEqual({
    files: [".gitignore", "b.py", ".github/ci.yml", "survey/model.py", "survey/round", "survey/io/tables.py"],
    all: true,
  });
});

it("says when there are more than it looks for", async () => {
  await put("a", "b", "c/d");
  expect(await found(folder, 2)).toEqual({ files: ["a", "b"], all: false });
  expect(await found(join(folder, "gone"))).toEqual({ files: [], all: true });
});

it("looks no further when it is told to end", async () => {
  await put("a", "b/c", "b/d/e");
  const ends = new AbortController();
  const files: string[] = [];
  const onFound = (paths: readonly string[]) => {
    files.push(...paths);
    ends.abort();
  };
  expect(await filesBelow(folder, { onFound, signal: ends.signal })).toBe(false);
  expect(files).toEqual(["a"]);
});
