/**
 * koffi in programs for Windows: its addon (it calls functions of Windows' own libraries) lies beside the kernel-host, and
 * every program takes it from there. Programs for other systems call none, and have nothing of it.
 */
import { randomUUID } from "node:crypto";
import { copyFile, mkdir, rename } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { ensureKoffiForWindows } from "../setup/windows-koffi.mjs";

/** By which its licence is found, in what is built for Windows. @type {readonly string[]} */
export const KOFFI_LIBRARY = process.platform === "win32" ? ["node_modules/koffi/package.json"] : [];

/** The addon's name beside the kernel-host. */
export const KOFFI = "koffi.node";

/**
 * @param {{ platform?: string, arch?: string }} [target]
 * @returns {import("esbuild").Plugin}
 */
export function koffiAddon({ platform = process.platform, arch = process.arch } = {}) {
  return {
    name: "koffi-addon",
    setup(build) {
      const addon = `../kernel-host/${KOFFI}`;
      build.onResolve({ filter: /^koffi$/ }, () => ({ path: "koffi", namespace: "koffi-addon" }));
      build.onResolve({ filter: /\/koffi\.node$/ }, () => ({ path: addon, external: true }));
      build.onLoad({ filter: /./, namespace: "koffi-addon" }, () => ({
        contents:
          platform === "win32"
            ? `module.exports = require("${addon}");`
            : 'throw new Error("Only programs for Windows call its libraries.");',
        loader: "js",
      }));
    },
  };
}

/**
 * Puts the addon beside the kernel-host, where the programs are for Windows.
 * @param {string} out the folder of the programs
 * @param {{ platform?: string, arch?: string }} [target]
 * @returns {Promise<string[]>} where it went
 */
export async function copyKoffi(out, { platform = process.platform, arch = process.arch } = {}) {
  if (platform !== "win32") return [];
  const folder = path.join(out, "kernel-host");
  await mkdir(folder, { recursive: true });
  // A new file in its place: to write into the old one would crash the hosts that have it in memory.
  const copy = path.join(folder, `.${KOFFI}.${randomUUID()}`);
  await copyFile(await addonFor(arch), copy);
  await rename(copy, path.join(folder, KOFFI));
  return [path.join(folder, KOFFI)];
}

/** @param {string} arch @returns {Promise<string>} */
async function addonFor(arch) {
  try {
    return createRequire(import.meta.url).resolve(`@koromix/koffi-win32-${arch}/win32_${arch}/koffi.node`);
  } catch {
    // npm installs it on Windows alone.
    return ensureKoffiForWindows(arch);
  }
}
