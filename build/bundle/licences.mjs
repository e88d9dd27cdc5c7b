/**
 * The licences of everything by others that is inside the app. Which libraries those are is asked of the bundler:
 * what it took something from, and nothing that is only used to build.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "../setup/places.mjs";

/**
 * Writes them as one plain text, library by library in alphabetical order, where the window finds it.
 * @param {string} out @param {Iterable<string>} inputs the files that were bundled
 * @param {readonly string[]} others licences of what lies in no node_modules, as they are to stand there @returns {Promise<string>} the file
 */
export async function writeLicences(out, inputs, others = []) {
  const file = path.join(out, "renderer/third-party-licences.txt");
  await writeFile(file, await collectLicences(inputs, others));
  return file;
}

/** @param {Iterable<string>} inputs @param {readonly string[]} others */
async function collectLicences(inputs, others) {
  const names = new Set();
  for (const input of inputs) {
    const name = libraryOf(input);
    if (name !== undefined) names.add(name);
  }
  const parts = await Promise.all([...names].sort().map(licenceOf));
  return [
    "Tandem contains the following libraries, each under its own licence. Electron and Chromium have theirs in",
    "LICENSE.electron.txt and LICENSES.chromium.html beside the program.",
    "",
    ...parts,
    ...others,
  ].join("\n");
}

/**
 * The library that a file belongs to, where it lies in node_modules.
 * @param {string} file with forward slashes @returns {string | undefined} its folder below node_modules
 */
export function libraryOf(file) {
  const inner = file.lastIndexOf("node_modules/");
  if (inner === -1) return undefined;
  const outer = file.indexOf("node_modules/") + "node_modules/".length;
  const [first = "", second = ""] = file.slice(inner + "node_modules/".length).split("/");
  return (
    file.slice(outer, inner + "node_modules/".length) + (first.startsWith("@") ? `${first}/${second}` : first)
  );
}

/** @param {string} name */
async function licenceOf(name) {
  const folder = path.join(repository, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((file) =>
    /^(licen[cs]e|copying|notice|thirdpartynotices)/i.test(file),
  );
  const texts = await Promise.all(files.sort().map((file) => readFile(path.join(folder, file), "utf8")));
  const title = `${name} ${version} (${license ?? "licence below"})`;
  return [title, "-".repeat(title.length), "", ...texts.map((text) => text.trim()), "", ""].join("\n");
}
