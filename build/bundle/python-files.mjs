/** The Python half of the plain Python kernel: files that its interpreter reads, taken as they are. */
import { copyFile, mkdir, readdir, rename } from "node:fs/promises";
import path from "node:path";
import { repository } from "../setup/places.mjs";

const source = path.join(repository, "kernel-host/builtin/python/interpreter");

/** Copies them beside python-kernel.js. @param {string} out @returns {Promise<string[]>} the files written */
export async function copyPythonFiles(out) {
  /** @type {string[]} */
  const written = [];
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".py")) continue;
    const from = path.join(entry.parentPath, entry.name);
    const to = path.join(out, "kernel-host/python", path.relative(source, from));
    await mkdir(path.dirname(to), { recursive: true });
    // A kernel that starts meanwhile reads the old file or the new one, never a part.
    const fresh = `${to}.${process.pid}`;
    await copyFile(from, fresh);
    await rename(fresh, to);
    written.push(to);
  }
  return written;
}
