/** Python environments: folders with an interpreter and packages of its own, read without starting it. */
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isProgram } from "./kernelspecs";

/** An environment as far as it was found out without starting Python. */
export interface Environment {
  readonly prefix: string;
  readonly python: string;
  /** "3.12"; null where nothing tells. */
  readonly version: string | null;
  readonly conda: boolean;
  readonly hasIpykernel: boolean;
}

/** Names under which projects keep their environment. */
const USUAL_NAMES = [".venv", "venv", "env", ".conda", "conda"];
/** A folder with more entries than this is not searched for environments of other names. */
const MAX_SEARCHED_ENTRIES = 300;

/** The environment in a folder, or undefined when it is none. */
export async function environmentAt(prefix: string): Promise<Environment | undefined> {
  const config = await readFile(join(prefix, "pyvenv.cfg"), "utf8").catch(() => undefined);
  const conda = config === undefined && (await isFolder(join(prefix, "conda-meta")));
  if (config === undefined && !conda) return undefined;
  const python = await pythonIn(prefix);
  if (!python) return undefined;
  const libraries = await libraryFolders(prefix);
  const version =
    /^version(?:_info)?\s*=\s*(\d+\.\d+)/m.exec(config ?? "")?.[1] ??
    libraries
      .map((folder) => /python(\d+\.\d+)$/.exec(dirname(folder))?.[1])
      .find((each) => each !== undefined) ??
    null;
  let hasIpykernel = await anyHas(libraries, "ipykernel");
  if (!hasIpykernel && config !== undefined && /^include-system-site-packages\s*=\s*true/im.test(config)) {
    const base = /^home\s*=\s*(.+?)\s*$/m.exec(config)?.[1];
    if (base) hasIpykernel = await anyHas(await libraryFolders(dirname(base)), "ipykernel");
  }
  return { prefix, python, version, conda, hasIpykernel };
}

/**
 * Folders that may be environments of a project: in the open folder under any name, in its parents, up to home,
 * under the usual ones; the nearest first.
 */
export async function environmentsNear(folder: string, home: string): Promise<string[]> {
  const found = USUAL_NAMES.map((name) => join(folder, name));
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  if (entries.length <= MAX_SEARCHED_ENTRIES) {
    for (const entry of entries) if (entry.isDirectory()) found.push(join(folder, entry.name));
  }
  for (
    let parent = dirname(folder), child = folder;
    child !== home && parent !== child;
    child = parent, parent = dirname(child)
  ) {
    found.push(...USUAL_NAMES.map((name) => join(parent, name)));
  }
  return [...new Set(found)];
}

/** Environments that conda and pyenv keep, by their own lists. */
export async function managedEnvironments(
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string[]> {
  const listed = await readFile(join(home, ".conda/environments.txt"), "utf8").catch(() => "");
  const pyenv = join(env.PYENV_ROOT || join(home, ".pyenv"), "versions");
  const versions = (await readdir(pyenv).catch(() => [])).map((name) => join(pyenv, name));
  return [...new Set([...listed.split(/\r?\n/).filter((line) => line.trim() !== ""), ...versions])];
}

/** How an environment is told from others in a list: ".venv", or the project's name too where that says nothing. */
export function environmentLabel(prefix: string, openFolder: string | null): string {
  const name = basename(prefix);
  const inside = openFolder !== null && dirname(prefix) === openFolder;
  return inside || !USUAL_NAMES.includes(name) ? name : `${basename(dirname(prefix))}/${name}`;
}

async function pythonIn(prefix: string): Promise<string | undefined> {
  const names =
    process.platform === "win32" ? ["Scripts/python.exe", "python.exe"] : ["bin/python", "bin/python3"];
  for (const name of names) if (await isProgram(join(prefix, name))) return join(prefix, name);
  return undefined;
}

async function libraryFolders(prefix: string): Promise<string[]> {
  if (process.platform === "win32") return [join(prefix, "Lib/site-packages")];
  const folders: string[] = [];
  for (const library of ["lib", "lib64"]) {
    const names = await readdir(join(prefix, library)).catch(() => []);
    for (const name of names.filter((each) => /^python\d+\.\d+$/.test(each))) {
      folders.push(
        join(prefix, library, name, "site-packages"),
        join(prefix, library, name, "dist-packages"),
      );
    }
  }
  folders.push(join(prefix, "lib/python3/dist-packages"));
  return folders;
}

async function anyHas(folders: readonly string[], name: string): Promise<boolean> {
  const found = await Promise.all(folders.map((folder) => isFolder(join(folder, name))));
  return found.includes(true);
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
