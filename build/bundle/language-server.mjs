/** The language server for Python that comes with the app: basedpyright's program and its stubs, taken as they are. */
import { copyFile, mkdir, readdir, readFile, rename, stat } from "node:fs/promises";
import path from "node:path";
import { repository } from "../setup/places.mjs";

/** A file of it, for the list of what is inside the app. */
export const LANGUAGE_SERVER = "node_modules/basedpyright/langserver.index.js";
const source = path.join(repository, "node_modules/basedpyright");
/** What the server itself needs; the rest of the package is its command line and maps for debuggers. */
const FILES = ["package.json", "LICENSE.txt", "langserver.index.js", "dist/pyright-langserver.js"];
const FOLDER = "dist/typeshed-fallback";

/** A file of TypeScript, for the list of what is inside the app. */
export const TYPESCRIPT = "node_modules/typescript/lib/lib.d.ts";

/**
 * TypeScript's declarations of the language itself: its worker reads them, and they can be opened.
 * @param {string} out @returns {Promise<string[]>} its files
 */
export async function copyTypeScriptLibrary(out) {
  const from = path.join(repository, "node_modules/typescript/lib");
  const to = path.join(out, "language-servers/typescript");
  const files = (await readdir(from)).filter((name) => /^lib\.[\w.]*d\.ts$/.test(name));
  await mkdir(to, { recursive: true });
  await Promise.all(
    files.map(async (name) => {
      const [source, target] = [path.join(from, name), path.join(to, name)];
      const there = await stat(target).catch(() => undefined);
      if (there?.size === (await stat(source)).size) return;
      const fresh = `${target}.${process.pid}`;
      await copyFile(source, fresh);
      await rename(fresh, target);
    }),
  );
  return files.map((name) => path.join(to, name));
}

/**
 * Copies it where it is not there in this version. It is 5,000 files that never change.
 * @param {string} out @returns {Promise<string[]>} its files
 */
export async function copyLanguageServer(out) {
  const to = path.join(out, "language-servers/python");
  const stubs = await readdir(path.join(source, FOLDER), { recursive: true, withFileTypes: true });
  const files = [
    ...FILES,
    ...stubs
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(source, path.join(entry.parentPath, entry.name))),
  ];
  const version = (/** @type {string} */ folder) =>
    readFile(path.join(folder, "package.json"), "utf8").catch(() => "");
  if ((await version(to)) !== (await version(source))) {
    for (const file of [...files.filter((file) => file !== "package.json"), "package.json"]) {
      await mkdir(path.dirname(path.join(to, file)), { recursive: true });
      // A server that starts meanwhile reads the old file or the new one, never a part.
      const fresh = path.join(to, `${file}.${process.pid}`);
      await copyFile(path.join(source, file), fresh);
      await rename(fresh, path.join(to, file));
    }
  }
  return files.map((file) => path.join(to, file));
}
