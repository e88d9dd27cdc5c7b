/** What is in a folder, for the file browser. */

import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FolderEntry } from "../../preload/contract/files";
import { t } from "../../preload/texts/texts";
import { fileProblem, UserError } from "../floor/user-error";

/** Most entries that a list has: a folder of a million files must not freeze the window. */
const MAX_ENTRIES = 10_000;

const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/**
 * Folders first, each kind by name with numbers in their order. Links count as what they lead to.
 * @throws UserError when the folder cannot be read.
 */
export async function listFolder(folder: string): Promise<FolderEntry[]> {
  try {
    const found = (await readdir(folder, { withFileTypes: true })).slice(0, MAX_ENTRIES);
    const entries = await Promise.all(
      found.map(async (entry): Promise<FolderEntry> => {
        const isFolder = entry.isSymbolicLink()
          ? await stat(join(folder, entry.name)).then(
              (target) => target.isDirectory(),
              () => false,
            )
          : entry.isDirectory();
        return { name: entry.name, kind: isFolder ? "folder" : "file" };
      }),
    );
    return entries.sort((a, b) =>
      a.kind === b.kind ? byName.compare(a.name, b.name) : a.kind === "folder" ? -1 : 1,
    );
  } catch (error) {
    throw new UserError(
      t("The folder {folder} cannot be read: {reason}.", { folder, reason: fileProblem(error) }),
    );
  }
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
