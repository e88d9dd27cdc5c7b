/** The app put into Electron by electron-builder. */
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { Stop, say } from "../setup/say.mjs";
import config from "./electron-builder.mjs"; // cloned for each use: electron-builder writes into it
import { filled, put } from "./linux-tree.mjs";
import { outputFolder } from "./places.mjs";
import { universal } from "./stage.mjs";

/**
 * Makes the folder with the app for Linux x64.
 * @param {string} dist a folder with Electron @returns {Promise<string>} the folder made
 */
export async function packFolder(dist) {
  const { build, Platform, Arch } = await import("electron-builder");
  await build({
    targets: Platform.LINUX.createTarget("dir", Arch.x64),
    config: { ...structuredClone(config), ...(await electronFrom(dist)) },
    publish: "never",
  });
  const folder = path.join(outputFolder, "linux-unpacked");
  // An Electron put together from the npm registry has a default app as a folder.
  await rm(path.join(folder, "resources/app"), { recursive: true, force: true });
  return folder;
}

/** Whether an AppImage is wanted and its runtime can be had: electron-builder fetches it from GitHub. */
export const appImageWanted = () =>
  process.env.TANDEM_APPIMAGE === "1" || Boolean(process.env.APPIMAGE_TOOLS_PATH);

/**
 * Makes the AppImage of the folder with the app, and latest-linux.yml, by which older AppImages find it.
 * @param {string} folder @param {string} dist a folder with Electron @param {import("./linux-tree.mjs").Facts} facts
 * @returns {Promise<string[]>} the files made
 */
export async function packAppImage(folder, dist, facts) {
  // In place of electron-builder's own, which turns Chromium's sandbox off where it cannot work and says nothing, and
  // has kernels look for libraries in a mount that vanishes. The app's files are laid over those that it has made.
  await put(path.join(folder, "AppRun"), await filled("AppRun", facts), 0o755);
  const { build, Platform, Arch } = await import("electron-builder");
  return build({
    prepackaged: folder,
    targets: Platform.LINUX.createTarget("AppImage", Arch.x64),
    config: { ...structuredClone(config), ...(await electronFrom(dist)) },
    publish: "never",
  });
}

/**
 * Makes the installers for the system that this runs on, Windows or macOS.
 * @param {string} dist a folder with Electron @returns {Promise<string[]>} the files made
 */
export async function packForThisSystem(dist) {
  const { build, Platform, Arch } = await import("electron-builder");
  const mac = process.platform === "darwin";
  const arch = universal() ? Arch.universal : process.arch === "arm64" ? Arch.arm64 : Arch.x64;
  const targets = (mac ? Platform.MAC : Platform.WINDOWS).createTarget(null, arch);
  // A universal app is made of two Electrons, of which only one can lie in node_modules: both are fetched.
  return build({
    targets,
    config: { ...structuredClone(config), ...(universal() ? {} : await electronFrom(dist)) },
    publish: "never",
  });
}

/** @param {string} dist */
async function electronFrom(dist) {
  const version = (await readFile(path.join(dist, "version"), "utf8").catch(() => ""))
    .trim()
    .replace(/^v/, "");
  if (version === "") throw new Stop(`${dist} holds an Electron that does not say its version.`);
  say(`Packing with Electron ${version} ...`);
  return { electronDist: dist, electronVersion: version };
}
