/**
 * Large files and many of them: one of 50 MB opened, 32,400 places replaced, found in 20,000 files, one of 100,000 gone to by
 * name; and what a window at rest takes of the processor.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Tandem } from "../e2e/app";
import { run, withWindow } from "./probe/bench-window";
import { load, ms, say } from "./probe/report";
import { report, type Took, untilChanged, untilSeen } from "./probe/sought";
import { between, threadTimes } from "./probe/thread-times";

const LINES = 500_000;
const LINE = `${"x = 1 # ".padEnd(99, "-")}\n`;
const PLACES = 32_400;
const SEARCHED = 20_000;
const LISTED = 100_000;
const REST_MS = 10_000;

async function open(tandem: Tandem): Promise<void> {
  await writeFile(path.join(tandem.folder, "large.py"), LINE.repeat(LINES));
  await tandem.answerOpenDialog("large.py");
  const took = await untilChanged(tandem, ".editor-place .view-lines", () =>
    tandem.page.keyboard.press("Control+O"),
  );
  report(`a file of ${((LINE.length * LINES) / 1e6).toFixed(0)} MB, opened (aim 3,000 ms)`, [took]);
  await tandem.page.keyboard.press("Control+W");
}

async function replace(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  await tandem.write("places.py", "value = night + night\n".repeat(PLACES / 2));
  await tandem.answerOpenDialog("places.py");
  await page.keyboard.press("Control+O");
  await expect(tandem.editor("places.py")).toBeFocused();
  await page.keyboard.press("Control+H");
  const field = page.locator(".find-widget textarea").first();
  await expect(field).toBeFocused();
  await page.keyboard.insertText("night");
  await page.locator(".find-widget textarea").nth(1).fill("evening");
  await expect(page.locator(".find-widget .matchesCount")).toContainText(/of/);
  const took = await untilChanged(tandem, ".view-lines", () => page.keyboard.press("Control+Alt+Enter"));
  await expect(page.locator(".view-lines").first()).toContainText("evening");
  report(`${PLACES} places replaced in one file (aim 2,000 ms)`, [took]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+S");
  await expect(page.getByRole("tab", { name: "places.py", exact: true })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press("Control+W");
}

/** Files of a few lines, a thousand in a folder. */
async function writeFiles(folder: string, count: number, text: (at: number) => string): Promise<void> {
  for (let at = 0; at < count; at += 1_000) {
    const part = path.join(folder, `part-${at / 1_000}`);
    await mkdir(part, { recursive: true });
    await Promise.all(
      Array.from({ length: 1_000 }, (_, next) =>
        writeFile(path.join(part, `night-${String(at + next).padStart(6, "0")}.py`), text(at + next)),
      ),
    );
  }
}

async function openFolder(tandem: Tandem, name: string): Promise<void> {
  await tandem.answerOpenDialog(name);
  await tandem.command("Open folder…");
  await expect(tandem.page.getByRole("treeitem", { name: "part-0", exact: true })).toBeVisible();
}

async function find(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  await writeFiles(path.join(tandem.folder, "searched"), SEARCHED, (at) => `flux_${at} = ${at}\n`.repeat(40));
  await openFolder(tandem, "searched");
  await page.keyboard.press("Control+Shift+F");
  const field = page.getByRole("searchbox", { name: "Find in files" });
  await expect(field).toBeFocused();
  const times: Took[] = [];
  for (let round = 0; round < 3; round++) {
    await field.fill("nothing of this");
    await expect(page.locator(".find-said")).toContainText(/nothing/i, { timeout: 60_000 });
    await expect(page.locator(".found-row")).toHaveCount(0);
    await field.selectText();
    times.push(await untilSeen(tandem, ".found-row", () => page.keyboard.press("f")));
  }
  report(`the first place found in ${SEARCHED} files (aim 200 ms)`, times);
}

async function goTo(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  await writeFiles(path.join(tandem.folder, "listed"), LISTED, () => "");
  await openFolder(tandem, "listed");
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+P");
  await expect(page.locator(".palette-row").first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.insertText("n");
  // All of them are known once the last one is found.
  await page.keyboard.insertText("ight-099999");
  await expect(page.locator(".palette-row").first()).toContainText("night-099999", { timeout: 60_000 });
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  const times: Took[] = [];
  for (const key of "98765") {
    times.push(await untilChanged(tandem, '.palette [role="listbox"]', () => page.keyboard.press(key)));
  }
  report(`a key of going to one of ${LISTED} files (aim 50 ms)`, times);
  await page.keyboard.press("Escape");
}

async function rest(tandem: Tandem): Promise<void> {
  const pid = tandem.electron.process().pid ?? 0;
  const before = await threadTimes(pid);
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const took = between(before, await threadTimes(pid));
  const sum = took.reduce((all, [, each]) => all + each, 0);
  say(
    `a window at rest, ${REST_MS / 1_000} s: processor`,
    ms(sum),
    took
      .slice(0, 4)
      .map(([thread, each]) => `${each} ms ${thread}`)
      .join(", "),
  );
}

async function main(): Promise<void> {
  console.log(`load ${load()}`);
  await withWindow(async (tandem) => {
    await open(tandem);
    await replace(tandem);
    await find(tandem);
    await goTo(tandem);
    await rest(tandem);
  }, false);
  console.log(`load ${load()}`);
}

run(main);
