/** The one time that all packaged files bear, so that the same commit gives the same package. */
import { lstat, lutimes, readdir } from "node:fs/promises";
import path from "node:path";
import { hear } from "../setup/run.mjs";

/**
 * SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else the time of the last commit, else now.
 * @returns {Promise<number>} in seconds since 1970
 */
export async function sourceDate() {
  const given = Number(process.env.SOURCE_DATE_EPOCH);
  if (Number.isInteger(given) && given > 0) return given;
  const { code, stdout } = await hear("git", ["log", "-1", "--format=%ct"]);
  return code === 0 ? Number(stdout.trim()) : Math.floor(Date.now() / 1000);
}

/** Gives everything in a folder, and the folder, one time. @param {string} folder @param {number} seconds */
export async function setTimes(folder, seconds) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const each = path.join(folder, entry.name);
    if (entry.isDirectory()) await setTimes(each, seconds);
    else await lutimes(each, seconds, seconds);
  }
  await lutimes(folder, seconds, seconds);
}

/** @param {string} folder @returns {Promise<number>} bytes of all files in it */
export async function sizeOf(folder) {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await lstat(path.join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}
