/**
 * The trash of Linux desktops (freedesktop.org's Trash specification 1.0): what is put there can be taken back. Without
 * a program of the desktop, so that a machine without one has a trash too.
 */
import { access, constants, lstat, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";

/** Something in the trash. */
export interface Trashed {
  /** Where it was. */
  readonly from: string;
  /** Where it is. */
  readonly at: string;
  readonly info: string;
}

/** So many of a name are in the trash before another one is looked for in vain. */
const MOST_OF_A_NAME = 10_000;

/**
 * Moves a file, a link or a folder into the trash of its file system: that of the home folder, or one at the system's top.
 * @param data the user's folder for programs' data, absolute
 * @throws Error of the system where it cannot be moved there
 */
export async function moveToTrash(path: string, data = dataFolder()): Promise<Trashed> {
  const { folder, told } = await trashFor(path, data);
  return put(resolve(path), folder, told);
}

/**
 * The trash for what is at a path, made where it was none yet, and how it is told there where that was.
 * @throws Error of the system where there is none that it could be moved to
 */
export async function trashFor(
  path: string,
  data = dataFolder(),
): Promise<{ readonly folder: string; readonly told: string }> {
  const from = resolve(path);
  const { dev } = await lstat(from);
  const home = join(data, "Trash");
  await makeTrash(home);
  if ((await stat(home)).dev === dev) return { folder: home, told: from };
  const top = await topOf(dirname(from), dev);
  const own = join(top, `.Trash-${process.getuid?.() ?? 0}`);
  await makeTrash(own);
  // A trash that is elsewhere (a link) is none for this file system.
  const found = await lstat(own);
  if (!found.isDirectory() || found.dev !== dev) throw new Error(`${own} is no folder of this file system`);
  return { folder: own, told: relative(top, from) };
}

/**
 * Puts it back where it was.
 * @throws Error of the system; with the code EEXIST where something of its name is there by now
 */
export async function takeFromTrash({ from, at, info }: Trashed): Promise<void> {
  if (await lstat(from).catch(() => null))
    throw Object.assign(new Error("something of this name is there"), { code: "EEXIST" });
  await mkdir(dirname(from), { recursive: true });
  await rename(at, from);
  await rm(info, { force: true });
}

function dataFolder(): string {
  const set = process.env["XDG_DATA_HOME"];
  return set?.startsWith("/") ? set : join(homedir(), ".local/share");
}

async function makeTrash(folder: string): Promise<void> {
  for (const part of ["files", "info"]) {
    await mkdir(join(folder, part), { recursive: true, mode: 0o700 });
    await access(join(folder, part), constants.W_OK);
  }
}

/** The uppermost folder above that is of the same file system. */
async function topOf(folder: string, dev: number): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    const above = dirname(at);
    if (above === at || (await stat(above)).dev !== dev) return at;
  }
}

/** @param told as the file about it says where it was */
async function put(from: string, trash: string, told: string): Promise<Trashed> {
  const name = basename(from);
  for (let number = 1; number <= MOST_OF_A_NAME; number++) {
    const own = number === 1 ? name : `${name}.${number}`;
    const info = join(trash, "info", `${own}.trashinfo`);
    const at = join(trash, "files", own);
    // The file about it reserves the name: of two programs one makes it.
    const file = await open(info, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") return null;
      throw error;
    });
    if (!file) continue;
    try {
      const date = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
      const path = told.split("/").map(encodeURIComponent).join("/");
      await file.writeFile(`[Trash Info]\nPath=${path}\nDeletionDate=${date}\n`);
      // Renaming would write over a file whose own one about it is lost.
      if (await lstat(at).catch(() => null)) continue;
      await rename(from, at);
      return { from, at, info };
    } catch (error) {
      await rm(info, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  }
  throw new Error(`the trash has too many of the name ${name}`);
}
