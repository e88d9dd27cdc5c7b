/** Shells that go from window to window, dragged by their tabs with the desktop's own mouse. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright/test";
import { expect, type Tandem, test } from "./app";
import { hasDesktopMouse, move, onScreen, press, release, strike } from "./desktop-mouse";
import { block, enter, idle, KERNEL, shell } from "./shells";

const tabs = (page: Page) => page.getByRole("tablist", { name: "Shells" }).getByRole("tab");
const zone = (page: Page) => page.locator(".drop-zone");

/** What follows a drop has begun so soon after it, in ms; the drag is made again later. */
const AFTER_DROP_MS = 8_000;
/** Below the windows, where there is nothing of the app. */
const OUTSIDE = { x: 300, y: 760 };

async function place(tandem: Tandem, page: Page, x: number): Promise<void> {
  const window = await tandem.electron.browserWindow(page);
  const bounds = { x, y: 0, width: 780, height: 600 };
  await window.evaluate((one, to) => one.setBounds(to), bounds);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(bounds.width);
}

/** Presses that follow each other at one place are a double click, which renames the tab. */
let presses = 0;
const anotherPlace = () => ({ x: [-0.2, 0, 0.2][presses++ % 3] ?? 0, y: 0 });

/** Takes the only tab of a window and carries it over the window's own shells. */
async function pickUp(tandem: Tandem, page: Page): Promise<void> {
  const tab = tabs(page).first();
  // A press that the window does not get, as while the desktop still ends another drag, is made again.
  await expect(async () => {
    release();
    move(await onScreen(tandem, tab, anotherPlace()));
    press();
    for (const x of [0.1, 0.2, 0.35]) move(await onScreen(tandem, tab, { x, y: 0 }));
    await expect(tab).toHaveAttribute("data-dragged", "", { timeout: 2_000 });
  }).toPass();
  move(await onScreen(tandem, page.locator(".shell-pane .pane-body")));
  await expect(zone(page)).toBeVisible();
}

/**
 * Carries it on into a window's shells, first to their edge: the desktop asks what it may do there at each step, and
 * goes by the answer to the step before.
 */
async function carryInto(tandem: Tandem, page: Page, to: "into" | "right"): Promise<void> {
  const body = page.locator(".shell-pane .pane-body");
  const isEmpty = (await tabs(page).count()) === 0;
  for (const [part, x] of [
    ["left", -0.4],
    ["right", 0.4],
    [to, to === "into" ? 0 : 0.42],
  ] as const) {
    move(await onScreen(tandem, body, { x, y: 0 }));
    await expect(zone(page)).toHaveAttribute("data-zone", isEmpty ? "into" : part);
  }
}

/**
 * Makes a whole drag, and makes it again while the desktop took it back: it goes by the answers that programs gave on the
 * way, and on a slow machine the last one comes after the button is up. Then the shell is where it was.
 */
async function drag(gesture: () => Promise<void>, isDone: () => Promise<boolean>): Promise<void> {
  await expect(async () => {
    if (!(await isDone())) await gesture();
    await expect.poll(isDone, { timeout: AFTER_DROP_MS }).toBe(true);
  }).toPass();
}

async function carryOutside(page: Page): Promise<void> {
  move(OUTSIDE);
  await expect(zone(page)).toHaveCount(0);
}

test.skip(!hasDesktopMouse(), "no xdotool, or no X server");
// A button that is still down would hold the app.
test.afterEach(release);

