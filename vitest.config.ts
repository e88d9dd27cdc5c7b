import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take long and are short: Vitest takes the largest files first, and would end with these, one worker at work.
 */
const LONG = ["chaos-subset", "trials-subset"];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((name) => moduleId.includes(name));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const seconds = 1000;

export default defineConfig({
  test: {
    environment: "node",
    // Two cores are what the smallest machine has; process tests start real kernels, which have work of their own.
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // A time-out is there to end what hangs, not to time: a busy machine may be ten times slower than an idle one.
    testTimeout: 60 * seconds,
    hookTimeout: 60 * seconds,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // The files of a worker share their modules: to load them anew for each took more of the cores than the tests.
          isolate: false,
          // As in playwright.config.ts: named as FLAKY by `npm test`.
          retry: process.env.CI ? 1 : 0,
          include: [
            "{main,preload,renderer,kernel-host,build}/**/*.test.{ts,tsx}",
            "tests/unit/**/*.test.{ts,tsx}",
          ],
        },
      },
      {
        extends: true,
        test: {
          name: "process",
          include: ["tests/process/**/*.test.ts"],
          retry: process.env.CI ? 1 : 0,
        },
      },
      {
        extends: true,
        test: {
          name: "package",
          include: ["tests/package/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 600 * seconds,
          hookTimeout: 1200 * seconds,
          expect: { poll: { timeout: 90 * seconds } },
        },
      },
    ],
  },
});
