/** What is in a folder, for the file browser. */

import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FolderEntry } from "../../preload/contract/files";
import { t } from "../../preload/texts/texts";
import { fileProblem, UserError } from "../floor/user-error";

/** Most entries that a list has: a folder of a million files must not freeze the window. */
const MAX_ENTRIES = 200_000;
/** More names are put in order by keys: comparing each pair as people would takes half a second of 100,000. */
const MANY = 5_000;

const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Names of a folder's entries; links count as what they lead to. */
export interface FolderNames {
  readonly folders: readonly string[];
  readonly files: readonly string[];
  /** How many entries there are that are not among them. */
  readonly left: number;
}

/**
 * Each kind by name with numbers in their order.
 * @throws UserError when the folder cannot be read.
 */
export async function namesIn(folder: string): Promise<FolderNames> {
  try {
    const folders: string[] = [];
    const files: string[] = [];
    const links: string[] = [];
    const found = await readdir(folder, { withFileTypes: true });
    for (const entry of found.length > MAX_ENTRIES ? found.slice(0, MAX_ENTRIES) : found) {
      if (entry.isFile()) files.push(entry.name);
      else if (entry.isDirectory()) folders.push(entry.name);
      else (entry.isSymbolicLink() ? links : files).push(entry.name);
    }
    await Promise.all(
      links.map(async (name) => {
        const target = await stat(join(folder, name)).catch(() => undefined);
        (target?.isDirectory() ? folders : files).push(name);
      }),
    );
    const left = Math.max(0, found.length - MAX_ENTRIES);
    return { folders: inOrder(folders), files: inOrder(files), left };
  } catch (error) {
    throw new UserError(
      t("The folder {folder} cannot be read: {reason}.", { folder, reason: fileProblem(error) }),
    );
  }
}

/**
 * The same as entries, folders first.
 * @throws UserError when the folder cannot be read.
 */
export async function listFolder(folder: string): Promise<FolderEntry[]> {
  const { folders, files } = await namesIn(folder);
  return [
    ...folders.map((name): FolderEntry => ({ name, kind: "folder" })),
    ...files.map((name): FolderEntry => ({ name, kind: "file" })),
  ];
}

function inOrder(names: string[]): string[] {
  if (names.length <= MANY) return names.sort(byName.compare);
  // As what an instrument writes is named: numbers of one length need no keys, which take three times as long as the rest.
  const pad = !haveDigitsAlike(names);
  const keys = names.map((name) => {
    const key = name.toLowerCase();
    return pad ? key.replace(/\d{1,15}/g, (digits) => digits.padStart(15, "0")) : key;
  });
  // The system gives names by their bytes, which often is the order already.
  if (keys.every((key, at) => at === 0 || (keys[at - 1] ?? "") <= key)) return names;
  const places = Uint32Array.from(names, (_, at) => at);
  places.sort((one, other) => {
    const [a = "", b = ""] = [keys[one], keys[other]];
    return a < b ? -1 : a > b ? 1 : one - other;
  });
  return Array.from(places, (at) => names[at] ?? "");
}

/** Whether digits stand at the same places of all names. */
function haveDigitsAlike(names: readonly string[]): boolean {
  const [first = ""] = names;
  const isDigit = (name: string, at: number) => {
    const unit = name.charCodeAt(at);
    return unit >= 48 && unit <= 57;
  };
  for (const name of names) {
    const length = Math.max(name.length, first.length);
    for (let at = 0; at < length; at++) if (isDigit(name, at) !== isDigit(first, at)) return false;
  }
  return true;
}

/**
 * The folder that a path stands for: itself, or, where a file is at it or above it, the nearest one upwards. A path at
 * which nothing is stays as it is: what is gone for now (a drive) may come back.
 */
export async function nearestFolder(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const found = await stat(at).catch((error: NodeJS.ErrnoException) => error.code);
    if (found === "ENOTDIR" || (typeof found === "object" && !found.isDirectory())) {
      if (dirname(at) === at) return path;
      continue;
    }
    return typeof found === "object" ? at : path;
  }
}
