/**
 * Which tests a change can touch, for `npm test -- --changed`. Unit and process tests: those that import what was changed,
 * over any number of steps, or start a program that does. End-to-end tests: by `parts.mjs`. What is not known here has
 * everything run.
 */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { repository } from "../setup/places.mjs";
import { COMPOSING, ELSEWHERE, PARTS } from "./parts.mjs";

/** The programs, by their files' names, with what they are built from. @type {Readonly<Record<string, string>>} */
const PROGRAMS = {
  "host.js": "kernel-host/host.ts",
  "ask-kernels.js": "kernel-host/ask-kernels.ts",
  "python-kernel.js": "kernel-host/builtin/python/python-kernel.ts",
  "attached-kernel.js": "kernel-host/builtin/python/attached-kernel.ts",
  "javascript-kernel.js": "kernel-host/builtin/javascript/javascript-kernel.ts",
  "tandem.js": "main/cli/tandem.ts",
};
const NAMED = new RegExp(
  `["'\`/](${Object.keys(PROGRAMS)
    .map((name) => name.replace(".", "\\."))
    .join("|")})["'\`]`,
  "g",
);

const IS_TEXT = /\.md$|^(LICENSE|docs\/|\.github\/|\.ci\/|build\/screenshots)/;
/** What makes the programs, and what stands beside the folders: settings of all tools, the list of packages. */
const IS_OF_ALL = /^[^/]+$|^build\/(bundle|setup)(\.mjs|\/)|^build\/test\.mjs$/;
const IS_OF_HOUSE = /^(main|preload|renderer|kernel-host)\//;
const IS_UNIT = /^(main|preload|renderer|kernel-host|build|tests\/unit)\/.*\.test\.tsx?$/;
const IS_PROCESS = /^tests\/process\/.*\.test\.ts$/;
const SPEC = /^tests\/e2e\/(.*)\.spec\.ts$/;

/**
 * @typedef {"all" | string[]} Tests files, or all of a suite
 * @typedef {{ unit: Tests, process: Tests, e2e: Tests }} Touched
 * @typedef {ReadonlyMap<string, readonly string[]>} Importers of each module, those that import it or start its program
 */

/**
 * @param {readonly string[]} changed paths of files, relative to the repository
 * @param {Importers} importers every module of the repository
 * @returns {Touched}
 */
export function touched(changed, importers) {
  const specs = [...importers.keys()].filter((file) => SPEC.test(file));
  const named = new Set([...ELSEWHERE, ...PARTS.flatMap((part) => part.specs)]);
  /** @type {{ unit: Set<string>, process: Set<string>, e2e: Set<string>, all: Set<string> }} */
  const found = { unit: new Set(), process: new Set(), e2e: new Set(), all: new Set() };
  for (const file of changed) {
    if (IS_TEXT.test(file)) continue;
    const [suite] = /^tests\/(process|e2e)\/fixtures\//.exec(file)?.slice(1) ?? [];
    const start = /^kernel-host\/builtin\/python\/.*\.py$/.test(file)
      ? (PROGRAMS["python-kernel.js"] ?? file)
      : file;
    if (IS_UNIT.test(file)) found.unit.add(file);
    else if (suite) found.all.add(suite);
    else if (IS_OF_ALL.test(file) || !importers.has(start))
      for (const name of ["unit", "process", "e2e"]) found.all.add(name);
    else follow(start);
  }
  const result = (/** @type {"unit" | "process" | "e2e"} */ name) =>
    found.all.has(name) ? "all" : [...found[name]].sort();
  return { unit: result("unit"), process: result("process"), e2e: result("e2e") };

  /** @param {string} start */
  function follow(start) {
    for (const file of reached(start, importers, () => true)) {
      if (IS_UNIT.test(file)) found.unit.add(file);
      if (IS_PROCESS.test(file)) found.process.add(file);
      if (SPEC.test(file) && !IS_OF_HOUSE.test(start)) found.e2e.add(file);
    }
    // An app is started by each spec, whatever it imports.
    if (!IS_OF_HOUSE.test(start) || IS_UNIT.test(start)) return;
    if (COMPOSING.includes(start)) found.all.add("e2e");
    const goesOn = (/** @type {string} */ file) => !COMPOSING.includes(file) && !partOf(file)?.alone;
    for (const file of reached(start, importers, goesOn)) {
      if (SPEC.test(file)) found.e2e.add(file);
      if (COMPOSING.includes(file) || /^(tests|build)\/|\.test\.tsx?$/.test(file)) continue;
      const part = partOf(file);
      if (!part) found.all.add("e2e");
      for (const spec of specs) {
        const name = SPEC.exec(spec)?.[1] ?? "";
        if (part?.specs.includes(name) || !named.has(name)) found.e2e.add(spec);
      }
    }
  }
}

/** @param {string} file */
const partOf = (file) =>
  PARTS.filter((part) => file.startsWith(part.path)).sort((a, b) => b.path.length - a.path.length)[0];

/**
 * A module and all that import it, over any number of steps.
 * @param {string} start @param {Importers} importers @param {(file: string) => boolean} goesOn
 */
function reached(start, importers, goesOn) {
  const seen = new Set([start]);
  for (const file of seen)
    if (goesOn(file)) for (const importer of importers.get(file) ?? []) seen.add(importer);
  return seen;
}

/** Who imports what, by dependency-cruiser, and who names a program of ours. @returns {Promise<Importers>} */
export async function readImporters() {
  const { cruise } = await import("dependency-cruiser");
  const { default: config } = await import(
    pathToFileURL(path.join(repository, ".dependency-cruiser.cjs")).href
  );
  const { output } = await cruise(["main", "preload", "renderer", "kernel-host", "tests", "build"], {
    ...config.options,
    baseDir: repository,
  });
  if (typeof output === "string") throw new Error("dependency-cruiser gave a text");
  /** @type {Map<string, string[]>} */
  const importers = new Map();
  for (const { source } of output.modules) if (!/node_modules/.test(source)) importers.set(source, []);
  for (const { source, dependencies } of output.modules) {
    for (const { resolved } of dependencies) importers.get(resolved)?.push(source);
    if (!importers.has(source) || !/\.(ts|tsx|mjs)$/.test(source)) continue;
    const text = await readFile(path.join(repository, source), "utf8");
    for (const [, name = ""] of text.matchAll(NAMED)) importers.get(PROGRAMS[name] ?? "")?.push(source);
  }
  return importers;
}

/**
 * What differs from where the branch left `main`, uncommitted and new files included. Of a file that is gone nothing runs:
 * what imported it was changed too.
 * @returns {Promise<string[]>}
 */
export async function changedFiles() {
  const git = async (/** @type {string[]} */ ...args) =>
    (await promisify(execFile)("git", args, { cwd: repository })).stdout
      .split("\n")
      .filter((line) => line !== "");
  const main = await git("rev-parse", "--verify", "-q", "refs/heads/main").catch(() =>
    git("rev-parse", "--verify", "-q", "refs/remotes/origin/main"),
  );
  const [base = "HEAD"] = await git("merge-base", "HEAD", main[0] ?? "HEAD");
  const [differing, added] = await Promise.all([
    git("diff", "--name-only", "--no-renames", "--diff-filter=d", base),
    git("ls-files", "--others", "--exclude-standard"),
  ]);
  return [...new Set([...differing, ...added])].sort();
}
