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
import { withApp } from "./app-of-trials";
import { Stretch, watchTasks } from "./frozen";
import { OwnErrors } from "./own-errors";
import { nextStep } from "./random-steps";

/** A step that keeps the window from answering for so long, in ms, froze it. Making a Monaco anew takes its time. */
const FROZEN_MS = 500;
/** A step that is not over after so many ms hangs. */
const STEP_MS = 30_000;
/** So many steps are told with what is found. */
const TOLD = 6;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: "string", default: "1" }, minutes: { type: "string", default: "10" } },
  });
  const random = new Random(values.seed, "random");
  let findings = 0;
  const steps: string[] = [];
  const tell = (kind: string, words: string) => {
    findings++;
    console.log(`${kind} at step ${steps.length}: ${words}\n    after: ${steps.slice(-TOLD).join(" | ")}`);
  };
  await withApp({}, async (tandem) => {
    for (const [name, text] of Object.entries(FILES)) await tandem.write(name, text);
    const errors = await OwnErrors.begin(tandem);
    await watchTasks(tandem.page);
    for (const name of Object.keys(FILES)) {
      await tandem.answerOpenDialog(name);
      await tandem.command("Open…");
      await expect(tandem.fileTab(name)).toBeVisible();
    }
    await tandem.answerSaveDialog("saved.py");
    for (const end = Date.now() + Number(values.minutes) * 60_000; Date.now() < end; ) {
      const step = nextStep(tandem, random);
      steps.push(step.words);
      const reloads = step.words === "reload";
      const stretch = reloads ? undefined : await Stretch.begin(tandem);
      const over = await within(step.run());
      if (!over) tell("hang", `${step.words} is not over after ${STEP_MS / 1000} s`);
      // A command may load the page anew, too; then nothing is known of this step.
      const frozen = await stretch?.end().catch(() => undefined);
      if (frozen && frozen.ms > FROZEN_MS) tell("frozen", frozen.words);
      for (const error of await errors.take()) tell("error", error);
      if (steps.length % 200 === 0) console.log(`${steps.length} steps, ${findings} findings`);
    }
    await answersStill(tandem).catch(async (error: Error) => {
      const picture = path.join(os.tmpdir(), `tandem-trials-seed-${values.seed}.png`);
      await tandem.page.screenshot({ path: picture }).catch(() => {});
      tell("dead", `${error.message}\n    The window is in ${picture}`);
    });
  });
  console.log(`seed ${values.seed}: ${steps.length} steps, ${findings} findings`);
  process.exitCode = steps.length > 0 && findings === 0 ? 0 : 1;
}

const FILES = {
  "one.py":
    '"""One."""\nimport math\n\n# %% first\nvalue = math.sqrt(2)\nprint(value)\n\n# %% second\nfor i in range(3):\n    print(i, value)\n',
  "two.py": `${"def function(argument):\n    '''Text.'''\n    return argument + 1\n\n".repeat(300)}print(function(1))\n`,
  "notes.md": "# Notes\n\nSome *words*.\n",
};

async function within(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), STEP_MS);
  });
  // A step that cannot be done where it fell (a menu that closed meanwhile) is none.
  const done = work.then(
    () => true,
    () => true,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

/** A shell that is opened now runs code and shows its output. */
async function answersStill(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  for (let i = 0; i < 4; i++) await page.keyboard.press("Escape");
  await page.reload({ waitUntil: "load" });
  await expect(page.getByRole("contentinfo")).toBeVisible();
  await tandem.command("New shell");
  // Where the steps left no default, the user chooses: the first of the list.
  const list = page.getByText("Running kernels", { exact: true });
  if (
    await list.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    )
  )
    await page.keyboard.press("Enter");
  await idle(tandem);
  await page.keyboard.press("Control+0");
  await page.keyboard.insertText("print(6 * 7, 'still here')");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("log").getByText("42 still here").first()).toBeVisible({ timeout: 30_000 });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
