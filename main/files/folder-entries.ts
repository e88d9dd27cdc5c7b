/** Files and folders are made, renamed, moved, copied and deleted in the file browser: nothing that is there is ever written over. */
import { cp, lstat, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, parse, resolve, sep } from "node:path";
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
 * Moves a file, a link or a folder into another folder, also of another file system.
 * @returns its path
 * @throws UserError with a sentence when something of that name is there, or it cannot be done
 */
export async function moveEntry(path: string, folder: string): Promise<string> {
  const name = basename(path);
  const to = join(folder, name);
  try {
    if (holds(path, folder)) throw new UserError(t("{name} cannot be moved into itself.", { name }));
    if (resolve(to) === resolve(path)) return to;
    if (await isThere(to)) throw exists(name);
    await rename(path, to).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== "EXDEV") throw error;
      await cp(path, to, COPIED);
      await rm(path, { recursive: true });
    });
    return to;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(t("{name} cannot be moved: {reason}.", { name, reason: fileProblem(error) }));
  }
}

/** Links stay links; nothing is written over. */
const COPIED = { recursive: true, verbatimSymlinks: true, force: false, errorOnExist: true } as const;
/** So many copies of a name are made before a free one is looked for in vain. */
const MOST_COPIES = 1_000;

/**
 * Copies a file, a link or a folder with all that it holds into a folder; where its name is taken, as "name 2.py".
 * @returns the copy's path
 * @throws UserError with a sentence when it cannot be done
 */
export async function copyEntry(path: string, folder: string): Promise<string> {
  const { base, name, ext } = parse(path);
  try {
    if (holds(path, folder)) throw new UserError(t("{name} cannot be copied into itself.", { name: base }));
    for (let number = 1; number <= MOST_COPIES; number++) {
      const to = join(folder, number === 1 ? base : `${name} ${number}${ext}`);
      if (await isThere(to)) continue;
      await cp(path, to, COPIED);
      return to;
    }
    throw exists(base);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(t("{name} cannot be copied: {reason}.", { name: base, reason: fileProblem(error) }));
  }
}

/** Whether a folder is what is at a path, or lies within. */
function holds(path: string, folder: string): boolean {
  const [outer, inner] = [resolve(path), resolve(folder)];
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : `${outer}${sep}`);
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
