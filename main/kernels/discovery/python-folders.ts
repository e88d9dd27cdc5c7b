/** Folders with a Python: environments and installations, read without starting it. */
import { lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, delimiter, dirname, isAbsolute, join } from "node:path";
import type { Interpreter } from "./interpreters";
import { isProgram } from "./kernelspecs";

/** What a folder with a Python is. */
export interface PythonFolder {
  readonly prefix: string;
  readonly kind: "venv" | "conda" | "installation";
  /** Its interpreter; null when the environment is there and its interpreter is not. */
  readonly python: string | null;
}

/** Names under which projects keep their environment. */
const USUAL_NAMES = [".venv", "venv", "env", ".conda", "conda"];
/** A folder with more entries than this is not searched for environments of other names. */
const MAX_SEARCHED_ENTRIES = 300;

/** What is in a folder, or undefined when no Python is. */
export async function pythonFolderAt(prefix: string): Promise<PythonFolder | undefined> {
  const config = await readFile(join(prefix, "pyvenv.cfg"), "utf8").catch(() => undefined);
  const conda = config === undefined && (await isFolder(join(prefix, "conda-meta")));
  const python = await pythonIn(prefix);
  if (config !== undefined) return { prefix, kind: "venv", python };
  // An environment of conda need not have Python.
  if (python === null) return undefined;
  return { prefix, kind: conda ? "conda" : "installation", python };
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

/**
 * What an environment's files tell of its interpreter, which is not started: code in a folder that somebody has only
 * opened to look at must not run.
 */
export async function readEnvironment(folder: PythonFolder): Promise<Interpreter | undefined> {
  const { prefix, python } = folder;
  if (python === null || folder.kind === "installation") return undefined;
  const config = await readFile(join(prefix, "pyvenv.cfg"), "utf8").catch(() => "");
  const libraries = await libraryFolders(prefix);
  const searchPath = [...libraries];
  const base = /^home[ \t]*=[ \t]*(\S.*)$/m.exec(config)?.[1]?.trimEnd();
  if (base && /^include-system-site-packages[ \t]*=[ \t]*true/im.test(config))
    searchPath.push(...(await libraryFolders(dirname(base))));
  const version =
    /^version(?:_info)?[ \t]*=[ \t]*(\d+\.\d+(?:\.\d+)?)/m.exec(config)?.[1] ??
    (await condaVersion(prefix)) ??
    libraries.map((each) => /python(\d+\.\d+)$/.exec(dirname(each))?.[1]).find((each) => each !== undefined);
  return { executable: python, prefix, version: version ?? "", architecture: "", searchPath };
}

/** How an environment is told from others in a list: ".venv", or the project's name too where that says nothing. */
export function environmentLabel(prefix: string, openFolder: string | null): string {
  const name = basename(prefix);
  const inside = openFolder !== null && dirname(prefix) === openFolder;
  return inside || !USUAL_NAMES.includes(name) ? name : `${basename(dirname(prefix))}/${name}`;
}

/** Interpreters on a search path, in its order; two names of one file in one folder are one. */
export async function pythonsOnPath(path: string): Promise<string[]> {
  const found = new Map<string, string>();
  for (const folder of path.split(delimiter).filter((each) => isAbsolute(each))) {
    // On Windows this folder holds only doors to a shop.
    if (/WindowsApps/i.test(folder)) continue;
    const names = pythonNames(await readdir(folder).catch(() => []));
    // A tool's shim for each version that it could have fails for those that are not chosen; they are found elsewhere.
    const shims = basename(folder) === "shims";
    for (const name of shims ? names.filter((each) => /^python3?$/.test(each)) : names) {
      const file = join(folder, name);
      if (!(await isProgram(file))) continue;
      // An environment's interpreter is a link to the system's and still another Python.
      const target = `${await realpath(folder)} ${await realpath(file)}`;
      if (!found.has(target)) found.set(target, file);
    }
  }
  return [...found.values()];
}

/** Of the names in a folder those of interpreters: "python3" before "python", then the newest version. */
function pythonNames(names: readonly string[]): string[] {
  if (process.platform === "win32") return names.filter((name) => name.toLowerCase() === "python.exe");
  const rank = (name: string) => ["python3", "python"].indexOf(name);
  const numbered = names
    .filter((name) => /^(?:python3\.\d+|pypy3(?:\.\d+)?)$/.test(name))
    .sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
  return [...names.filter((name) => rank(name) >= 0).sort((a, b) => rank(a) - rank(b)), ...numbered];
}

async function pythonIn(prefix: string): Promise<string | null> {
  const names =
    process.platform === "win32"
      ? ["Scripts/python.exe", "python.exe"]
      : ["bin/python", "bin/python3", "bin/pypy3", "libexec/bin/python3"];
  for (const name of names) if (await isProgram(join(prefix, name))) return join(prefix, name);
  // Homebrew's keg has only names with a version.
  const numbered = pythonNames(await readdir(join(prefix, "bin")).catch(() => []));
  for (const name of numbered)
    if (await isProgram(join(prefix, "bin", name))) return join(prefix, "bin", name);
  return null;
}

/** Version of the package "python" in an environment of conda. */
async function condaVersion(prefix: string): Promise<string | undefined> {
  const packages = await readdir(join(prefix, "conda-meta")).catch(() => []);
  return packages
    .map((name) => /^python-(\d+\.\d+\.\d+)-/.exec(name)?.[1])
    .find((each) => each !== undefined);
}

async function libraryFolders(prefix: string): Promise<string[]> {
  if (process.platform === "win32") return [join(prefix, "Lib/site-packages")];
  const folders: string[] = [];
  for (const library of ["lib", "lib64"]) {
    const names = await readdir(join(prefix, library)).catch(() => []);
    for (const name of names.filter((each) => /^(?:python|pypy)\d+\.\d+$/.test(each))) {
      folders.push(
        join(prefix, library, name, "site-packages"),
        join(prefix, library, name, "dist-packages"),
      );
    }
  }
  folders.push(join(prefix, "lib/python3/dist-packages"));
  return folders;
}

/** A link to something that is gone, as an environment has it when the Python that made it was removed. */
export async function brokenLinkIn(prefix: string): Promise<string | null> {
  for (const name of ["bin/python", "bin/python3", "Scripts/python.exe"]) {
    const file = join(prefix, name);
    const link = await lstat(file).catch(() => undefined);
    if (link?.isSymbolicLink() && !(await stat(file).catch(() => undefined))) return file;
  }
  return null;
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
