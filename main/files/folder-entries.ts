/** Files and folders are made, renamed and deleted in the file browser: nothing that is there is ever written over. */
import { lstat, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { t } from "../../preload/texts/texts";
import { fileProblem, UserError } from "../floor/user-error";

/** Names of devices on Windows, and signs that no name has there. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;
const SIGNS = /[<>:"|?*\\]/;

/** What is wrong with a name; null where nothing is. */
export function nameProblem(name: string, platform: NodeJS.Platform = process.platform): string | null {
  if (name === "" || name === "." || name === "..") return t("A name is needed.");
  if (/[/\0]/.test(name)) return t("A name has no “/”.");
  if (Buffer.byteLength(name) > 255) return t("The name is too long.");
  if (platform !== "win32") return null;
  if (SIGNS.test(name) || RESERVED.test(name) || /[. ]$/.test(name))
    return t("Windows allows no file of the name {name}.", { name });
  return null;
}

const isThere = (path: string) =>
  lstat(path).then(
    (found) => found,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    },
  );

const exists = (name: string) => new UserError(t("There is a {name} already.", { name }));

/**
 * Makes an empty file or a folder. Folders on the way there ("a/b.py") are made too.
 * @returns its path
 * @throws UserError with a sentence when it is there already, or cannot be made
 */
export async function createEntry(folder: string, name: string, kind: "file" | "folder"): Promise<string> {
  const parts = name.trim().split("/");
  const problem = parts.map((part) => nameProblem(part)).find((each) => each !== null);
  if (problem) throw new UserError(problem);
  const path = join(folder, ...parts);
  try {
    if (await isThere(path)) throw exists(name);
    await mkdir(kind === "folder" ? path : dirname(path), { recursive: true });
    if (kind === "file") await writeFile(path, "", { flag: "wx" });
    return path;
  } catch (error) {
    if (error instanceof UserError) throw error;
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw exists(name);
    throw new UserError(t("{name} cannot be made: {reason}.", { name, reason: fileProblem(error) }));
  }
}

/**
 * Gives a file or folder another name in its folder.
 * @returns its path
 * @throws UserError with a sentence when something of that name is there, or it cannot be done
 */
export async function renameEntry(path: string, name: string): Promise<string> {
  const problem = nameProblem(name);
  if (problem) throw new UserError(problem);
  const to = join(dirname(path), name);
  try {
    const [own, there] = [await lstat(path), await isThere(to)];
    // Where case does not count, another case is the same file.
    if (there && !(there.ino === own.ino && there.dev === own.dev && to.toLowerCase() === path.toLowerCase()))
      throw exists(name);
    await rename(path, to);
    return to;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(t("It cannot be renamed to {name}: {reason}.", { name, reason: fileProblem(error) }));
  }
}

/**
 * Deletes a file, a link or a folder with all that it holds, for good.
 * @throws UserError with a sentence when some of it cannot be deleted
 */
export async function deleteEntry(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true });
  } catch (error) {
    throw new UserError(t("{name} cannot be deleted: {reason}.", { name: path, reason: fileProblem(error) }));
  }
}
