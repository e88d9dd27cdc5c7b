/**
 * A Python with a current ipykernel, for the tests and for people who have no kernel yet.
 *
 * A virtual environment in the cache, from the versions and hashes in build/python/requirements.txt. Where PyPI is out
 * of reach, the distribution's python3-ipykernel serves (older, installed with apt), behind an environment that looks
 * the same. TANDEM_PYTHON=pypi or TANDEM_PYTHON=distribution allows only one of the two ways.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { makeOnce } from "./make-once.mjs";
import { cache, repository } from "./places.mjs";
import { hear } from "./run.mjs";
import { Stop, say } from "./say.mjs";
import { installPackages } from "./system-libraries.mjs";

const requirements = path.join(repository, "build/python/requirements.txt");
const lock = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 8);
const windows = process.platform === "win32";

/** @type {Record<string, { folder: string, make: (folder: string) => Promise<void> }>} */
const ways = {
  pypi: { folder: path.join(cache, `python-${lock}`), make: fromPyPI },
  distribution: { folder: path.join(cache, "python-distribution"), make: fromDistribution },
};

/**
 * @typedef {object} PythonEnvironment
 * @property {string} python the interpreter
 * @property {string} jupyterPath for JUPYTER_PATH: the folder whose `kernels/python3` is this Python
 */

/** @returns {Promise<PythonEnvironment>} */
export async function ensurePython() {
  const only = process.env.TANDEM_PYTHON || undefined;
  if (only !== undefined && !(only in ways)) throw new Stop("TANDEM_PYTHON is either pypi or distribution.");
  const allowed = Object.entries(ways).filter(([name]) => only === undefined || name === only);
  const made = allowed.find(([, way]) => existsSync(pythonIn(way.folder)));
  if (made) return environmentIn(made[1].folder);

  let reason = "";
  for (const [, way] of allowed) {
    try {
      if (reason) say(`${reason}\nTaking the distribution's own packages instead.`);
      await rm(way.folder, { force: true }); // a link to an environment whose interpreter is gone
      await makeOnce(way.folder, way.make);
      return environmentIn(way.folder);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      reason = error.message;
    }
  }
  throw new Stop(reason);
}

/**
 * JUPYTER_PATH for an app that would find no kernel at all on this machine; nothing where it will find one.
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function kernelForTheApp() {
  if (await anyKernelHere()) return {};
  say("No Jupyter kernel was found on this machine, so Tandem brings a Python of its own for now.");
  return { JUPYTER_PATH: (await ensurePython()).jupyterPath };
}

/** Whether there is a kernelspec on the standard paths, or a Python with ipykernel on PATH. */
async function anyKernelHere() {
  for (const folder of jupyterFolders()) {
    const kernels = await readdir(path.join(folder, "kernels")).catch(() => []);
    if (kernels.some((name) => existsSync(path.join(folder, "kernels", name, "kernel.json")))) return true;
  }
  for (const python of ["python3", "python"]) {
    if ((await hear(python, ["-c", "import ipykernel"])).code === 0) return true;
  }
  return false;
}

/** Jupyter's data folders, as `jupyter --paths` lists them. */
function jupyterFolders() {
  const { JUPYTER_PATH = "", JUPYTER_DATA_DIR, XDG_DATA_HOME, APPDATA = "", PROGRAMDATA = "" } = process.env;
  const home = os.homedir();
  const own =
    process.platform === "darwin"
      ? path.join(home, "Library/Jupyter")
      : path.join(windows ? APPDATA : (XDG_DATA_HOME ?? path.join(home, ".local/share")), "jupyter");
  const system = windows
    ? [path.join(PROGRAMDATA, "jupyter")]
    : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
  return [...JUPYTER_PATH.split(path.delimiter).filter(Boolean), JUPYTER_DATA_DIR ?? own, ...system];
}

/** The interpreter of a virtual environment. @param {string} folder */
export const pythonIn = (folder) => path.join(folder, windows ? "Scripts/python.exe" : "bin/python");

/** @param {string} folder @returns {PythonEnvironment} */
const environmentIn = (folder) => ({
  python: pythonIn(folder),
  jupyterPath: path.join(folder, "share/jupyter"),
});

/** @param {string} folder */
async function fromPyPI(folder) {
  say("Making a Python environment with a current ipykernel ...");
  await environmentFromLock(folder, requirements);
}

/**
 * A virtual environment with exactly what a lock file names, and its kernelspec python3.
 * @param {string} folder @param {string} lockFile versions and hashes, as pip-compile writes them
 */
export async function environmentFromLock(folder, lockFile) {
  const python = await recentPython();
  const made = await hear(python, ["-m", "venv", folder]);
  if (made.code !== 0) {
    // Debian's python3 leaves this part of the standard library to a package of its own.
    await installPackages(["python3-venv"], "A Python environment needs Python's venv module");
    await mustRun(python, ["-m", "venv", "--clear", folder]);
  }
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];
  const { code, stderr } = await hear(pythonIn(folder), [
    ...pip,
    "--require-hashes",
    "--only-binary=:all:",
    "-r",
    lockFile,
  ]);
  const name = path.relative(repository, lockFile);
  if (code !== 0) throw new Stop(`The packages of ${name} could not be had:\n${whatFailed(stderr)}`);
  await registerKernel(folder);
}

/** @param {string} folder */
async function fromDistribution(folder) {
  const python = "/usr/bin/python3";
  const modules = "import ipykernel, jupyter_client, jupyter_console, matplotlib, nbclient";
  if ((await hear(python, ["-c", modules])).code !== 0) {
    await installPackages(
      [
        "python3-ipykernel",
        "python3-jupyter-client",
        "python3-jupyter-console",
        "python3-matplotlib",
        "python3-nbclient",
      ],
      "The tests need a Python with ipykernel",
    );
  }
  await mustRun(python, ["-m", "venv", "--without-pip", "--system-site-packages", folder]);
  await registerKernel(folder);
}

/** Writes the kernelspec with this interpreter's own path; the wheel's says only "python". @param {string} folder */
const registerKernel = (folder) => mustRun(pythonIn(folder), ["-m", "ipykernel", "install", "--sys-prefix"]);

/** A Python that the locked versions are for. @returns {Promise<string>} */
async function recentPython() {
  const names = windows
    ? ["python"]
    : ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10"];
  for (const name of names) {
    const { code } = await hear(name, ["-c", "import sys; sys.exit(sys.version_info < (3, 10))"]);
    if (code === 0) return name;
  }
  throw new Stop("No Python 3.10 or newer is on PATH.");
}

/** @param {string} program @param {string[]} args */
async function mustRun(program, args) {
  const { code, stderr } = await hear(program, args);
  if (code !== 0) throw new Stop(`${program} ${args.join(" ")} failed:\n${whatFailed(stderr)}`);
}

/** What a failed program said that matters: its errors by that name, or else its last lines. @param {string} text */
function whatFailed(text) {
  const lines = text.trim().split("\n");
  const errors = lines.filter((line) => line.startsWith("ERROR:"));
  return (errors.length > 0 ? errors : lines.slice(-4)).join("\n");
}
