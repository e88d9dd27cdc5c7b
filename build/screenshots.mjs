/**
 * `npm run screenshots`: the pictures of the main window in docs/, in both themes, taken from the real app on a
 * virtual display with the files of docs/examples.
 */
import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { build } from "./bundle.mjs";
import { appArguments, appEnvironment } from "./setup/app.mjs";
import { startVirtualDisplay } from "./setup/display.mjs";
import { ensureElectron } from "./setup/electron-runtime.mjs";
import { repository } from "./setup/places.mjs";
import { ensurePython } from "./setup/python-environment.mjs";
import { command, say } from "./setup/say.mjs";
import { ensureSystemLibraries } from "./setup/system-libraries.mjs";

const PATIENCE = 60_000; // ms for any one thing to appear
const FILES = ["random_walk.py", "decay_fit.py", "what_went_wrong.py"];

await command(async () => {
  const { binary } = await ensureElectron();
  await ensureSystemLibraries(binary, { virtualDisplay: true });
  const { jupyterPath } = await ensurePython();
  await build();
  const display = await startVirtualDisplay();
  const folder = await mkdtemp(path.join(os.tmpdir(), "tandem-pictures-"));
  try {
    await cp(path.join(repository, "docs/examples"), path.join(folder, "survey"), { recursive: true });
    await takePictures(binary, folder, {
      ...appEnvironment(),
      ...display.env,
      HOME: folder,
      JUPYTER_PATH: jupyterPath,
    });
  } finally {
    await display.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** @param {string} binary @param {string} folder @param {NodeJS.ProcessEnv} env */
async function takePictures(binary, folder, env) {
  const { _electron } = await import("playwright");
  const survey = path.join(folder, "survey");
  const app = await _electron.launch({
    executablePath: binary,
    cwd: repository,
    args: [
      ...appArguments(),
      `--user-data-dir=${path.join(folder, "profile")}`,
      survey,
      ...FILES.map((name) => path.join(survey, name)),
    ],
    env: /** @type {Record<string, string>} */ (env),
    timeout: PATIENCE,
  });
  const closed = app.waitForEvent("close", { timeout: 0 });
  try {
    const page = await app.firstWindow();
    page.setDefaultTimeout(PATIENCE);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
    await playSession(page);
    for (const theme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: theme === "light" ? "light" : "dark" });
      await page.locator(`html[data-theme="${theme}"]`).waitFor();
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
      const file = path.join(repository, `docs/tandem-${theme}.png`);
      await page.screenshot({ path: file, animations: "disabled" });
      say(`A picture is in ${file}`);
    }
  } finally {
    app.process().kill("SIGTERM"); // taken as the order to end the kernels and itself
    await closed;
  }
}

/** A second shell, a fit, a question, a plot, an error, and a cell that still runs. @param {import("playwright").Page} page */
async function playSession(page) {
  /** @param {string} state */
  const kernelIs = (state) =>
    page.getByRole("status", { name: "Kernel status" }).getByText(state, { exact: true }).waitFor();
  /** @param {string} name */
  const bringToFront = async (name) => {
    await page.getByRole("tab", { name, exact: true }).click();
    await page.getByRole("textbox", { name: `Editor: ${name}` }).focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+PageDown");
  };
  /** @param {number} number */
  const block = (number) => page.getByRole("article", { name: `In [${number}]:`, exact: true }).waitFor();

  await kernelIs("idle");
  await page.getByRole("button", { name: "New shell", exact: true }).click();
  await page.getByRole("listbox", { name: "Kernels" }).getByRole("option").first().click();
  await page.getByRole("tab", { name: / 2$/ }).waitFor();
  await kernelIs("idle");
  await page.keyboard.press("Control+1");
  await kernelIs("idle");

  await bringToFront("what_went_wrong.py");
  await page.keyboard.press("Shift+Enter");
  await block(1);
  await page.keyboard.press("Shift+Enter");
  await block(2);
  await kernelIs("idle");

  await bringToFront("random_walk.py");
  await page.keyboard.press("Shift+Enter");
  const question = page.getByRole("textbox", { name: "How many walkers?" });
  await question.fill("120");
  await question.press("Enter");
  await kernelIs("idle");
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Shift+Enter");
  await block(4);
  await kernelIs("idle");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("article", { name: "In [5]:", exact: true }).getByRole("img").waitFor();
  await kernelIs("idle");
  await page.getByRole("tab", { name: "Source structure" }).click();
  await page.getByRole("textbox", { name: "Editor: random_walk.py" }).focus();
}
