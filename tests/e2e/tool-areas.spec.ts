/** Where tools stand: three areas, between which they are moved by mouse and by key; closed, shown, remembered. */
import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright/test";
import { expect, type Tandem, test } from "./app";

const CHECKER = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const area = (page: Page, name: string) => page.getByRole("tablist", { name, exact: true });
const tabs = (list: Locator) => list.getByRole("tab");
const left = (page: Page) => area(page, "Tools on the left");
const right = (page: Page) => area(page, "Tools on the right");
const below = (page: Page) => area(page, "Tools below");
const tool = (page: Page, name: string) => page.getByRole("tab", { name, exact: true });
const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

const TOOLS = ["File browser", "Source structure", "Problems"];

/** From the places of a first start: the tools that the tests are about stand below, and all others are closed. */
async function onlyBelow(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  // Areas without tools take no room at a first start.
  await expect(tabs(left(page))).toHaveText(["File browser", "Source structure", "Find in files", "Git"]);
  await expect(right(page)).toHaveCount(0);
  await expect(below(page)).toHaveCount(0);
  for (const name of ["Find in files", "Git"]) {
    await tool(page, name).click();
    await page.keyboard.press("Delete");
    await expect(tool(page, name)).toHaveCount(0);
  }
  for (const name of TOOLS.slice(0, 2)) {
    await tandem.command(name);
    await tandem.command("Move tool below the shells");
  }
  // It stands there when it is first asked for.
  await tandem.command("Problems");
  await expect(tabs(below(page))).toHaveText(TOOLS);
  await tool(page, "File browser").click();
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A place in an element, from 0 to 1 of its width and height. */
async function within(element: Locator, x: number, y: number): Promise<Point> {
  const box = await element.boundingBox();
  if (!box) throw new Error("the element is not seen");
  return { x: box.x + box.width * x, y: box.y + box.height * y };
}

/** Takes a tool's tab by the mouse and carries it a little, until it is on its way. */
async function pickUp(page: Page, name: string): Promise<void> {
  const tab = tool(page, name);
  // Waits until it stands still: it may have moved just now.
  await tab.hover();
  const { x, y } = await within(tab, 0.5, 0.5);
  await page.mouse.down();
  await page.mouse.move(x + 12, y + 3, { steps: 3 });
  await expect(tab).toHaveAttribute("data-dragged", "");
}

/** What it comes over last hears of it with the next move. */
async function carryTo(page: Page, to: Point): Promise<void> {
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.move(to.x + 1, to.y + 1);
}

/** What a checker of accessibility finds, a line each. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(CHECKER);
  const found: string[] = await page.evaluate(
    `axe.run(document, { iframes: false, resultTypes: ["violations"] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ": " + node.target.join(" "))))`,
  );
  return found;
}

test("a tool is dragged to an edge, along tabs and into another area; Escape takes it back", async ({
  tandem,
}) => {
  await tandem.write("data/run.csv", "1,2\n");
  const page = await tandem.start({ open: [""] });
  await onlyBelow(tandem);
  await region(page, "File browser").getByRole("treeitem", { name: "data" }).click();
  const unfolded = region(page, "File browser").getByRole("treeitem", { name: "run.csv" });
  await expect(unfolded).toBeVisible();
  const edges = page.locator(".area-edge");

  await test.step("to the left edge of the window, which is marked", async () => {
    await pickUp(page, "File browser");
    await expect(edges).toHaveCount(2);
    await carryTo(page, await within(page.locator("[data-edge=left]"), 0.5, 0.4));
    await expect(page.locator("[data-edge=left]")).toHaveAttribute("data-lands", "");
    await page.mouse.up();
    await expect(tabs(left(page))).toHaveText(["File browser"]);
    await expect(tabs(below(page))).toHaveText(["Source structure", "Problems"]);
    await expect(edges).toHaveCount(0);
    await expect(tool(page, "File browser")).toBeFocused();
    // It moved as it was.
    await expect(unfolded).toBeVisible();
  });

  await test.step("into the body of an area", async () => {
    await pickUp(page, "Problems");
    await carryTo(page, await within(page.locator("[data-area=left] .pane-body"), 0.5, 0.5));
    await expect(page.locator("[data-area=left] .drop-zone")).toBeVisible();
    await page.mouse.up();
    await expect(tabs(left(page))).toHaveText(["File browser", "Problems"]);
    await expect(tool(page, "Problems")).toHaveAttribute("aria-selected", "true");
  });

  await test.step("before another tab", async () => {
    await pickUp(page, "Source structure");
    await carryTo(page, await within(tool(page, "File browser"), 0.2, 0.5));
    await expect(tool(page, "File browser")).toHaveAttribute("data-lands", "");
    await page.mouse.up();
    await expect(tabs(left(page))).toHaveText(["Source structure", "File browser", "Problems"]);
    // An area without tools takes no room.
    await expect(below(page)).toHaveCount(0);
    await expect(page.getByRole("separator", { name: "Height of the shells" })).toBeHidden();
  });

  await test.step("Escape", async () => {
    await pickUp(page, "Problems");
    await carryTo(page, await within(page.locator("[data-edge=below]"), 0.5, 0.5));
    await expect(page.locator("[data-edge=below]")).toHaveAttribute("data-lands", "");
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await expect(edges).toHaveCount(0);
    await expect(tabs(left(page))).toHaveCount(3);
  });
});

test("tools are moved, closed, shown and sized by keyboard, and stand there after a restart; tabs that do not fit are in a list", async ({
  tandem,
}) => {
  await tandem.write("exp.py", "# %% Load\nx = 1\n");
  const page = await tandem.start({ open: ["exp.py", ""] });
  const window = await tandem.electron.browserWindow(page);
  await window.evaluate((one) => one.setContentSize(1000, 640));
  await onlyBelow(tandem);
  const width = async (of: Page, at: string) =>
    (await of.locator(`[data-area=${at}]`).boundingBox())?.width ?? 0;
  const separator = (of: Page, name: string) => of.getByRole("separator", { name, exact: true });

  await test.step("by the menu of its tab, and by command", async () => {
    await page.keyboard.press("Control+Shift+J");
    const cell = region(page, "Source structure").getByRole("option").first();
    // While there is none yet, the keyboard is on the tab.
    await expect(cell).toBeVisible();
    await page.keyboard.press("Control+Shift+J");
    await expect(cell).toBeFocused();
    await page.keyboard.press("Control+Shift+9");
    await tool(page, "Source structure").focus();
    await page.keyboard.press("Shift+F10");
    await expect(page.getByRole("menuitem", { name: "Move tool to the left" })).toBeFocused();
    await expect(page.getByRole("menuitem", { name: "Move tool below the shells" })).toBeDisabled();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(tabs(right(page))).toHaveText(["Source structure"]);
    await expect(tool(page, "Source structure")).toBeFocused();
    await tandem.command("Move tool to the left");
    await expect(tabs(left(page))).toHaveText(["Source structure"]);
    await expect(tool(page, "Source structure")).toBeFocused();
    await expect(right(page)).toHaveCount(0);
    await page.keyboard.press("Control+Shift+X");
    await tandem.command("Move tool to the left");
    await page.keyboard.press("Control+Shift+Y");
    await tandem.command("Move tool to the left");
    await expect(tabs(left(page))).toHaveText(["Source structure", "File browser", "Problems"]);
  });

  await test.step("closed by its tab, and shown by its key and by the menu", async () => {
    await tool(page, "Problems").press("Delete");
    await expect(tool(page, "Problems")).toHaveCount(0);
    await expect(tool(page, "File browser")).toBeFocused();
    await page.keyboard.press("Control+Shift+Y");
    await expect(tabs(left(page))).toHaveCount(3);
    await expect(tool(page, "Problems")).toBeFocused();
    await tandem.command("Close tool");
    await expect(tabs(left(page))).toHaveCount(2);
    await page.keyboard.press("Alt+t");
    await page.getByRole("menu", { name: "Tools" }).getByRole("menuitem", { name: "Problems" }).click();
    await expect(tabs(left(page))).toHaveCount(3);
  });

  await test.step("sized by the keys of its separator, until its tabs do not fit", async () => {
    const list = page.getByRole("button", { name: "All tools here" });
    await expect(list).toHaveCount(0);
    const before = await width(page, "left");
    await separator(page, "Width of the tools on the left").focus();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => width(page, "left")).toBeLessThan(before);
    for (let step = 0; step < 8; step++) await page.keyboard.press("ArrowLeft");
    // So narrow, all are icons; the list is for more than these.
    for (const name of ["Source structure", "File browser", "Problems"])
      await expect(tool(page, name)).toBeInViewport({ ratio: 1 });
    const more = ["Find in files", "Git", "Timeline"];
    for (const name of more) {
      await page.keyboard.press("Alt+t");
      await page.getByRole("menu", { name: "Tools" }).getByRole("menuitem", { name }).click();
    }
    await expect(tabs(left(page))).toHaveCount(6);
    await expect(list).toBeVisible();
    await list.click();
    const items = page.getByRole("menu", { name: "All tools here" }).getByRole("menuitemradio");
    await expect(items).toHaveText(["Source structure", "File browser", "Problems", ...more]);
    await items.filter({ hasText: "File browser" }).click();
    await expect(tool(page, "File browser")).toHaveAttribute("aria-selected", "true");
    await expect(tool(page, "File browser")).toBeInViewport();
    await expect(page.getByRole("treeitem").first()).toBeFocused();
    for (const name of more) await tool(page, name).press("Delete");
    await expect(tabs(left(page))).toHaveCount(3);
  });

  await tool(page, "Source structure").click();
  await tandem.command("Move tool to the right");
  await expect(tabs(right(page))).toHaveText(["Source structure"]);
  await tool(page, "Problems").press("Delete");
  expect(await findings(page)).toEqual([]);
  const narrow = await width(page, "left");
  await expect
    .poll(() => tandem.windowState())
    .toMatchObject({ view: { layout: { tools: { closed: { Problems: "left" } } } } });

  await tandem.quit();
  const next = await tandem.start();
  await expect(tabs(left(next))).toHaveText(["File browser"]);
  await expect(tabs(right(next))).toHaveText(["Source structure"]);
  await expect(below(next)).toHaveCount(0);
  await expect.poll(async () => Math.abs((await width(next, "left")) - narrow)).toBeLessThan(3);
  await next.keyboard.press("Control+Shift+Y");
  await expect(tabs(left(next))).toHaveText(["File browser", "Problems"]);

  await test.step("all areas go and come back together", async () => {
    await next.getByRole("button", { name: "Show tools" }).click();
    await expect(left(next)).toHaveCount(0);
    await expect(right(next)).toHaveCount(0);
    await expect(region(next, "Problems")).toBeHidden();
    await tandem.command("Show tools");
    await expect(region(next, "Problems")).toBeVisible();
    await expect(tabs(right(next))).toHaveText(["Source structure"]);
  });
});
