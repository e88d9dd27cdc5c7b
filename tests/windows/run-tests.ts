/**
 * Runs bundled test files in this Node, which is Windows': `run-tests.js list.json report.json`. The list has the files'
 * paths; the report is written anew after each file, so that what ends this process leaves what was known.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type File, startTests, type Task, type VitestRunner } from "@vitest/runner";

/** One test, in the report. */
interface Result {
  readonly file: string;
  readonly name: string;
  readonly state: "passed" | "failed" | "skipped";
  readonly error?: string;
}

// The programs lie beside the tests, not in a repository.
process.env["TANDEM_TEST_KERNELS"] ??= path.resolve("out/kernel-host");
const [listFile, reportFile] = process.argv.slice(2) as [string, string];
const files = JSON.parse(readFileSync(listFile, "utf8")) as {
  readonly source: string;
  readonly bundle: string;
}[];
const results: Result[] = [];
let running = "";
const write = (ended: boolean) => writeFileSync(reportFile, JSON.stringify({ results, running, ended }));

const config = {
  root: process.cwd(),
  setupFiles: [],
  name: "windows",
  passWithNoTests: false,
  allowOnly: false,
  sequence: { shuffle: false, concurrent: false, seed: 1, hooks: "stack", setupFiles: "list" },
  chaiConfig: {},
  maxConcurrency: 1,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  retry: 0,
  includeTaskLocation: false,
  diffOptions: {},
  tags: [],
  tagsFilter: undefined,
  strictTags: false,
};

async function main(): Promise<void> {
  // A test that waits for what never comes fails by its time limit: without this Node would end.
  setInterval(() => {}, 1000);
  for (const { source, bundle } of files) {
    running = source;
    write(false);
    const runner = {
      config,
      importFile: (file: string) => void require(file),
      onBeforeRunTask: (task: Task) => {
        running = `${source} › ${task.name}`;
        write(false);
      },
    } as unknown as VitestRunner;
    const [file] = await startTests([bundle], runner);
    if (file) collect(source, file);
  }
  running = "";
  write(true);
  // What a test left open does not hold the others up.
  process.exit(0);
}

void main();

function collect(source: string, file: File): void {
  const failed = file.result?.errors?.[0];
  if (failed) results.push({ file: source, name: "the file itself", state: "failed", error: text(failed) });
  for (const task of file.tasks) visit(source, task, "");
}

function visit(source: string, task: Task, within: string): void {
  const name = within + task.name;
  if (task.type === "suite") {
    const failed = task.result?.errors?.[0];
    if (failed) results.push({ file: source, name, state: "failed", error: text(failed) });
    for (const one of task.tasks) visit(source, one, `${name} › `);
    return;
  }
  const state =
    task.result?.state === "pass" ? "passed" : task.result?.state === "fail" ? "failed" : "skipped";
  const error = task.result?.errors?.[0];
  results.push({ file: source, name, state, ...(error && { error: text(error) }) });
}

function text(error: { readonly name?: string; readonly message?: string; readonly stack?: string }): string {
  return error.stack?.includes(error.message ?? "")
    ? error.stack
    : `${error.name}: ${error.message}\n${error.stack}`;
}
