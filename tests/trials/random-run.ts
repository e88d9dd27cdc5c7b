/**
 * `npm run trials -- --random [--seed N] [--minutes M]`: steps by a seed on the real app with several shells and files.
 * Nothing may stand still or throw, and after the last step a new shell answers.
 */
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { expect } from "playwright/test";
import { Random } from "../chaos/random";
import type { Tandem } from "../e2e/app";
import { idle } from "../e2e/shells";
import { until } from "../process/until";
import { open, withApp } from "./app-of-trials";
import { Stretch, watchTasks } from "./frozen";
import { OwnErrors } from "./own-errors";
import { nextStep } from "./random-steps";

/** A step that keeps the window from answering for so long, in ms, froze it. Making a Monaco anew takes its time. */
const FROZEN_MS = 500;
/** A step that is not over after so many ms hangs. */
const STEP_MS = 30_000;
/** An app whose last window is closed ends its kernels first, within so many ms. */
const END_MS = 60_000;
/** So many steps are told with what is found. */
const TOLD = 6;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: "string", default: "1" }, minutes: { type: "string", default: "10" } },
  });
  const random = new Random(values.seed, "random");
  let findings = 0;
  let starts = 1;
  const steps: string[] = [];
  const tell = (kind: string, words: string) => {
    findings++;
    console.log(`${kind} at step ${steps.length}: ${words}\n    after: ${steps.slice(-TOLD).join(" | ")}`);
  };
  const play = async (tandem: Tandem) => {
    for (const [name, text] of Object.entries(FILES)) await tandem.write(name, text);
    const errors = await OwnErrors.begin(tandem);
    await watchTasks(tandem.page);
    for (const name of Object.keys(FILES)) {
      await tandem.answerOpenDialog(name);
      await tandem.command("Open…");
      await expect(tandem.fileTab(name)).toBeVisible();
    }
    await answerDialogs(tandem);
    for (const end = Date.now() + Number(values.minutes) * 60_000; Date.now() < end; ) {
      const step = nextStep(tandem, random);
      steps.push(step.words);
      // A command of the step before may be loading the page anew, this one may; then nothing is known of its tasks.
      const watched = step.words === "reload" ? undefined : await ended(Stretch.begin(tandem));
      if (!(await ended(step.run()))) tell("hang", `${step.words} is not over after ${STEP_MS / 1000} s`);
      const frozen = (await ended(watched?.value?.end()))?.value;
      if (frozen && frozen.ms > FROZEN_MS) tell("frozen", frozen.words);
      const left = await whatIsLeft(tandem);
      if (left === "deaf") {
        tell("dead", "the window does not answer any more");
        await tandem.kill();
      }
      if (left === "still ending") {
        tell("hang", "the app has no window any more, and does not end");
        await tandem.kill();
      }
      for (const error of await errors.take()) tell("error", error);
      if (left !== "a window") {
        starts++;
        await open(tandem, {});
        await errors.watch();
        await watchTasks(tandem.page);
        await answerDialogs(tandem);
      }
      if (steps.length % 200 === 0) console.log(`${steps.length} steps, ${findings} findings`);
    }
    await answersStill(tandem).catch(async (error: Error) => {
      const picture = path.join(os.tmpdir(), `tandem-trials-seed-${values.seed}.png`);
      await tandem.page.screenshot({ path: picture }).catch(() => {});
      tell("dead", `${error.message}\n    The window is in ${picture}`);
    });
    for (const error of await errors.take()) tell("error", error);
  };
  await withApp({}, play, (words) => tell("bad end", words));
  console.log(`seed ${values.seed}: ${steps.length} steps in ${starts} starts, ${findings} findings`);
  process.exitCode = steps.length > 0 && findings === 0 ? 0 : 1;
}

