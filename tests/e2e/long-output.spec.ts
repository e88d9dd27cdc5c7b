/** Output that is longer than the window holds, or than anybody reads. */
import { readdir } from "node:fs/promises";
import type { Locator, Page } from "playwright/test";
import { watchTasks } from "../bench/probe/window-tasks";
import { expect, type Tandem, sharing as test } from "./app";
import { enter, idle, STARTS, shell } from "./shells";

const log = (tandem: Tandem) => shell(tandem).getByRole("log", { name: "Shell output" });
const line = (tandem: Tandem, text: string) => log(tandem).getByText(text, { exact: true });

/** Scrolls the shell to a share of its height, 0 for the top. */
async function scrollTo(page: Page, share: number): Promise<void> {
  await page.evaluate((at) => {
    const scroller = document.querySelector(".shell:not([hidden]) .shell-scroller");
    if (scroller) scroller.scrollTop = scroller.scrollHeight * at;
  }, share);
}

const clipboard = (tandem: Tandem) => tandem.electron.evaluate(({ clipboard: board }) => board.readText());

test("a million prints: the newest is shown, every line is kept, and what was let go of comes back", async ({
  tandem,
}) => {
  test.setTimeout(240_000);
  const page = await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "for i in range(1_000_000): print('number', i)");
  await expect(line(tandem, "number 999999")).toBeVisible({ timeout: 120_000 });
  await idle(tandem);

  // The first lines are not held any more; they come from the log.
  await scrollTo(page, 0);
  await expect(line(tandem, "number 3")).toBeVisible();
  await scrollTo(page, 0.5);
  await expect(
    log(tandem)
      .getByText(/^number (?:49|50)\d{4}$/)
      .first(),
  ).toBeVisible();

  // Found over everything, from the newest back.
  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+F");
  const field = page.getByRole("textbox", { name: "Find", exact: true });
  const found = page.getByRole("status", { name: "Found" });
  await expect(field).toBeFocused();
  await page.keyboard.insertText("number 12345");
  await expect(found).toHaveText(/^\d+ of 11$/, { timeout: 60_000 });
  await page.getByRole("button", { name: "Whole word" }).click();
  await expect(found).toHaveText("1 of 1", { timeout: 60_000 });
  await expect(line(tandem, "number 12345")).toBeVisible();
  await page.getByRole("button", { name: "Whole word" }).click();
  await page.getByRole("button", { name: "Regular expression" }).click();
  await field.fill("^number 9{6}$");
  await expect(found).toHaveText("1 of 1", { timeout: 60_000 });
  await expect(line(tandem, "number 999999")).toBeVisible();
  await field.fill("(");
  await expect(found).toContainText("no regular expression");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("textbox", { name: "Shell input" })).toBeFocused();

  // What takes long says how far it is, and is taken back without a trace.
  await tandem.answerSaveDialog("taken-back.html");
  // Looked for at each frame: a fast machine shows it for less than a second.
  const cancelled = page.evaluate(
    () =>
      new Promise<string | null>((resolve) => {
        const look = () => {
          const progress = document.querySelector('progress[aria-label="Saving output"]');
          const button = progress?.closest(".bar")?.querySelector("button");
          button?.click();
          if (button) resolve(button.textContent);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await tandem.command("Save output as HTML…");
  expect(await cancelled).toBe("Cancel");
  await expect(page.getByRole("progressbar", { name: "Saving output" })).toHaveCount(0);
  await expect.poll(() => readdir(tandem.folder)).toEqual([]);

  await tandem.electron.evaluate(({ clipboard: board }) => board.clear());
  await tandem.command("Copy all output");
  await expect.poll(async () => (await clipboard(tandem)).length, { timeout: 60_000 }).toBeGreaterThan(0);
  const lines = (await clipboard(tandem)).split("\n");
  expect(lines.filter((text) => text.startsWith("number "))).toHaveLength(1_000_000);
  expect(lines.indexOf("number 999999") - lines.indexOf("number 0")).toBe(999_999);
});

async function boxOf(found: Locator) {
  await expect(found).toBeVisible();
  const box = await found.boundingBox();
  if (!box) throw new Error("it is not on the page");
  return box;
}

/** Longest time without a turn of the page's own timer since `watch`, in ms. */
async function watchStops(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const own = window as unknown as { longestStop: number };
    own.longestStop = 0;
    let before = performance.now();
    setInterval(() => {
      const now = performance.now();
      own.longestStop = Math.max(own.longestStop, now - before);
      before = now;
    }, 10);
  });
  return () => page.evaluate(() => (window as unknown as { longestStop: number }).longestStop);
}

