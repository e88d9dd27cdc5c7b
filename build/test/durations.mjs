/** Where the time of the tests went: the slowest tests, and the sum of each file, from the reports of the two runners. */
import path from "node:path";

/** How many of the slowest tests are named. */
const NAMED = 20;
/** A file that takes less is not named, in ms. */
const LEAST_MS = 1000;

/**
 * @typedef {{ file: string, title: string, ms: number }} Timed one test, with every try of it, hooks and fixtures
 * @typedef {{ name: string, assertionResults: { fullName: string, duration?: number | null }[] }} VitestFile
 * @param {VitestFile[]} files vitest's JSON report: `testResults`
 * @returns {Timed[]}
 */
export function timesOfVitest(files) {
  return files.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      file: path.relative(process.cwd(), name),
      title: fullName,
      ms: duration ?? 0,
    })),
  );
}

/**
 * @typedef {{ title: string, file: string, tests: { results: { duration: number }[] }[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @param {PlaywrightSuite[]} suites Playwright's JSON report: `suites`
 * @returns {Timed[]}
 */
export function timesOfPlaywright(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs.map(({ file, title, tests }) => ({
      file,
      title,
      ms: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0),
    })),
    ...timesOfPlaywright(inner),
  ]);
}

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1).padStart(7)} s`;

/**
 * @param {Timed[]} times
 * @returns {string[]} lines for people: the slowest tests of all, then the files, the slowest first
 */
export function slowest(times) {
  /** @type {Map<string, number>} */
  const files = new Map();
  for (const { file, ms } of times) files.set(file, (files.get(file) ?? 0) + ms);
  const byTime = times.toSorted((one, other) => other.ms - one.ms);
  return [
    "The slowest tests:",
    ...byTime.slice(0, NAMED).map(({ file, title, ms }) => `${seconds(ms)}  ${file} › ${title}`),
    "The files, by the sum of their tests:",
    ...[...files]
      .filter(([, ms]) => ms >= LEAST_MS)
      .sort(([, one], [, other]) => other - one)
      .map(([file, ms]) => `${seconds(ms)}  ${file}`),
  ];
}
