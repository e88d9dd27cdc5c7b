/**
 * `npm run screenshots [-- session|code|debugger|data|tools|results|notebook]`: the pictures of docs/, or of one play, in both themes, taken from the real app on a virtual display with the
 * files of docs/examples.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { build } from "./bundle.mjs";
import { ensurePicturedPackages } from "./screenshots/packages.mjs";
import { playCode, writeCode } from "./screenshots/played-code.mjs";
import { playData, writeNight } from "./screenshots/played-data.mjs";
import { playDebugger, writeFits } from "./screenshots/played-debugger.mjs";
import { playNotebook, playResults, writeNotebook, writeScript } from "./screenshots/played-results.mjs";
import { playFiles, playShells } from "./screenshots/played-session.mjs";
import { playTools } from "./screenshots/played-tools.mjs";
import { appArguments, appEnvironment } from "./setup/app.mjs";
import { startVirtualDisplay } from "./setup/display.mjs";
import { ensureElectron } from "./setup/electron-runtime.mjs";
import { repository } from "./setup/places.mjs";
import { ensurePython } from "./setup/python-environment.mjs";
import { hear } from "./setup/run.mjs";
import { command, Stop, say } from "./setup/say.mjs";
import { ensureSystemLibraries, installPackages, isOnPath } from "./setup/system-libraries.mjs";

const PATIENCE = 60_000; // ms for any one thing to appear
const MOST_BYTES = 300_000;
const FILES = ["random_walk.py", "decay_fit.py", "what_went_wrong.py"];
const SETTINGS = { language: "en", startKernel: true, onQuit: "shutDown", checkForUpdates: false };

await command(async () => {
  const { binary } = await ensureElectron();
  await ensureSystemLibraries(binary, { virtualDisplay: true });
  const { python, jupyterPath } = await ensurePython();
  const packages = await ensurePicturedPackages(python);
  if (!(await isOnPath("optipng")))
    await installPackages(["optipng"], "The pictures are made small by optipng");
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
      PYTHONPATH: packages,
    });
  } finally {
    await endHosts(folder);
    await display.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** @param {string} binary @param {string} folder @param {NodeJS.ProcessEnv} env */
async function takePictures(binary, folder, env) {
  const wanted = process.argv[2] ?? "";
  if ("session".includes(wanted)) await takeSession(binary, folder, env);
  if ("code".includes(wanted)) await takeCode(binary, folder, env);
  if ("debugger".includes(wanted)) await takeDebugger(binary, folder, env);
  if ("data".includes(wanted)) await takeData(binary, folder, env);
  if ("tools".includes(wanted)) await takeTools(binary, folder, env);
  if ("results".includes(wanted)) await takeResults(binary, folder, env);
  if ("notebook".includes(wanted)) await takeNotebook(binary, folder, env);
}

/** @param {string} binary @param {string} folder @param {NodeJS.ProcessEnv} env */
async function takeSession(binary, folder, env) {
  const survey = path.join(folder, "survey");
  const files = FILES.map((name) => path.join(survey, name));
  const how = {
    binary,
    profile: path.join(folder, "profile"),
    open: [survey, ...files],
    size: [1440, 900],
    env,
  };
  await withWindow(how, async (page) => {
    await playFiles(page);
    await picture(page, "tandem");
    await playShells(page);
    await picture(page, "shells");
  });
}

/** @param {string} binary @param {string} folder @param {NodeJS.ProcessEnv} env */
async function takeCode(binary, folder, env) {
  const code = path.join(folder, "code");
  const open = [code, ...(await writeCode(code))];
  const how = { binary, profile: path.join(folder, "code-profile"), open, size: [1120, 720], env };
  await withWindow(how, (page) => playCode(page, (name) => picture(page, name)));
}

/** @param {string} binary @param {string} folder @param {NodeJS.ProcessEnv} env */
async function takeDebugger(binary, folder, env) {
  const open = await writeFits(path.join(folder, "nights"));
  const how = { binary, profile: path.join(folder, "debugger-profile"), open, size: [1440, 900], env };
  await withWindow(how, (page) => playDebugger(page, (name) => picture(page, name)));
}

