/** The systems' own tools that make packages. */

import { hear } from "../setup/run.mjs";
import { Stop } from "../setup/say.mjs";
import { installPackages, isOnPath } from "../setup/system-libraries.mjs";

/** Debian's packages of the tools, by the program that is looked for. */
const TOOLS = { "dpkg-deb": "dpkg", rpmbuild: "rpm", zip: "zip", tar: "tar", gzip: "gzip" };

/** Installs what is missing, where this user may. */
export async function ensurePackTools() {
  const missing = [];
  for (const [program, name] of Object.entries(TOOLS)) if (!(await isOnPath(program))) missing.push(name);
  if (missing.length > 0)
    await installPackages(missing, "Packages are made with tools that this system has not");
}

/**
 * Runs a tool in surroundings that leave no trace of this machine in what it makes.
 * @param {string} program @param {string[]} args @param {number} date seconds since 1970, for SOURCE_DATE_EPOCH
 * @param {{ cwd?: string }} [options] @returns {Promise<string>} what it printed
 */
export async function packWith(program, args, date, options = {}) {
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(date), LC_ALL: "C.UTF-8", TZ: "UTC" };
  const { code, stdout, stderr } = await hear(program, args, { ...options, env });
  if (code !== 0) throw new Stop(`${program} failed:\n${stdout}${stderr}`);
  return stdout;
}