test("bad input: an endless line, empty lines without number, broken text and storms leave the shell at work", async ({
  tandem,
}) => {
  test.setTimeout(240_000);
  const page = await tandem.start({ settings: STARTS });
  await idle(tandem);
  const runs = async (code: string, last: string) => {
    await enter(tandem, `${code}\nprint(${JSON.stringify(last)})`);
    await expect(line(tandem, last)).toBeVisible({ timeout: 120_000 });
    await idle(tandem);
  };
  const { tasks } = await watchTasks(page, "bad input", async () => {
    await runs("print('x' * 30_000_000)", "after the long line");
    await runs("print('\\n' * 1_000_000)", "after the empty lines");
    await runs(
      "import os, sys\nprint('lone \\ud800 surrogate'.encode('utf-8', 'surrogatepass').decode('utf-8', 'replace'), 'nul \\0 nul')\nos.write(1, b'broken \\xff\\xfe utf-8\\n')",
      "after the broken text",
    );
    await runs(
      "from IPython.display import display, clear_output, update_display\nupdate_display('never shown', display_id='nobody')\nfor i in range(2000): clear_output(wait=i % 2 == 0); print('storm', i)",
      "after the storm",
    );
  });
  await expect(line(tandem, "storm 1999")).toBeVisible();
  await expect(log(tandem).getByText("storm 5", { exact: true })).toHaveCount(0);
  // By the clock others hold the window up too; by the processor it is the window alone.
  expect(tasks.longest).toBeLessThan(1_000);
});

