/** Where each tool keeps its Pythons and environments. Folders are read; no tool is started. */
import { createHash } from "node:crypto";
import { readdir, readFile, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join } from "node:path";
import type { Surroundings } from "./jupyter-folders";

/** A folder that may hold a Python: the prefix of an environment or of an installation. */
export interface Place {
  readonly prefix: string;
  /** Who keeps it: "uv", "Poetry", "conda". */
  readonly keeper: string;
  /** It belongs to the open folder. */
  readonly near: boolean;
}

/** Names under which conda's distributions are installed. */
const CONDA_NAMES = [
  ...["miniconda3", "anaconda3", "miniforge3", "mambaforge", "micromamba", "mamba"],
  ...["miniconda", "anaconda", "miniforge"],
];

/** What the tools keep, found or not, and the folders that this depends on. */
export interface KeptPlaces {
  readonly places: readonly Place[];
  /** A new entry in one of these is a new place. */
  readonly folders: readonly string[];
}

/** @param openFolder what belongs to it is near */
export async function keptPlaces(surroundings: Surroundings, openFolder: string | null): Promise<KeptPlaces> {
  const { env, home, platform } = surroundings;
  const data = dataFolder(surroundings);
  const cache = cacheFolder(surroundings);
  const folders: string[] = [];
  const places: Place[] = [];
  const add = (keeper: string, prefixes: readonly string[], near = false) => {
    for (const prefix of prefixes) places.push({ prefix, keeper, near });
  };
  /** Everything in a folder is a place of that tool. */
  const addAll = async (keeper: string, folder: string) => {
    folders.push(folder);
    add(keeper, await entriesOf(folder));
  };
  /** The same for folders named by versions. */
  const addVersions = async (keeper: string, folder: string) => {
    folders.push(folder);
    add(keeper, (await entriesOf(folder)).reverse());
  };

  await addProjects(surroundings, openFolder, { poetry: poetryFolder(surroundings, cache) }, add, folders);
  const uvData = platform === "win32" ? join(env.APPDATA ?? home, "uv/data") : join(data, "uv");
  await addVersions("uv", env.UV_PYTHON_INSTALL_DIR || join(uvData, "python"));
  await addAll("uv", env.UV_TOOL_DIR || join(uvData, "tools"));
  await addAll("pixi", join(env.PIXI_HOME || join(home, ".pixi"), "envs"));
  await addConda(surroundings, add, addAll);
  const pyenv =
    env.PYENV_ROOT || (env.PYENV ?? join(home, platform === "win32" ? ".pyenv/pyenv-win" : ".pyenv"));
  await addVersions("pyenv", join(pyenv, "versions"));
  await addVersions("asdf", join(env.ASDF_DATA_DIR || join(home, ".asdf"), "installs/python"));
  const mise = platform === "win32" ? join(env.LOCALAPPDATA ?? home, "mise") : join(data, "mise");
  await addVersions("mise", join(env.MISE_DATA_DIR || mise, "installs/python"));
  if (platform === "darwin") await addVersions("python.org", "/Library/Frameworks/Python.framework/Versions");
  const brews = platform === "darwin" ? ["/opt/homebrew", "/usr/local"] : ["/home/linuxbrew/.linuxbrew"];
  for (const brew of platform === "win32"
    ? []
    : [...new Set([...(env.HOMEBREW_PREFIX ? [env.HOMEBREW_PREFIX] : []), ...brews])]) {
    const opt = join(brew, "opt");
    add(
      "Homebrew",
      (await entriesOf(opt)).filter((entry) => basename(entry).startsWith("python@3")).reverse(),
    );
    folders.push(opt);
  }
  return { places, folders };
}

type Add = (keeper: string, prefixes: readonly string[], near?: boolean) => void;

