/** The app as it is packed: the built programs, what they are licensed under, and nothing that is not run or read. */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { ADDON, addonPath } from "../bundle/zeromq-addon.mjs";
import { repository } from "../setup/places.mjs";
import { hear } from "../setup/run.mjs";
import { Stop } from "../setup/say.mjs";
import { APP_ID, NAME, PROGRAM } from "./identity.mjs";
import { stageFolder } from "./places.mjs";

const PROGRAMS = ["main", "preload", "renderer", "kernel-host", "cli"];

/**
 * The version to package: package.json's, or the one asked for.
 * @param {string | undefined} wanted @returns {Promise<string>}
 */
export async function versionOf(wanted) {
  const { version } = await readPackageJson();
  if (wanted !== undefined && !/^\d+\.\d+\.\d+(-[0-9a-z.]+)?$/.test(wanted))
    throw new Stop(`${wanted} is not a version such as ${version} or ${version}-beta.1.`);
  return wanted ?? version;
}

/** Puts the app together in the stage folder. @param {string} version */
export async function stage(version) {
  await rm(stageFolder, { recursive: true, force: true });
  await mkdir(stageFolder, { recursive: true });
  for (const program of PROGRAMS) {
    await cp(path.join(repository, "out", program), path.join(stageFolder, "out", program), {
      recursive: true,
      filter: isPacked,
    });
  }
  if (universal()) await stageUniversalAddon();
  const { description, license, author, main } = await readPackageJson();
  // desktopName: by it a desktop knows which windows belong to which entry of its menu.
  const desktopName = `${PROGRAM}.desktop`;
  const names = { name: PROGRAM, productName: NAME, appId: APP_ID, desktopName };
  const own = { ...names, version, description, license, author, main };
  await writeFile(path.join(stageFolder, "package.json"), `${JSON.stringify(own, null, 2)}\n`);
  await cp(path.join(repository, "LICENSE"), path.join(stageFolder, "LICENSE"));
}

/** Whether a built file is part of the app: source maps are not, nor what a build is just writing. @param {string} file */
export function isPacked(file) {
  const name = path.basename(file);
  return !name.endsWith(".map") && !name.startsWith(".") && !/\.\d+$/.test(name);
}

/** Whether one app for both kinds of Mac is wanted. */
export const universal = () => process.platform === "darwin" && process.env.TANDEM_UNIVERSAL === "1";

/** One addon with the code for both kinds of Mac: the app is put together twice, from the same stage. */
async function stageUniversalAddon() {
  const parts = await Promise.all(["x64", "arm64"].map((arch) => addonPath("darwin", arch)));
  const addon = path.join(stageFolder, "out/kernel-host", ADDON);
  const { code, stderr } = await hear("lipo", ["-create", ...parts, "-output", addon]);
  if (code !== 0) throw new Stop(`lipo could not join zeromq's addons: ${stderr.trim()}`);
}

async function readPackageJson() {
  return JSON.parse(await readFile(path.join(repository, "package.json"), "utf8"));
}
