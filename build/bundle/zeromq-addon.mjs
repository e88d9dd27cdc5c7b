/**
 * zeromq in one file.
 *
 * zeromq's own loader looks for its native addon relative to its package folder, at run time, in a manifest.
 * The kernel-host is one bundled file that must go on working when the app on disk is replaced, so the choice is
 * made here, at build time: the addon is copied beside the bundle and loaded by a plain relative `require`.
 */
import { randomUUID } from "node:crypto";
import { copyFile, mkdir, readFile, rename } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

/** The addon's name beside the bundle. */
export const ADDON = "zeromq.node";

/**
 * Which of zeromq's prebuilt addons to take. All of them are Node-API, so the number is only a name: any of them
 * loads in any Node or Electron. For Linux it is the one built against the oldest glibc (2.25; the others want
 * 2.38, which Debian 12 does not have).
 * @type {Record<string, { libc: string, abi: number }>}
 */
const PREBUILT = {
  linux: { libc: "glibc", abi: 127 },
  darwin: { libc: "libc", abi: 115 },
  win32: { libc: "msvc", abi: 115 },
};

/** The file of zeromq's that is for a system. @param {string} platform @param {string} arch @returns {Promise<string>} */
export async function addonPath(platform, arch) {
  const folder = path.join(
    path.dirname(createRequire(import.meta.url).resolve("zeromq/package.json")),
    "build",
  );
  /** @type {Record<string, string>} */
  const manifest = JSON.parse(await readFile(path.join(folder, "manifest.json"), "utf8"));
  const wanted = PREBUILT[platform];
  for (const [key, file] of Object.entries(manifest)) {
    const { os, arch: cpu, libc, abi } = JSON.parse(key);
    if (os === platform && cpu === arch && libc === wanted?.libc && abi === wanted?.abi) {
      // It names those for Windows with backslashes, whatever it is read on.
      return path.join(folder, file.replaceAll("\\", "/"));
    }
  }
  throw new Error(`zeromq has no prebuilt addon for ${platform} ${arch} (${wanted?.libc} ${wanted?.abi})`);
}

/**
 * @param {{ platform?: string, arch?: string }} [target]
 * @returns {import("esbuild").Plugin}
 */
export function zeromqAddon({ platform = process.platform, arch = process.arch } = {}) {
  return {
    name: "zeromq-addon",
    setup(build) {
      const outdir = path.dirname(/** @type {string} */ (build.initialOptions.outfile));
      build.onLoad({ filter: /[\\/]zeromq[\\/]lib[\\/]load-addon\.js$/ }, () => ({
        contents: `exports.__esModule = true; exports.default = require("./${ADDON}");`,
        loader: "js",
      }));
      build.onResolve({ filter: new RegExp(`^\\./${ADDON.replace(".", "\\.")}$`) }, () => ({
        path: `./${ADDON}`,
        external: true,
      }));
      build.onEnd(async () => {
        await mkdir(outdir, { recursive: true });
        // A new file in its place: to write into the old one would crash the hosts that have it in memory.
        const copy = path.join(outdir, `.${ADDON}.${randomUUID()}`);
        await copyFile(await addonPath(platform, arch), copy);
        await rename(copy, path.join(outdir, ADDON));
      });
    },
  };
}
