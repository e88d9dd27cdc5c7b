/**
 * The import borders: the rules of .dependency-cruiser.cjs, which say what each folder may import, and what they do not
 * name: folders within a layer, and a folder with its own subfolders, do not come back to themselves either.
 */
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { repository } from "./setup/places.mjs";

const HOUSES = ["main", "preload", "renderer", "kernel-host"];

/**
 * @typedef {{ readonly source: string, readonly dependencies: readonly { readonly resolved: string }[] }} Module its
 * paths from the repository, with "/"
 */

/** Says what is wrong. @returns {Promise<boolean>} whether nothing is */
export async function checkBorders() {
  const { cruise, format } = await import("dependency-cruiser");
  const { default: extractTSConfig } = await import("dependency-cruiser/config-utl/extract-ts-config");
  const rules = createRequire(import.meta.url)("../.dependency-cruiser.cjs");
  const folders = (await readdir(repository)).filter((name) => [...HOUSES, "tests", "build"].includes(name));
  const { output } = await cruise(
    folders,
    { ...rules.options, baseDir: repository, ruleSet: rules, validate: true },
    undefined,
    { tsConfig: extractTSConfig("tsconfig.json") },
  );
  if (typeof output === "string") throw new Error("dependency-cruiser gave no modules");
  const said = await format(output, { outputType: "err" });
  console.log(said.output);
  const circles = folderCircles(output.modules);
  for (const circle of circles)
    console.error(`Folders import each other in a circle: ${[...circle, circle[0]].join(" -> ")}`);
  return said.exitCode === 0 && circles.length === 0;
}

/**
 * Circles of folders, each as the folders on it. Tests do not count.
 * @param {readonly Module[]} modules
 */
export function folderCircles(modules) {
  /** @type {Map<string, Set<string>>} */
  const imports = new Map();
  for (const { source, dependencies } of modules) {
    if (!isShipped(source)) continue;
    const from = folderOf(source);
    const into = imports.get(from) ?? new Set();
    imports.set(from, into);
    for (const { resolved } of dependencies)
      if (isShipped(resolved) && folderOf(resolved) !== from) into.add(folderOf(resolved));
  }
  /** @type {string[][]} */
  const circles = [];
  for (;;) {
    dropEnds(imports);
    const [first] = imports.keys();
    if (first === undefined) return circles;
    // Whichever way one goes from what is left, one comes back.
    const way = [first];
    for (let at = -1; at < 0; ) {
      const [next = ""] = imports.get(way.at(-1) ?? "") ?? [];
      at = way.indexOf(next);
      if (at < 0) way.push(next);
      else circles.push(way.slice(at));
    }
    for (const folder of circles.at(-1) ?? []) imports.delete(folder);
  }
}

/**
 * Takes away what leads to nothing any more, and so lies on no circle.
 * @param {Map<string, Set<string>>} imports
 */
function dropEnds(imports) {
  for (let shrinks = true; shrinks; ) {
    shrinks = false;
    for (const [folder, into] of imports) {
      for (const to of into) if (!imports.has(to)) into.delete(to);
      if (into.size > 0) continue;
      imports.delete(folder);
      shrinks = true;
    }
  }
}

/** @param {string} file */
const isShipped = (file) => HOUSES.includes(file.split("/")[0] ?? "") && !/\.test\.tsx?$/.test(file);
/** @param {string} file */
const folderOf = (file) => file.slice(0, file.lastIndexOf("/"));
