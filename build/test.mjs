/**
 * `npm test [-- suite [arguments of its runner]]`: set-up, build, and every suite (check, unit, process, e2e), or one.
 * The suite "package" takes minutes and root's rights, so that it runs only where it is named. `npm test -- [suite]
 * --changed` runs the checks, and of the tests those that what differs from `main` can touch.
 *
 * At the end stand the slowest tests and the sum of each file, then each test that failed (FAILED), or passed only when
 * it was tried again (FLAKY: in CI, once), with the first line of its error. The last line on stdout counts over all suites
 * that ran: `N passed, N failed, N skipped`. A suite that runs no test has failed.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { build } from "./bundle.mjs";
import { check } from "./check.mjs";
import { ensureNodeModules } from "./setup/node-modules.mjs";
import { runTool } from "./setup/run.mjs";
import { command, Stop } from "./setup/say.mjs";
import { setUpTests } from "./setup/tests.mjs";
import { changedFiles, readImporters, touched } from "./test/changed.mjs";
import { slowest, timesOfPlaywright, timesOfVitest } from "./test/durations.mjs";
import { startDisplays } from "./test/e2e-workers.mjs";
import { unsoundOfPlaywright, unsoundOfVitest } from "./test/unsound.mjs";

/**
 * @typedef {{ passed: number, failed: number, skipped: number, unsound?: import("./test/unsound.mjs").Unsound,
 *   times?: import("./test/durations.mjs").Timed[] }} Counts
 * @typedef {{ env: NodeJS.ProcessEnv, report: string, args: string[], beside: boolean }} Run `beside`: another suite
 *   runs at the same time
 * @typedef {{ app: boolean, display: boolean, onlyByName?: boolean, run: (run: Run) => Promise<Counts> }} Suite
 */

/** @type {Record<string, Suite>} */
const suites = {
  check: { app: false, display: false, run: async () => ({ ...(await check()), skipped: 0 }) },
  unit: { app: false, display: false, run: (run) => vitest("unit", run) },
  process: { app: true, display: false, run: (run) => vitest("process", run) },
  e2e: { app: true, display: true, run: playwright },
  package: { app: true, display: true, onlyByName: true, run: (run) => vitest("package", run) },
};

/**
 * What runs at a time. Process tests wait for their kernels, and windows for what drives them: one after the other they
 * leave half of two cores idle.
 */
const stages = [["check"], ["unit"], ["process", "e2e"], ["package"]];

/** @param {string} project @param {Run} run @returns {Promise<Counts>} */
async function vitest(project, { env, report, args, beside }) {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const workers = beside ? ["--maxWorkers=1"] : [];
  const code = await runTool(
    "vitest/vitest.mjs",
    ["run", "--project", project, ...reporters, ...workers, ...args],
    { env, prefix: beside ? `${project} | ` : "" },
  );
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    numTodoTests = 0,
    testResults = [],
  } = await readReport(report);
  return {
    ...counts(code, numPassedTests, numFailedTests, numPendingTests + numTodoTests),
    unsound: unsoundOfVitest(testResults),
    times: timesOfVitest(testResults),
  };
}

/** @param {Run} run @returns {Promise<Counts>} */
async function playwright({ env, report, args }) {
  const displays = await startDisplays();
  try {
    const code = await runTool("playwright/cli.js", ["test", ...args], {
      env: { ...env, ...displays.env, TANDEM_E2E_REPORT: report },
    });
    const { stats = {}, suites: files = [] } = await readReport(report);
    const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = stats;
    return {
      ...counts(code, expected + flaky, unexpected, skipped),
      unsound: unsoundOfPlaywright(files),
      times: timesOfPlaywright(files),
    };
  } finally {
    await displays.stop();
  }
}

/** @param {string} file */
const readReport = (file) =>
  readFile(file, "utf8").then(
    (text) => JSON.parse(text),
    () => ({}),
  );

/**
 * What a runner ended with that is no test's fault (a file that cannot be loaded, an error between tests, no test at
 * all) counts as one more failure.
 * @param {number} code @param {number} passed @param {number} failed @param {number} skipped
 */
function counts(code, passed, failed, skipped) {
  const silent = (code !== 0 || passed === 0) && failed === 0;
  return { passed, failed: silent ? 1 : failed, skipped };
}

/**
 * The arguments of each suite by which it runs only what a change can touch; of a suite without any, nothing is run.
 * @returns {Promise<Record<string, string[]>>}
 */
async function argumentsForChanged() {
  await ensureNodeModules();
  const changed = await changedFiles();
  const tests = touched(changed, await readImporters());
  console.log(`Changed: ${changed.length} files.`);
  /** @type {Record<string, string[]>} */
  const args = { check: [] };
  for (const suite of /** @type {const} */ (["unit", "process", "e2e"])) {
    const files = tests[suite];
    console.log(`${suite}: ${files === "all" ? "all" : files.join(", ") || "nothing"}`);
    if (files === "all") args[suite] = [];
    else if (files.length > 0) args[suite] = files;
  }
  return args;
}

await command(async () => {
  const given = process.argv.slice(2);
  const onlyChanged = given.includes("--changed");
  const [only, ...args] = given.filter((word) => word !== "--changed");
  if (only !== undefined && !(only in suites))
    throw new Stop(`The suites are ${Object.keys(suites).join(", ")}.`);
  const ofChanged = onlyChanged ? await argumentsForChanged() : null;
  const chosen = Object.entries(suites).filter(
    ([name, suite]) => (only ? name === only : !suite.onlyByName) && (!ofChanged || name in ofChanged),
  );

  const need = {
    app: chosen.some(([, suite]) => suite.app),
    display: chosen.some(([, suite]) => suite.display),
  };
  const env = { ...process.env, ...(await setUpTests(need)) };
  if (need.app) await build();

  const reports = await mkdtemp(path.join(os.tmpdir(), "tandem-test-"));
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const summary = [];
  /** @type {string[]} */
  const allUnsound = [];
  /** @type {import("./test/durations.mjs").Timed[]} */
  const allTimes = [];
  for (const stage of stages) {
    const present = chosen.filter(([name]) => stage.includes(name));
    await Promise.all(
      present.map(async ([name, suite]) => {
        console.log(`\n== ${name}`);
        const started = Date.now();
        const {
          passed,
          failed,
          skipped,
          unsound = { failed: [], flaky: [] },
          times = [],
        } = await suite.run({
          env,
          report: path.join(reports, `${name}.json`),
          args: [...(ofChanged?.[name] ?? []), ...args],
          beside: present.length > 1,
        });
        total.passed += passed;
        total.failed += failed;
        total.skipped += skipped;
        const seconds = ((Date.now() - started) / 1000).toFixed(0);
        summary.push(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s`);
        allTimes.push(...times);
        allUnsound.push(...unsound.flaky.map((line) => `FLAKY ${name}: ${line}`));
        allUnsound.push(...unsound.failed.map((line) => `FAILED ${name}: ${line}`));
      }),
    );
  }
  await rm(reports, { recursive: true, force: true });
  if (allTimes.length > 1) console.log(`\n${slowest(allTimes).join("\n")}`);
  if (allUnsound.length > 0) console.log(`\n${allUnsound.join("\n")}`);
  console.log(`\n${summary.join("\n")}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0 ? 0 : 1;
});