/** Environments that Poetry, Pipenv and pixi keep for projects: those of the open folder are near. */
async function addProjects(
  { env, home, platform }: Surroundings,
  openFolder: string | null,
  at: { readonly poetry: string },
  add: Add,
  folders: string[],
): Promise<void> {
  const project = openFolder === null ? null : await realpath(openFolder).catch(() => openFolder);
  if (project !== null) {
    const pixi = join(project, ".pixi/envs");
    folders.push(pixi);
    add("pixi", await entriesOf(pixi), true);
  }
  const hash = project === null ? undefined : poetryHash(project, platform);
  for (const prefix of await entriesOf(at.poetry))
    add("Poetry", [prefix], hash !== undefined && prefix.includes(`-${hash}-py`));
  folders.push(at.poetry);
  const workon = [
    env.WORKON_HOME,
    join(home, ".virtualenvs"),
    join(env.XDG_DATA_HOME || join(home, ".local/share"), "virtualenvs"),
  ];
  for (const folder of new Set(workon.filter((each) => each !== undefined && isAbsolute(each)) as string[])) {
    folders.push(folder);
    for (const prefix of await entriesOf(folder)) {
      const of = await readFile(join(prefix, ".project"), "utf8").catch(() => undefined);
      add(
        of === undefined ? "virtualenvwrapper" : "Pipenv",
        [prefix],
        of !== undefined && of.trim() === project,
      );
    }
  }
}

/** conda, mamba and micromamba: their own list, their usual places, and the environments inside of each. */
async function addConda(
  surroundings: Surroundings,
  add: Add,
  addAll: (keeper: string, folder: string) => Promise<void>,
): Promise<void> {
  const { env, home, platform } = surroundings;
  const listed = await readFile(join(home, ".conda/environments.txt"), "utf8").catch(() => "");
  add(
    "conda",
    listed
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(isAbsolute),
  );
  for (const root of condaRoots(surroundings)) {
    add("conda", [root]);
    await addAll("conda", join(root, "envs"));
  }
  const more = (env.CONDA_ENVS_PATH ?? "").split(platform === "win32" ? ";" : ":").filter(isAbsolute);
  for (const folder of [join(home, ".conda/envs"), ...more]) await addAll("conda", folder);
}

/** Where conda's distributions are, or would be: those that the environment names first. */
export function condaRoots({ env, home, platform }: Surroundings): string[] {
  const parents = platform === "win32" ? [home, env.PROGRAMDATA ?? "C:\\ProgramData"] : [home, "/opt"];
  const roots = parents.flatMap((parent) => CONDA_NAMES.map((name) => join(parent, name)));
  if (platform !== "win32") roots.push("/opt/conda");
  if (env.MAMBA_ROOT_PREFIX) roots.unshift(env.MAMBA_ROOT_PREFIX);
  // <root>/bin/conda, or <root>\Scripts\conda.exe
  if (env.CONDA_EXE) roots.unshift(dirname(dirname(env.CONDA_EXE)));
  return [...new Set(roots)];
}

/** How Poetry tells the environments of projects with one name apart: by the project's real path. */
function poetryHash(project: string, platform: NodeJS.Platform): string {
  const normal = platform === "win32" ? project.toLowerCase().replaceAll("/", "\\") : project;
  return createHash("sha256").update(normal).digest("base64url").slice(0, 8);
}

function poetryFolder({ env, platform }: Surroundings, cache: string): string {
  if (env.POETRY_VIRTUALENVS_PATH && isAbsolute(env.POETRY_VIRTUALENVS_PATH))
    return env.POETRY_VIRTUALENVS_PATH;
  if (env.POETRY_CACHE_DIR) return join(env.POETRY_CACHE_DIR, "virtualenvs");
  return join(cache, platform === "win32" ? "pypoetry/Cache/virtualenvs" : "pypoetry/virtualenvs");
}

function dataFolder({ env, home }: Surroundings): string {
  return env.XDG_DATA_HOME || join(home, ".local/share");
}

function cacheFolder({ env, home, platform }: Surroundings): string {
  if (platform === "darwin") return join(home, "Library/Caches");
  if (platform === "win32") return env.LOCALAPPDATA ?? join(home, "AppData/Local");
  return env.XDG_CACHE_HOME || join(home, ".cache");
}

/** Folders in a folder, links to folders included, by name and number; a dot at the beginning hides. */
async function entriesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const visible = entries.filter(
    (entry) => !entry.name.startsWith(".") && (entry.isDirectory() || entry.isSymbolicLink()),
  );
  return visible
    .map(({ name }) => join(folder, name))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}
