/** What interpreters read as it is: the Python half of the plain Python kernel, and what teaches an IRkernel. */
import { copyFile, mkdir, readdir, rename } from "node:fs/promises";
import path from "node:path";
import { repository } from "../setup/places.mjs";

const source = path.join(repository, "kernel-host/builtin/python/interpreter");
const r = path.join(repository, "kernel-host/variables/irkernel");

/** Copies them beside python-kernel.js. @param {string} out @returns {Promise<string[]>} the files written */
export async function copyPythonFiles(out) {
  /** @type {string[]} */
  const written = [];
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".py")) continue;
    const from = path.join(entry.parentPath, entry.name);
    written.push(await copy(from, path.join(out, "kernel-host/python", path.relative(source, from))));
  }
  for (const name of await readdir(r))
    if (name.endsWith(".R"))
      written.push(await copy(path.join(r, name), path.join(out, "kernel-host/r", name)));
  return written;
}

/** A kernel that starts meanwhile reads the old file or the new one, never a part. @param {string} from @param {string} to */
async function copy(from, to) {
  await mkdir(path.dirname(to), { recursive: true });
  const fresh = `${to}.${process.pid}`;
  await copyFile(from, fresh);
  await rename(fresh, to);
  return to;
}
