/**
 * `npm run demo`: plays the main job on the files of docs/examples in the real app, on a virtual display. It prints
 * the transcript of the shell and leaves a screenshot.
 *
 * It drives the app as a person with a keyboard and a screen reader would, by roles and accessible names only.
 */
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { build } from "./bundle.mjs";
import { appArguments, appEnvironment } from "./setup/app.mjs";
import { startVirtualDisplay } from "./setup/display.mjs";
import { ensureElectron } from "./setup/electron-runtime.mjs";
import { repository } from "./setup/places.mjs";
import { kernelForTheApp } from "./setup/python-environment.mjs";
import { command, say } from "./setup/say.mjs";
import { ensureSystemLibraries } from "./setup/system-libraries.mjs";

const PATIENCE = 60_000; // ms for any one thing to appear; the first start of a kernel on a busy machine takes longest

await command(async () => {
  const { binary } = await ensureElectron();
  await ensureSystemLibraries(binary, { virtualDisplay: true });
  const env = { ...appEnvironment(), ...(await kernelForTheApp()) };
  await build();

  const display = await startVirtualDisplay();
  const folder = await mkdtemp(path.join(os.tmpdir(), "tandem-demo-"));
  try {
    await cp(path.join(repository, "docs/examples"), path.join(folder, "examples"), { recursive: true });
    await play({ binary, folder, env: { ...env, ...display.env } });
  } finally {
    await display.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** @param {{ binary: string, folder: string, env: NodeJS.ProcessEnv }} stage */
async function play({ binary, folder, env }) {
  const { _electron } = await import("playwright");
  const examples = path.join(folder, "examples");
  say("Opening decay_fit.py and random_walk.py in Tandem ...");
  const app = await _electron.launch({
    executablePath: binary,
    cwd: repository,
    args: [
      ...appArguments(),
      `--user-data-dir=${path.join(folder, "profile")}`,
      examples,
      ...["decay_fit.py", "random_walk.py"].map((name) => path.join(examples, name)),
    ],
    // What is done in the window is done by its English names.
    env: /** @type {Record<string, string>} */ ({ ...env, LANGUAGE: "en" }),
    timeout: PATIENCE,
  });
  const closed = app.waitForEvent("close", { timeout: 0 });
  const page = await app.firstWindow();
  try {
    await playIn(app, page);
    await closed;
  } catch (error) {
    await picture(page, "demo-failed.png").catch(() => {});
    app.process().kill("SIGTERM"); // which it takes as the order to end its kernels and itself
    await closed;
    throw error;
  }
}

/**
 * @param {import("playwright").ElectronApplication} app
 * @param {import("playwright").Page} page
 */
async function playIn(app, page) {
  page.setDefaultTimeout(PATIENCE);
  let runs = 0;

  /** @param {string} state */
  const kernelIs = (state) =>
    page.getByRole("status", { name: "Kernel status" }).getByText(state, { exact: true }).waitFor();
  /** @param {string} name */
  const bringToFront = async (name) => {
    await page.getByRole("tab", { name, exact: true }).click();
    await page.getByRole("textbox", { name: `Editor: ${name}` }).focus();
  };
  /** @param {string} key @param {string} [until] the state the kernel ends in */
  const run = async (key, until = "idle") => {
    await page.keyboard.press(key);
    await page.getByRole("article", { name: `In [${++runs}]:`, exact: true }).waitFor();
    await kernelIs(until);
  };

  await kernelIs("idle");

  say("Running the four cells of decay_fit.py ...");
  await bringToFront("decay_fit.py");
  await page.keyboard.press("Control+PageDown"); // past the file's docstring, to its first cell
  for (let cell = 0; cell < 4; cell++) await run("Shift+Enter");

  say("Writing a fifth, saving the file, running it ...");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n\n# %% Mean life\n1 / rate");
  await page.keyboard.press("Control+S");
  await page.getByRole("tab", { name: "decay_fit.py", exact: true }).waitFor(); // without ", modified"
  await run("Control+Enter");

  say("Running random_walk.py, answering its question ...");
  await bringToFront("random_walk.py");
  await page.keyboard.press("Control+PageDown");
  await run("Shift+Enter", "waiting for input");
  await page.getByRole("textbox", { name: "How many walkers?" }).fill("120");
  await page.keyboard.press("Enter");
  await kernelIs("idle");
  await page.keyboard.press("Control+9"); // from the shell, where the answer was typed, to the editor
  for (let cell = 0; cell < 2; cell++) await run("Shift+Enter");

  await app.evaluate(({ clipboard }) => clipboard.clear());
  await page.getByRole("log", { name: "Shell output" }).focus();
  await page.keyboard.press("Control+Shift+P");
  await page.getByRole("combobox", { name: "Command" }).fill("Copy all output");
  await page.keyboard.press("Enter");
  const transcript = await app.evaluate(async ({ clipboard }, patience) => {
    const until = Date.now() + patience;
    while ((await clipboard.readText()) === "" && Date.now() < until)
      await new Promise((next) => setTimeout(next, 50));
    return clipboard.readText();
  }, PATIENCE);
  if (transcript === "") throw new Error("The shell's output did not reach the clipboard.");
  console.log(`\n${transcript}\n`);

  await picture(page, "demo.png");

  await page.keyboard.press("Control+Q");
  await page
    .getByRole("alertdialog", { name: "Kernels are running" })
    .getByRole("button", { name: "Shut down" })
    .click();
}

/** @param {import("playwright").Page} page @param {string} name */
async function picture(page, name) {
  const file = path.join(repository, "test-results", name);
  await mkdir(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  say(`A screenshot is in ${file}`);
}
