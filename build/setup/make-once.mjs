/**
 * Folders in the cache that are either whole or not there.
 *
 * A folder is made under a name of its own, and only when it is whole does a link with the wanted name appear, in one
 * step. So an interrupted run leaves nothing half-made that a later one would take for good, and two runs at once do
 * not meet. (Not a rename: a Python environment holds its own path.)
 */
import { mkdir, readdir, readlink, rm, stat, symlink } from "node:fs/promises";
import path from "node:path";

/**
 * @param {string} target the wanted folder
 * @param {(folder: string) => Promise<void>} make fills the folder it is given
 */
export async function makeOnce(target, make) {
  if (await isFolder(target)) return;
  const parent = path.dirname(target);
  await mkdir(parent, { recursive: true });
  await clearLeftovers(target);

  const own = `${target}.${process.pid}`;
  await rm(own, { recursive: true, force: true });
  await mkdir(own);
  try {
    await make(own);
    await symlink(own, target, "junction");
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    if (!(await isFolder(target))) throw error; // otherwise another run was first, and its folder is as good
  }
}

/** Removes a link to nothing, and what runs that are no more left half-made. @param {string} target */
async function clearLeftovers(target) {
  if (!(await isFolder(target))) await rm(target, { force: true });
  const linked = path.basename(await readlink(target).catch(() => ""));
  const prefix = `${path.basename(target)}.`;
  for (const name of await readdir(path.dirname(target))) {
    if (!name.startsWith(prefix) || name === linked || isRunning(Number(name.slice(prefix.length)))) continue;
    await rm(path.join(path.dirname(target), name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** @param {string} folder */
const isFolder = (folder) =>
  stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
