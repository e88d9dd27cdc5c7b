/**
 * What the trials play with, in the cache: a Python environment with the packages whose examples are played, the
 * source distributions that examples, notebooks and tests are in, and what `material.py` gathered from both.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeOnce } from "./make-once.mjs";
import { cache, repository } from "./places.mjs";
import { environmentFromLock, pythonIn } from "./python-environment.mjs";
import { hear } from "./run.mjs";
import { Stop, say } from "./say.mjs";

const lockFile = path.join(repository, "build/python/trials.txt");
const sdistsFile = path.join(repository, "build/python/trials-sdists.txt");
const gatherer = path.join(repository, "tests/trials/material.py");

/** @param {...string} files */
function hashOf(...files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 8);
}

/** @returns {Promise<NodeJS.ProcessEnv>} what tests/trials/run.ts and the app find of it */
export async function ensureTrials() {
  const environment = path.join(cache, `trials-python-${hashOf(lockFile)}`);
  await makeOnce(environment, async (folder) => {
    say("Making a Python environment for the trials (some 600 MB) ...");
    await environmentFromLock(folder, lockFile);
  });
  const python = pythonIn(environment);
  const sdists = path.join(cache, `trials-sdists-${hashOf(sdistsFile)}`);
  await makeOnce(sdists, (folder) => unpackSdists(python, folder));
  const material = path.join(cache, `trials-${hashOf(lockFile, sdistsFile, gatherer)}`);
  await makeOnce(material, async (folder) => {
    say("Gathering examples, docstrings, snippets, texts and notebooks ...");
    const { code, stdout, stderr } = await hear(python, [gatherer, sdists]);
    if (code !== 0) throw new Error(`material.py failed: ${stderr}`);
    await writeFile(path.join(folder, "material.json"), stdout);
  });
  return {
    TANDEM_TRIALS_PYTHON: python,
    TANDEM_TRIALS_CACHE: material,
    JUPYTER_PATH: path.join(environment, "share/jupyter"),
  };
}

/**
 * Fetches each pinned distribution through pip and unpacks it into a folder of its name. pip asks a package's own
 * build system for metadata; in an environment without it that ends before anything of the package has run, and what
 * was unpacked stays. Where the build system is there, pip leaves the archive.
 * @param {string} python @param {string} folder
 */
async function unpackSdists(python, folder) {
  const pins = readFileSync(sdistsFile, "utf8")
    .split("\n")
    .filter((line) => /^\w/.test(line));
  for (const pin of pins) {
    say(`Fetching the sources of ${pin} ...`);
    const scratch = path.join(folder, "scratch");
    await mkdir(scratch);
    const pip = [
      "-m",
      "pip",
      "download",
      "--quiet",
      "--disable-pip-version-check",
      "--no-input",
      "--no-clean",
    ];
    const what = ["--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--dest", folder, pin];
    const { stderr } = await hear(python, [...pip, ...what], { env: { ...process.env, TMPDIR: scratch } });
    const name = pin.split("==")[0] ?? pin;
    const unpacked = path.join(folder, name);
    const archive = (await readdir(folder)).find((file) => file.endsWith(".tar.gz"));
    if (archive) {
      await mkdir(unpacked);
      const { code } = await hear("tar", ["-xzf", path.join(folder, archive), "-C", unpacked]);
      await rm(path.join(folder, archive));
      if (code !== 0) throw new Error(`${archive} cannot be unpacked`);
    } else {
      const left = await foldersBelow(scratch);
      if (!left) throw new Stop(`pip could not fetch the sources of ${pin}:\n${stderr.trim()}`);
      await rename(left, unpacked);
    }
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The folder that pip unpacked into: the one below its own. @param {string} scratch */
async function foldersBelow(scratch) {
  for (const own of await readdir(scratch)) {
    const inner = (await readdir(path.join(scratch, own))).filter((name) => !name.endsWith(".tar.gz"));
    if (inner[0] !== undefined) return path.join(scratch, own, inner[0]);
  }
  return undefined;
}