test("reading, selecting, finding and saving while output comes", async ({ tandem }) => {
  test.setTimeout(180_000);
  const page = await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "for i in range(3000): print('early', i)");
  await expect(line(tandem, "early 2999")).toBeVisible();
  await enter(
    tandem,
    "import time\nfor i in range(400):\n    print('late', i, flush=True)\n    time.sleep(0.01)\nprint('a' * 40 + 'b')",
  );
  await expect(line(tandem, "late 20")).toBeVisible();

  // What is being read stays where it is; the button says how much has come.
  await scrollTo(page, 0.3);
  const first = log(tandem)
    .getByText(/^early \d+$/)
    .nth(30);
  const text = (await first.textContent()) ?? "";
  const where = await line(tandem, text).boundingBox();
  const jump = page.getByRole("button", { name: "Jump to newest" });
  await expect(jump).toContainText(/\d+ new/);
  await idle(tandem);
  expect(await line(tandem, text).boundingBox()).toEqual(where);

  // By the keyboard, over both blocks.
  await jump.click();
  await expect(line(tandem, `${"a".repeat(40)}b`)).toBeVisible();
  await log(tandem).focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+C");
  await expect.poll(() => clipboard(tandem)).toContain("early 0\n");
  const all = await clipboard(tandem);
  expect(all.split("\n").filter((one) => /^(?:early|late) \d+$/.test(one))).toHaveLength(3400);
  await page.mouse.click(5, 5);
  await log(tandem).focus();
  await page.evaluate(() => getSelection()?.removeAllRanges());
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.press("Control+C");
  await expect.poll(() => clipboard(tandem)).toMatch(/^late 39\d\n/);

  // By the mouse, from the top to the newest: most of what is between was never drawn.
  await page.evaluate(() => getSelection()?.removeAllRanges());
  await scrollTo(page, 0);
  const begin = await boxOf(line(tandem, "early 3"));
  await page.mouse.move(begin.x + 1, begin.y + begin.height / 2);
  await page.mouse.down();
  await page.mouse.move(begin.x + 40, begin.y + begin.height / 2 + 1);
  await scrollTo(page, 1);
  const end = await boxOf(line(tandem, "late 398"));
  await page.mouse.move(end.x + end.width - 2, end.y + end.height / 2, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.press("Control+C");
  await expect.poll(() => clipboard(tandem)).toMatch(/^early 3\n/);
  const dragged = (await clipboard(tandem)).split("\n");
  expect(dragged.filter((one) => /^(?:early|late) \d+$/.test(one))).toHaveLength(2997 + 399);
  expect(dragged.at(-1)).toBe("late 398");

  // An expression that would never end is given up; the window goes on meanwhile.
  const longestStop = await watchStops(page);
  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+F");
  await page.getByRole("button", { name: "Regular expression" }).click();
  await page.getByRole("textbox", { name: "Find", exact: true }).fill("^(a+)+$");
  const found = page.getByRole("status", { name: "Found" });
  await expect(found).toContainText("takes too long", { timeout: 60_000 });
  expect(await longestStop()).toBeLessThan(2_000);
  await page.getByRole("textbox", { name: "Find", exact: true }).fill("late 39[0-9]$");
  await expect(found).toHaveText("10 of 10", { timeout: 30_000 });
  await page.keyboard.press("Shift+Enter");
  await expect(found).toHaveText("9 of 10");
  await page.keyboard.press("Escape");

  await tandem.answerSaveDialog("out.html");
  await tandem.command("Save output as HTML…");
  await expect.poll(() => tandem.read("out.html").catch(() => "")).toContain("</html>");
  expect(await tandem.read("out.html")).toContain("late 399\n");
  await tandem.answerSaveDialog("out.txt");
  await tandem.command("Save output as text…");
  await expect.poll(() => tandem.read("out.txt").catch(() => "")).toContain("late 399\n");
});

test("find: what is shown, by case, word and expression, next and previous around the ends", async ({
  tandem,
}) => {
  const page = await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(
    tandem,
    `from IPython.display import display, HTML
w = "nee" + "dle"
print(f"{w} one\\n{w.title()} two\\n{w}s three")
display(HTML(f"<style>td {{ color: red }}</style><table><tr><td>{w} in a table</td></tr></table>"))`,
  );
  await idle(tandem);
  await expect(line(tandem, "needles three")).toBeVisible();
  await page.keyboard.press("Control+F");
  const field = page.getByRole("textbox", { name: "Find", exact: true });
  const found = page.getByRole("status", { name: "Found" });
  const marked = log(tandem).locator('[data-found="now"]');
  await field.fill("needle");
  // What a frame shows is marked as a whole.
  await expect(found).toHaveText("4 of 4", { timeout: 30_000 });
  await expect(marked).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(found).toHaveText("1 of 4");
  await expect(marked).toHaveCount(0);
  await page.keyboard.press("Shift+Enter");
  await expect(found).toHaveText("4 of 4");
  await page.getByRole("button", { name: "Previous match" }).click();
  await expect(found).toHaveText("3 of 4");
  await page.getByRole("button", { name: "Next match" }).click();
  await expect(found).toHaveText("4 of 4");
  await page.getByRole("button", { name: "Match case" }).click();
  await expect(found).toHaveText("3 of 3");
  await page.getByRole("button", { name: "Whole word" }).click();
  await expect(found).toHaveText("2 of 2");
  await field.fill("color: red");
  // In the code, and not in the style that nobody sees.
  await expect(found).toHaveText("1 of 1");
  await field.fill("IPython.core");
  await expect(found).toHaveText("Nothing found");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("textbox", { name: "Shell input" })).toBeFocused();
  await expect(log(tandem).locator("[data-found]")).toHaveCount(0);
});
