import { defineConfig } from "playwright/test";
import { e2eWorkers } from "./build/test/e2e-workers.mjs";

const seconds = 1000;

/** End-to-end tests: the built app in a real window. `npm run test:e2e` gives it a display of its own. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/e2e",
  workers: e2eWorkers(),
  // `npm test` names each test that needed it as FLAKY: a defect, but not one that everything else waits for.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120 * seconds,
  expect: { timeout: 20 * seconds },
  // A trace takes a copy of the window at each step, a quarter of the time of a test: `--trace on` asks for it by hand.
  use: { trace: "on-first-retry", actionTimeout: 20 * seconds },
  reporter: [["list"], ["json", { outputFile: process.env.TANDEM_E2E_REPORT ?? "test-results/e2e.json" }]],
});
