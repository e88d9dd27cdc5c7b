/** The files of a folder and of all folders in it, for whoever looks for one by its name. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { FolderFiles } from "../../preload/contract/files";

/** More are not looked for: a folder may be a whole disk. */
const MOST_FILES = 20_000;
const MOST_MS = 3_000;

/** What programs keep for themselves: nobody opens these by name. */
const PASSED_OVER = new Set(
  ".git .hg .svn node_modules __pycache__ .ipynb_checkpoints .mypy_cache .pytest_cache .ruff_cache .tox .nox .pixi".split(
    " ",
  ),
);
/** What only an environment of Python has at its top. */
const MARKS_ENVIRONMENT = new Set(["pyvenv.cfg", "conda-meta"]);

/**
 * What is near comes first: a folder's own files, then those of the folders in it. Links to folders are not followed, and
 * what cannot be read is passed over.
 */
export async function filesBelow(folder: string, most = MOST_FILES): Promise<FolderFiles> {
  const files: string[] = [];
  const waiting = [""];
  const until = Date.now() + MOST_MS;
  for (const place of waiting) {
    if (files.length >= most || Date.now() > until) return { files, all: false };
    const entries = await readdir(join(folder, place), { withFileTypes: true }).catch(() => []);
    if (place !== "" && entries.some(({ name }) => MARKS_ENVIRONMENT.has(name))) continue;
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      if (PASSED_OVER.has(entry.name)) continue;
      const path = place === "" ? entry.name : `${place}/${entry.name}`;
      if (entry.isDirectory()) waiting.push(path);
      else if ((entry.isFile() || entry.isSymbolicLink()) && files.push(path) >= most)
        return { files, all: false };
    }
  }
  return { files, all: true };
}
