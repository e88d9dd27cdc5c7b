/** ripgrep, by which texts are found in files: a program for each system, taken as it is. */
import { chmod, copyFile, mkdir, readdir, rename, stat } from "node:fs/promises";
import path from "node:path";
import { repository } from "../setup/places.mjs";

/** A file of it, for the list of what is inside the app. */
export const RIPGREP = "node_modules/@vscode/ripgrep/package.json";

const packages = path.join(repository, "node_modules/@vscode");
const PREFIX = "ripgrep-";

/**
 * Copies those that npm has installed for this machine.
 * @param {string} out @returns {Promise<string[]>} its files
 */
export async function copyRipgrep(out) {
  const written = [];
  for (const name of await readdir(packages)) {
    if (!name.startsWith(PREFIX)) continue;
    for (const program of await readdir(path.join(packages, name, "bin"))) {
      const source = path.join(packages, name, "bin", program);
      const to = path.join(out, "ripgrep", name.slice(PREFIX.length), program);
      written.push(to);
      if ((await stat(to).catch(() => undefined))?.size === (await stat(source)).size) continue;
      await mkdir(path.dirname(to), { recursive: true });
      // One that runs meanwhile keeps its file.
      const fresh = `${to}.${process.pid}`;
      await copyFile(source, fresh);
      await chmod(fresh, 0o755);
      await rename(fresh, to);
    }
  }
  return written;
}
