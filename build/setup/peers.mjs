/**
 * Programs that `npm run bench peers` times beside Tandem, installed where they can be had: Qt console and Pyzo as Debian has
 * them, JupyterLab from PyPI in Debian's Chromium. All of them, and Tandem, run Debian's ipykernel.
 */
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { cache } from "./places.mjs";
import { hear } from "./run.mjs";
import { say } from "./say.mjs";
import { installPackages, isOnPath } from "./system-libraries.mjs";

/** The folder of the kernelspec that all of them run. */
const KERNELS = "/usr/share/jupyter";
const JUPYTERLAB = "jupyterlab==4.6.*";

/**
 * @typedef {object} Peer how outside.py drives it
 * @property {string} name
 * @property {string} version
 * @property {string[]} command "{home}" stands for its own folder
 * @property {Record<string, string>} env
 * @property {string[]} [clicks] places, as "x,y", that are clicked first
 * @property {string[]} keys pressed before anything is typed
 * @property {string} submit the key that runs what was typed
 */

/**
 * What drives windows, and the kernel.
 * @returns {Promise<{ kernels: string, kernel: string }>} for JUPYTER_PATH, and the kernel's version
 */
export async function ensureDriver() {
  const needed = [
    "python3-ipykernel",
    "python3-tqdm",
    "python3-pil",
    "python3-numpy",
    "xdotool",
    "openbox",
    "xvfb",
  ];
  await installMissing(needed, "Windows are timed from outside");
  return { kernels: KERNELS, kernel: `ipykernel ${await versionOf("python3-ipykernel")}` };
}

/** @type {Record<string, () => Promise<Omit<Peer, "name">>>} */
const peers = {
  "Qt console": async () => {
    await installMissing(["python3-qtconsole"], "Qt console is a peer");
    return {
      version: await versionOf("python3-qtconsole"),
      // What stands on PATH before Debian's may be another Python's.
      command: ["/usr/bin/python3", "-m", "qtconsole", "--no-confirm-exit", "--kernel=python3"],
      env: {},
      keys: [],
      submit: "Return",
    };
  },
  Pyzo: async () => {
    await installMissing(["pyzo"], "Pyzo is a peer");
    return {
      version: await versionOf("pyzo"),
      command: ["pyzo"],
      env: {},
      // "use this environment", then the shell.
      clicks: ["780,281", "900,250"],
      keys: [],
      submit: "Return",
    };
  },
  JupyterLab: async () => {
    await installMissing(["chromium"], "JupyterLab's page needs Chromium");
    const folder = await ensureJupyterLab();
    const { stdout } = await hear(path.join(folder, "bin/jupyter-lab"), ["--version"]);
    const port = 18_900 + (process.pid % 1000);
    const page = `http://127.0.0.1:${port}/lab/tree/flood.ipynb?token=bench`;
    const notebook = JSON.stringify({
      cells: [{ cell_type: "code", source: [], metadata: {}, outputs: [], execution_count: null }],
      metadata: { kernelspec: { name: "python3", display_name: "Python 3" } },
      nbformat: 4,
      nbformat_minor: 4,
    });
    const script = [
      `echo '${notebook}' > flood.ipynb`,
      `${folder}/bin/jupyter-lab --no-browser --allow-root --ServerApp.token=bench --port=${port} &`,
      `until wget -q -O /dev/null 'http://127.0.0.1:${port}/api?token=bench'; do sleep 0.2; done`,
      `exec chromium --no-sandbox --no-first-run --user-data-dir={home}/chromium --app='${page}'`,
    ].join("\n");
    return {
      version: `${stdout.trim()} in Chromium ${await versionOf("chromium")}`,
      command: ["sh", "-c", script],
      env: {},
      keys: [],
      submit: "shift+Return",
    };
  },
};

/**
 * Those that can be had here; says why where one cannot.
 * @param {string} only a part of their names
 * @returns {Promise<{ peers: Peer[], missing: string[] }>}
 */
export async function ensurePeers(only = "") {
  /** @type {Peer[]} */
  const found = [];
  const missing = [];
  for (const [name, ensure] of Object.entries(peers)) {
    if (!name.toLowerCase().includes(only.toLowerCase())) continue;
    try {
      found.push({ name, ...(await ensure()) });
    } catch (error) {
      const sentence = error instanceof Error ? error.message.trim().split("\n")[0] : String(error);
      missing.push(`${name} is left out: ${sentence}`);
    }
  }
  return { peers: found, missing };
}

/** @param {string[]} packages @param {string} why */
async function installMissing(packages, why) {
  const states = await Promise.all(packages.map(versionOf));
  const lacking = packages.filter((_, i) => states[i] === "");
  if (lacking.length > 0) await installPackages(lacking, why);
}

/** The installed version of a Debian package; "" where it is none. @param {string} name */
async function versionOf(name) {
  const { stdout, code } = await hear("dpkg-query", ["-W", "-f", "${db:Status-Status} ${Version}", name]);
  return code === 0 && stdout.startsWith("installed ") ? stdout.slice("installed ".length) : "";
}

async function ensureJupyterLab() {
  const folder = path.join(cache, "peer-jupyterlab");
  const program = path.join(folder, "bin/jupyter-lab");
  if (!existsSync(program)) await installJupyterLab(folder);
  await quietJupyterLab(folder);
  return folder;
}

/** @param {string} folder */
async function installJupyterLab(folder) {
  if (!(await isOnPath("python3"))) throw new Error("there is no Python for it.");
  say("Installing JupyterLab from PyPI ...");
  await rm(folder, { recursive: true, force: true });
  await hear("python3", ["-m", "venv", folder]);
  const pip = [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--only-binary=:all:",
    JUPYTERLAB,
  ];
  const { code, stderr } = await hear(path.join(folder, "bin/python"), pip);
  if (code !== 0) throw new Error(`it could not be had from PyPI: ${stderr.trim().split("\n").at(-1)}`);
}

/** JupyterLab asks at its first start whether it may fetch news. @param {string} folder */
async function quietJupyterLab(folder) {
  const settings = path.join(folder, "share/jupyter/lab/settings");
  await mkdir(settings, { recursive: true });
  const overrides = { "@jupyterlab/apputils-extension:notification": { fetchNews: "false" } };
  await writeFile(path.join(settings, "overrides.json"), JSON.stringify(overrides));
}
