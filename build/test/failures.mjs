/** The tests that failed, a line each, from the reports of the two runners. */
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

/** @param {string | undefined} message */
const firstLine = (message = "") => stripVTControlCharacters(message).split("\n")[0]?.trim() ?? "";

/**
 * @typedef {{ name: string, message?: string, status: string,
 *   assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }} VitestFile
 * @param {VitestFile[]} files vitest's JSON report: `testResults`
 * @returns {string[]}
 */
export function failuresOfVitest(files) {
  return files.flatMap(({ name, message, status, assertionResults }) => {
    const file = path.relative(process.cwd(), name);
    const failed = assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => `${file} › ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
    return status === "failed" && failed.length === 0 ? [`${file}: ${firstLine(message)}`] : failed;
  });
}

/**
 * @typedef {{ title: string, file: string, line: number, ok: boolean,
 *   tests: { results: { error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ title: string, specs?: Spec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @param {PlaywrightSuite[]} suites Playwright's JSON report: `suites`
 * @returns {string[]}
 */
export function failuresOfPlaywright(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs
      .filter((spec) => !spec.ok)
      .map((spec) => {
        const error = spec.tests.flatMap(({ results }) => results).find((result) => result.error)?.error;
        return `${spec.file}:${spec.line} › ${spec.title}: ${firstLine(error?.message)}`;
      }),
    ...failuresOfPlaywright(inner),
  ]);
}
