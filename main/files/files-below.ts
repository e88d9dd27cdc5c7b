/** The files of a folder and of all folders in it, for whoever looks for one by its name. */
import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** More are not looked for: a folder may be a whole disk. */
const MOST_FILES = 500_000;
const MOST_MS = 30_000;
/** So many folders are read at a time: one after the other the disk is waited for. */
const AT_ONCE = 32;

/** What programs keep for themselves: nobody opens these by name. */
const PASSED_OVER = new Set(
  ".git .hg .svn node_modules __pycache__ .ipynb_checkpoints .mypy_cache .pytest_cache .ruff_cache .tox .nox .pixi".split(
    " ",
  ),
);
/** What only an environment of Python has at its top. */
const MARKS_ENVIRONMENT = new Set(["pyvenv.cfg", "conda-meta"]);

interface Looking {
  /** Told of more of them, by their paths from the folder, parted by "/". */
  readonly onFound: (paths: readonly string[]) => void;
  /** Ends it early. */
  readonly signal?: AbortSignal;
  readonly most?: number;
}

/**
 * What is near comes first: a folder's own files, then those of the folders in it. Links to folders are not followed, and
 * what cannot be read is passed over.
 * @returns false: there are more than were looked for
 */
export async function filesBelow(
  folder: string,
  { onFound, signal, most = MOST_FILES }: Looking,
): Promise<boolean> {
  let left = most;
  const until = Date.now() + MOST_MS;
  for (let level = [""]; level.length > 0; ) {
    const next: string[] = [];
    for (let at = 0; at < level.length; at += AT_ONCE) {
      if (signal?.aborted || Date.now() > until) return false;
      const places = level.slice(at, at + AT_ONCE);
      const found = await Promise.all(places.map((place) => entriesOf(folder, place)));
      for (const [index, entries] of found.entries()) {
        const files = sorted(places[index] as string, entries, next);
        if (files.length > 0) onFound(files.slice(0, left));
        if (files.length > left) return false;
        left -= files.length;
      }
    }
    level = next;
  }
  return true;
}

async function entriesOf(folder: string, place: string): Promise<readonly Dirent[]> {
  const entries = await readdir(join(folder, place), { withFileTypes: true }).catch(() => []);
  return place !== "" && entries.some(({ name }) => MARKS_ENVIRONMENT.has(name)) ? [] : entries;
}

/** The files of one folder by name; the folders in it go to `folders`. */
function sorted(place: string, entries: readonly Dirent[], folders: string[]): readonly string[] {
  const files: string[] = [];
  for (const entry of [...entries].sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (PASSED_OVER.has(entry.name)) continue;
    const path = place === "" ? entry.name : `${place}/${entry.name}`;
    if (entry.isDirectory()) folders.push(path);
    else if (entry.isFile() || entry.isSymbolicLink()) files.push(path);
  }
  return files;
}