/** @param {string} binary @param {string} folder @param {NodeJS.ProcessEnv} env */
async function takeData(binary, folder, env) {
  const open = await writeNight(path.join(folder, "night"));
  const how = { binary, profile: path.join(folder, "data-profile"), open, size: [1440, 900], env };
  await withWindow(how, (page) => playData(page, (name) => picture(page, name)));
}

/** @param {string} binary @param {string} folder @param {NodeJS.ProcessEnv} env */
async function takeTools(binary, folder, env) {
  const open = [path.join(folder, "survey")];
  const how = { binary, profile: path.join(folder, "tools-profile"), open, size: [1440, 900], env };
  await withWindow(how, (page) => playTools(page, (name) => picture(page, name)));
}

/** @param {string} binary @param {string} folder @param {NodeJS.ProcessEnv} env */
async function takeResults(binary, folder, env) {
  const open = await writeScript(path.join(folder, "decay"));
  const settings = { results: "under" };
  const how = {
    binary,
    profile: path.join(folder, "results-profile"),
    open,
    size: [1440, 900],
    env,
    settings,
  };
  await withWindow(how, (page) => playResults(page, (name) => picture(page, name)));
}

/** @param {string} binary @param {string} folder @param {NodeJS.ProcessEnv} env */
async function takeNotebook(binary, folder, env) {
  const open = await writeNotebook(path.join(folder, "notebook"));
  const how = { binary, profile: path.join(folder, "notebook-profile"), open, size: [1440, 900], env };
  await withWindow(how, (page) => playNotebook(page, (name) => picture(page, name)));
}

/**
 * @param {{ binary: string, profile: string, open: string[], size: number[], env: NodeJS.ProcessEnv, settings?: object }} how
 * @param {(page: import("playwright").Page) => Promise<void>} play
 */
async function withWindow({ binary, profile, open, size, env, settings = {} }, play) {
  const { _electron } = await import("playwright");
  await mkdir(profile);
  await writeFile(path.join(profile, "settings.json"), JSON.stringify({ ...SETTINGS, ...settings }));
  const app = await _electron.launch({
    executablePath: binary,
    cwd: repository,
    args: [...appArguments(), `--user-data-dir=${profile}`, ...open],
    env: /** @type {Record<string, string>} */ (env),
    timeout: PATIENCE,
  });
  const closed = app.waitForEvent("close", { timeout: 0 });
  try {
    const page = await app.firstWindow();
    page.setDefaultTimeout(PATIENCE);
    await app.evaluate(
      ({ BrowserWindow }, [width = 0, height = 0]) =>
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
      size,
    );
    await play(page);
  } finally {
    app.process().kill("SIGTERM"); // taken as the order to quit
    await closed;
  }
}

/** The window as it is, in both themes, under docs/. @param {import("playwright").Page} page @param {string} name */
async function picture(page, name) {
  for (const theme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    const file = path.join(repository, `docs/${name}-${theme}.png`);
    await page.screenshot({ path: file, animations: "disabled" });
    const { code, stderr } = await hear("optipng", ["-quiet", "-o2", "-strip", "all", file]);
    if (code !== 0) throw new Stop(`optipng failed:\n${stderr}`);
    const { size } = await stat(file);
    if (size > MOST_BYTES)
      throw new Stop(`${file} has ${size} bytes, which is more than a page should load.`);
    say(`A picture is in ${file}`);
  }
}

/**
 * Ends the kernel-hosts of a profile in that folder: they outlive the app, and nothing is to be kept here. Their kernels
 * end with them. Only Linux tells which they are; elsewhere the app has ended them.
 * @param {string} folder
 */
async function endHosts(folder) {
  if (process.platform !== "linux") return;
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const args = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0");
    if (args.some((arg) => arg.startsWith(`${folder}${path.sep}`))) {
      try {
        process.kill(Number(pid), "SIGKILL");
      } catch {
        // It ended by itself meanwhile.
      }
    }
  }
}