test("a shell's tab is dragged into another window, and out of all of them; Esc takes it back", async ({
  tandem,
}) => {
  test.setTimeout(240_000);
  await tandem.write("run.csv", "1,2\n");
  await tandem.write("away/old.txt", "old\n");
  const first = await tandem.start({ open: [""] });
  await first.getByRole("option", { name: KERNEL, exact: true }).click();
  await idle(tandem);
  await enter(tandem, "kept = 41");
  await expect(block(tandem, "In [1]:")).toHaveAttribute("data-state", "ok");
  await first.keyboard.type("kept + 1");
  const second = await tandem.opens(() => first.keyboard.press("Control+Shift+N"));
  await place(tandem, first, 0);
  await place(tandem, second, 800);

  await test.step("a file of the file browser goes out of the window, as one that another program can take", async () => {
    const row = first.getByRole("treeitem", { name: "run.csv" });
    const away = second.getByRole("treeitem", { name: "away" });
    await expect(async () => {
      release();
      const [from, to] = [await onScreen(tandem, row), await onScreen(tandem, away)];
      move(from);
      press();
      for (const x of [10, 20]) move({ x: from.x + x, y: from.y });
      await expect(first.locator(".drag-label")).toHaveText("run.csv", { timeout: 2_000 });
      // Past the window's edge it is the system's.
      move({ x: 790, y: from.y });
      await expect(first.locator(".drag-label")).toHaveCount(0, { timeout: 2_000 });
      await expect(async () => {
        for (const x of [-8, 0]) move({ x: to.x + x, y: to.y });
        await expect(away).toHaveAttribute("data-lands", { timeout: 200 });
      }).toPass({ timeout: 3_000 });
      release();
      await expect
        .poll(() => readdir(path.join(tandem.folder, "away")), { timeout: 2_000 })
        .toContain("run.csv");
    }).toPass();
    expect(await readFile(path.join(tandem.folder, "away/run.csv"), "utf8")).toBe("1,2\n");
    expect(await readFile(path.join(tandem.folder, "run.csv"), "utf8")).toBe("1,2\n");
    await first.getByRole("button", { name: "Show tools" }).click();
    await second.getByRole("button", { name: "Show tools" }).click();
  });

  await test.step("Esc over the other window", async () => {
    await pickUp(tandem, first);
    await carryInto(tandem, second, "into");
    strike("Escape");
    await expect(zone(second)).toHaveCount(0);
    await expect(tabs(first).first()).not.toHaveAttribute("data-dragged");
    release();
    await expect(tabs(first)).toHaveCount(1);
  });

  await test.step("dropped there, it goes on as if nothing had happened", async () => {
    await drag(
      async () => {
        await pickUp(tandem, first);
        await carryInto(tandem, second, "into");
        release();
      },
      async () => (await tabs(first).count()) === 0 && (await tabs(second).count()) === 1,
    );
    tandem.use(second);
    await expect(shell(tandem)).toContainText("kept + 1");
    await expect(second.getByRole("textbox", { name: "Shell input" })).toBeFocused();
    await second.keyboard.press("Enter");
    await expect(block(tandem, "In [2]:")).toContainText("42");
    await expect(block(tandem, "In [1]:")).not.toContainText("another");
  });

  const own = await test.step("dropped outside it has a window of its own there", async () => {
    await second.keyboard.press("Control+0");
    await expect(second.getByRole("textbox", { name: "Shell input" })).toBeFocused();
    await second.keyboard.type("kept + 2");
    const opened = await tandem.opens(() =>
      drag(
        async () => {
          await pickUp(tandem, second);
          await carryOutside(second);
          release();
        },
        async () => tandem.electron.windows().length === 3,
      ),
    );
    await expect(tabs(second)).toHaveCount(0);
    tandem.use(opened);
    await expect(shell(tandem)).toContainText("kept + 2");
    await expect(opened.getByRole("tablist", { name: "Files" })).toBeHidden();
    const { x, y } = await onScreen(tandem, tabs(opened).first());
    expect(Math.abs(x - OUTSIDE.x)).toBeLessThan(120);
    expect(Math.abs(y - OUTSIDE.y)).toBeLessThan(40);
    expect(tandem.electron.windows()).toHaveLength(3);
    return opened;
  });

  await test.step("back among others, its own window closes", async () => {
    tandem.use(first);
    await first.getByRole("option", { name: KERNEL, exact: true }).click();
    const other = `${KERNEL} 2`;
    await expect(shell(tandem, other)).toBeVisible();
    await idle(tandem);
    const closed = own.waitForEvent("close");
    await drag(
      async () => {
        await pickUp(tandem, own);
        await carryInto(tandem, first, "right");
        for (const x of [-0.2, -0.3]) {
          move(await onScreen(tandem, tabs(first).first(), { x, y: 0 }));
          await expect(tabs(first).first()).toHaveAttribute("data-lands");
        }
        release();
      },
      async () => (await tabs(first).count()) === 2,
    );
    await expect(tabs(first)).toHaveText([KERNEL, other]);
    await closed;
    await expect(shell(tandem)).toContainText("kept + 2");
  });

  await test.step("by the keyboard to the next window", async () => {
    await tandem.command("Move shell to the next window");
    await expect(tabs(first)).toHaveText([`${KERNEL} 2`]);
    tandem.use(second);
    await expect(second.getByRole("textbox", { name: "Shell input" })).toBeFocused();
    await second.keyboard.press("Enter");
    await expect(block(tandem, "In [3]:")).toContainText("43");
  });
});
