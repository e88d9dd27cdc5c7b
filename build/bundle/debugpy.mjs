/**
 * debugpy as a wheel of Python files alone, which the plain Python kernel brings for interpreters that have none. pip
 * fetches it once into the cache, by the version and hash in build/python/debugpy.txt; of its 27 MB only the Python files,
 * the licence and, for Linux, what attaches it to a running process (20 kB) are taken (5 MB). Where it cannot be had the app is built without: the kernel says how to get it.
 */
import { createWriteStream } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { makeOnce } from "../setup/make-once.mjs";
import { cache, repository } from "../setup/places.mjs";
import { hear } from "../setup/run.mjs";
import { say } from "../setup/say.mjs";

const lock = path.join(repository, "build/python/debugpy.txt");
const LICENCE = "LICENSE";
/** Loaded into a program that is attached to by its process; the helpers of other systems are not signed. */
const HELPER = "debugpy/_vendored/pydevd/pydevd_attach_to_process/attach_linux_amd64.so";

/** @returns {Promise<{ folder: string, version: string } | undefined>} where its files are */
async function ensureDebugpy() {
  const version = /debugpy==([\w.]+)/.exec(await readFile(lock, "utf8"))?.[1] ?? "";
  const folder = path.join(cache, `debugpy-${version}-attach`);
  try {
    await makeOnce(folder, fetchInto);
    return { folder, version };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`debugpy could not be had, so plain Python has a debugger only where the user has it: ${reason}`);
    return undefined;
  }
}

/** @param {string} folder */
async function fetchInto(folder) {
  say("Fetching debugpy from PyPI (5 MB) ...");
  const wheels = path.join(folder, "wheel");
  const python = process.platform === "win32" ? "python" : "python3";
  const only = ["--platform", "any", "--implementation", "py", "--abi", "none", "--only-binary=:all:"];
  const { code, stderr } = await hear(python, [
    ...["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"],
    ...[...only, "--python-version", "3.10", "--require-hashes", "-r", lock, "-d", wheels],
  ]);
  if (code !== 0) throw new Error(stderr.trim().split("\n").at(-1) ?? "");
  const [wheel = ""] = await readdir(wheels);
  const yauzl = await import("yauzl");
  const zip = await yauzl.openPromise(path.join(wheels, wheel));
  for await (const entry of zip.eachEntry()) {
    const isLicence = /\.dist-info\/licenses\/LICENSE$/.test(entry.fileName);
    const wanted =
      entry.fileName === HELPER ||
      (entry.fileName.startsWith("debugpy/") &&
        /\.py$|\/(?:LICENSE|ThirdPartyNotices\.txt)$/.test(entry.fileName));
    if (!isLicence && !wanted) continue;
    const file = path.join(folder, isLicence ? LICENCE : entry.fileName);
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file));
  }
  await rm(wheels, { recursive: true });
}

/**
 * Copies it beside the plain Python kernel's own files.
 * @param {string} out @returns {Promise<{ written: string[], licence: string | undefined }>} the files, and its licence's text
 */
export async function copyDebugpy(out) {
  const found = await ensureDebugpy();
  if (!found) return { written: [], licence: undefined };
  const { folder, version } = found;
  /** @type {string[]} */
  const written = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = path.join(entry.parentPath, entry.name);
    const to = path.join(out, "kernel-host/python/debugpy", path.relative(folder, from));
    await mkdir(path.dirname(to), { recursive: true });
    await copyFile(from, to);
    written.push(to);
  }
  const title = `debugpy ${version} (MIT)`;
  const text = (await readFile(path.join(folder, LICENCE), "utf8")).trim();
  return { written, licence: [title, "-".repeat(title.length), "", text, "", ""].join("\n") };
}