const FILES = {
  "one.py":
    '"""One."""\nimport math\n\n# %% first\nvalue = math.sqrt(2)\nprint(value)\n\n# %% second\nfor i in range(3):\n    print(i, value)\n',
  "two.py": `${"def function(argument):\n    '''Text.'''\n    return argument + 1\n\n".repeat(300)}print(function(1))\n`,
  "notes.md": "# Notes\n\nSome *words*.\n",
};

/** Who is asked for a folder gives the test's own, and else its files, as a dialog of the system would. */
async function answerDialogs(tandem: Tandem): Promise<void> {
  await tandem.answerSaveDialog("saved.py");
  const files = Object.keys(FILES).map((name) => path.join(tandem.folder, name));
  await tandem.electron.evaluate(
    ({ dialog }, { folder, files }) => {
      dialog.showOpenDialog = async (...args: unknown[]) => {
        const { properties = [] } = args.at(-1) as { properties?: string[] };
        return { canceled: false, filePaths: properties.includes("openDirectory") ? [folder] : files };
      };
    },
    { folder: tandem.folder, files },
  );
}

/**
 * What came of it, and that it is over: a step that cannot be done where it fell (a menu that closed meanwhile, a page
 * that went away) is none, and has no value. Undefined when it is not over in time.
 */
async function ended<T>(
  work: Promise<T> | undefined,
): Promise<{ readonly value: T | undefined } | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), STEP_MS);
  });
  const done = Promise.resolve(work).then(
    (value) => ({ value }),
    () => ({ value: undefined }),
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

/**
 * A person may close the window or quit: then another window is used, or the app has to be started again. A window
 * that is there has to answer, and an app without one has to end.
 */
async function whatIsLeft(tandem: Tandem): Promise<"a window" | "nothing" | "deaf" | "still ending"> {
  if (!tandem.page.isClosed()) {
    // An evaluation fails where the page is being loaded anew.
    if (await ended(tandem.page.evaluate(() => 0))) return "a window";
    if (!tandem.page.isClosed()) return "deaf";
  }
  const main = tandem.electron.process();
  const gone = () => main.exitCode !== null || main.signalCode !== null;
  const another = () => tandem.electron.windows().find((page) => !page.isClosed());
  await until("another window, or the app's end", () => gone() || another() !== undefined, END_MS).catch(
    () => {},
  );
  if (gone()) return "nothing";
  const page = another();
  if (!page) return "still ending";
  tandem.use(page);
  return "a window";
}

/** A shell that is opened now runs code and shows its output. */
async function answersStill(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  for (let i = 0; i < 4; i++) await page.keyboard.press("Escape");
  // The steps may have chosen another language, or that kernels are kept.
  await page.evaluate(() => {
    const { tandem } = window as unknown as { tandem: { request(name: string, change: unknown): unknown } };
    return tandem.request("app.setSettings", { language: "en", onQuit: "shutDown" });
  });
  // Another language loads the page anew by itself, which ends a loading that was asked for here.
  await expect(async () => void (await page.reload({ waitUntil: "load" }))).toPass({ timeout: 60_000 });
  await expect(page.getByRole("contentinfo")).toBeVisible({ timeout: 60_000 });
  const shells = page.getByRole("tablist", { name: "Shells" }).getByRole("tab");
  const before = await shells.count();
  await tandem.command("New shell");
  // Where the steps left no default, the user chooses: the first of the list.
  const list = page.getByRole("button", { name: "Edit shell configurations…" });
  const asked = async () => ((await list.isVisible()) ? "asks" : (await shells.count()) > before && "opened");
  if ((await until("a new shell, or the list to choose from", asked)) === "asks")
    await page.keyboard.press("Enter");
  // The shell that was in front may take the first keys, while the new one is being made.
  await expect(async () => {
    await idle(tandem);
    await page.keyboard.press("Control+0");
    await page.keyboard.insertText("print(6 * 7, 'still here')");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("log").getByText("42 still here").first()).toBeVisible({ timeout: 20_000 });
  }).toPass({ timeout: 90_000 });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
