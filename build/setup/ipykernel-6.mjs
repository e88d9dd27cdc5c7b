/**
 * ipykernel 6 beside the current one of the tests' environment: many people's notebooks still run on it, so the
 * protocol's tests have both for their reference. Only what differs is installed, in a folder for PYTHONPATH.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { makeOnce } from "./make-once.mjs";
import { cache, repository } from "./places.mjs";
import { hear } from "./run.mjs";
import { Stop, say } from "./say.mjs";

const requirements = path.join(repository, "build/python/ipykernel-6.txt");

/**
 * @param {string} python the tests' interpreter
 * @returns {Promise<NodeJS.ProcessEnv>} the folder under TANDEM_TEST_IPYKERNEL6, or nothing where it cannot be had
 */
export async function ensureIpykernel6(python) {
  // psutil is compiled for the interpreter's platform, and the environment may be made anew with another Python.
  const hash = createHash("sha256")
    .update(readFileSync(requirements))
    .update(python)
    .digest("hex")
    .slice(0, 8);
  const folder = path.join(cache, `ipykernel6-${hash}`);
  try {
    if (!existsSync(folder)) await makeOnce(folder, (own) => install(python, own));
    return { TANDEM_TEST_IPYKERNEL6: folder };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(`${error.message}\nThe tests go on without ipykernel 6.`);
    return {};
  }
}

/** @param {string} python @param {string} folder */
async function install(python, folder) {
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"];
  const from = ["--require-hashes", "--only-binary=:all:", "--target", folder, "-r", requirements];
  const { code, stderr } = await hear(python, [...pip, ...from]);
  const reason = stderr.trim().split("\n").slice(-2).join("\n");
  if (code !== 0) throw new Stop(`The packages of build/python/ipykernel-6.txt could not be had:\n${reason}`);
}
