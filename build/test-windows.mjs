/**
 * `npm run test:windows [-- part of a file's name]`: what needs no Electron, run as Windows runs it: Windows' own Node,
 * on Windows or under Wine. Skips itself with a sentence where neither can be had.
 *
 * What is run, and what is left out and why, is in tests/windows/selection.mjs. Each test that failed stands at the end
 * (FAILED), and the last line counts: `N passed, N failed, N skipped`.
 */
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { selected } from "../tests/windows/selection.mjs";
import { ensureNodeModules } from "./setup/node-modules.mjs";
import { repository } from "./setup/places.mjs";
import { command, Stop } from "./setup/say.mjs";
import { asWindowsPath, ensureWindows } from "./setup/windows-under-wine.mjs";
import { bundlePrograms, bundleTests } from "./test/windows-bundles.mjs";

/** How long a group of files may take, in ms. Wine's processes start slowly. */
const GROUP_MS = 900_000;

/** @typedef {{ file: string, name: string, state: "passed" | "failed" | "skipped", error?: string }} Result */

/**
 * Runs a group of files in one process.
 * @param {import("./setup/windows-under-wine.mjs").Windows} windows @param {string} stage
 * @param {{ source: string, bundle: string }[]} files @param {string} name
 * @returns {Promise<Result[]>}
 */
async function runGroup(windows, stage, files, name) {
  const at = (/** @type {string} */ one) => path.join(stage, `${name}.${one}.json`);
  const there = process.platform === "win32" ? (/** @type {string} */ file) => file : asWindowsPath;
  await writeFile(
    at("list"),
    JSON.stringify(files.map(({ source, bundle }) => ({ source, bundle: there(bundle) }))),
  );
  const code = await windows.node(
    [there(path.join(stage, "tests/run-tests.js")), there(at("list")), there(at("report"))],
    { cwd: stage, timeout: GROUP_MS },
  );
  /** @type {{ results: Result[], running: string, ended: boolean }} */
  const report = JSON.parse(await readFile(at("report"), "utf8").catch(() => '{"results":[],"running":""}'));
  if (report.ended) return report.results;
  const file = report.running || name;
  const error = `Windows' Node ended with code ${code}, or was ended after ${GROUP_MS / 1000} s.`;
  return [...report.results, { file, name: "ran to its end", state: "failed", error }];
}

/**
 * @param {import("./setup/windows-under-wine.mjs").Windows} windows @param {string} stage
 * @param {import("../tests/windows/selection.mjs").Group[]} groups @returns {Promise<number>} the exit code
 */
async function runGroups(windows, stage, groups) {
  await bundlePrograms(stage);
  /** @type {Result[]} */
  const results = [];
  for (const { name, sources, leftOut } of groups) {
    const from = performance.now();
    const files = await bundleTests(stage, sources);
    const found = await runGroup(windows, stage, files, name);
    for (const one of found) {
      const why = one.state === "failed" ? leftOut(one.file, one.name, one.error ?? "") : undefined;
      if (why === undefined) continue;
      one.state = "skipped";
      console.log(`left out: ${one.file} › ${one.name}: ${why}`);
    }
    results.push(...found);
    const count = (/** @type {Result["state"]} */ state) => found.filter((one) => one.state === state).length;
    const seconds = ((performance.now() - from) / 1000).toFixed(0);
    console.log(
      `${name}: ${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped in ${seconds} s`,
    );
  }
  const failed = results.filter(({ state }) => state === "failed");
  for (const { file, name, error } of failed) console.log(`\nFAILED ${file} › ${name}: ${error ?? ""}`);
  const passed = results.filter(({ state }) => state === "passed").length;
  const skipped = results.length - passed - failed.length;
  console.log(`\n${passed} passed, ${failed.length} failed, ${skipped} skipped`);
  return failed.length === 0 ? 0 : 1;
}

await command(async () => {
  await ensureNodeModules();
  /** @type {import("./setup/windows-under-wine.mjs").Windows} */
  let windows;
  try {
    windows = await ensureWindows();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.log(`${error.message}\nThe tests on Windows are skipped.\n\n0 passed, 0 failed, 1 skipped`);
    return 0;
  }
  console.log(`On ${windows.name}`);
  const wanted = process.argv[2] ?? "";
  const groups = await selected(repository, wanted);
  if (groups.length === 0) throw new Stop(`No file for Windows has "${wanted}" in its name.`);
  const stage = await realpath(await mkdtemp(path.join(os.tmpdir(), "tandem-windows-")));
  try {
    return await runGroups(windows, stage, groups);
  } finally {
    await rm(stage, { recursive: true, force: true, maxRetries: 5 });
  }
});
