/** The tests that failed, or passed only when tried again, a line each, from the reports of the two runners. */
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

/** @param {string | undefined} message */
const firstLine = (message = "") => stripVTControlCharacters(message).split("\n")[0]?.trim() ?? "";

/**
 * @typedef {{ failed: string[], flaky: string[] }} Unsound lines for people: file, test, first line of the error
 * @typedef {{ name: string, message?: string, status: string,
 *   assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }} VitestFile
 * @param {VitestFile[]} files vitest's JSON report: `testResults`
 * @returns {Unsound}
 */
export function unsoundOfVitest(files) {
  /** @type {Unsound} */
  const unsound = { failed: [], flaky: [] };
  for (const { name, message, status, assertionResults } of files) {
    const file = path.relative(process.cwd(), name);
    let failed = 0;
    for (const test of assertionResults) {
      // A test that passed when it was tried again still carries what it failed with before.
      if (test.status !== "failed" && !(test.status === "passed" && test.failureMessages.length > 0))
        continue;
      const line = `${file} › ${test.fullName}: ${firstLine(test.failureMessages[0])}`;
      if (test.status === "failed") failed = unsound.failed.push(line);
      else unsound.flaky.push(line);
    }
    if (status === "failed" && failed === 0) unsound.failed.push(`${file}: ${firstLine(message)}`);
  }
  return unsound;
}

/**
 * @typedef {{ title: string, file: string, line: number, ok: boolean,
 *   tests: { status: string, results: { error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ title: string, specs?: Spec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @param {PlaywrightSuite[]} suites Playwright's JSON report: `suites`
 * @returns {Unsound}
 */
export function unsoundOfPlaywright(suites) {
  /** @type {Unsound} */
  const unsound = { failed: [], flaky: [] };
  for (const { specs = [], suites: inner = [] } of suites) {
    for (const spec of specs) {
      const flaky = spec.tests.some(({ status }) => status === "flaky");
      if (spec.ok && !flaky) continue;
      const error = spec.tests.flatMap(({ results }) => results).find((result) => result.error)?.error;
      const line = `${spec.file}:${spec.line} › ${spec.title}: ${firstLine(error?.message)}`;
      (spec.ok ? unsound.flaky : unsound.failed).push(line);
    }
    const below = unsoundOfPlaywright(inner);
    unsound.failed.push(...below.failed);
    unsound.flaky.push(...below.flaky);
  }
  return unsound;
}
