/** The window's frame: themes, menus, palette, layout, and all of it by keyboard. */
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, sharing as test } from "./app";

const sample = `"""Fits."""
import math

# %% Load
nights = [1, 2]

# %% Fit
def fit(night):
    return math.sqrt(night)


class Night:
    def title(self):
        return "n"
`;

test("both themes: following the system, switched by command, remembered", async ({ alone: tandem }) => {
  await tandem.write("exp.py", sample);
  const page = await tandem.start({ open: ["exp.py"] });
  const html = page.locator("html");
  const background = () => page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
  const editorBackground = () =>
    page
      .locator(".monaco-editor")
      .first()
      .evaluate((editor) => getComputedStyle(editor).backgroundColor);

  await page.emulateMedia({ colorScheme: "dark" });
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.emulateMedia({ colorScheme: "light" });
  await expect(html).toHaveAttribute("data-theme", "light");
  const light = await background();
  await expect.poll(editorBackground).toBe(light);

  await tandem.command("Dark theme");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await expect.poll(background).not.toBe(light);
  await expect.poll(editorBackground).toBe(await background());

  await tandem.quit();
  const next = await tandem.start();
  await expect(next.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the menu bar works by mouse: every item runs its command", async ({ tandem }) => {
  const page = await tandem.start();
  const bar = page.getByRole("menubar");
  await expect(bar.getByRole("menuitem")).toHaveText([
    "File",
    "Edit",
    "View",
    "Settings",
    "Shell",
    "Run",
    "Debug",
    "Tools",
    "Help",
  ]);
  for (const title of await bar.getByRole("menuitem").allInnerTexts()) {
    await bar.getByRole("menuitem", { name: title, exact: true }).click();
    const menu = page.getByRole("menu", { name: title, exact: true });
    const items = menu.locator("[role^=menuitem]");
    expect(await items.count()).toBeGreaterThan(0);
    for (const item of await items.all()) await expect(item).toHaveAttribute("data-command", /^\w+\.\w+$/);
    await page.keyboard.press("Escape");
    await expect(menu).toHaveCount(0);
  }
  await bar.getByRole("menuitem", { name: "File", exact: true }).click();
  await page.getByRole("menuitem", { name: "New file" }).click();
  await expect(tandem.editor("Untitled 1")).toBeFocused();
});

test("the menu bar works by keyboard and gives the focus back", async ({ tandem }) => {
  await tandem.write("exp.py", sample);
  const page = await tandem.start({ open: ["exp.py"] });
  await expect(tandem.editor("exp.py")).toBeFocused();
  await page.keyboard.press("Alt");
  await expect(page.getByRole("menuitem", { name: "File", exact: true })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Previous problem" })).toBeFocused();
  await page.keyboard.press("f");
  await expect(page.getByRole("menuitem", { name: "Find", exact: true })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("menu", { name: "View" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(tandem.editor("exp.py")).toBeFocused();
  // Where nothing had it, it goes to where the user's keyboard was last.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.getByRole("menuitem", { name: "Settings", exact: true }).click();
  await expect(page.getByRole("menu", { name: "Settings", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(tandem.editor("exp.py")).toBeFocused();
  await page.keyboard.press("Alt+t");
  await expect(page.getByRole("menu", { name: "Tools" })).toBeVisible();
  await page.keyboard.press("s");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Source structure" })).toBeVisible();
});

test("the palette finds commands, files and symbols", async ({ tandem }) => {
  await tandem.write("exp.py", sample);
  await tandem.write("other.py", "1\n");
  await tandem.write("survey/model.py", "2\n");
  await tandem.write("survey/stats.py", "3\n");
  const page = await tandem.start({ open: [".", "other.py", "exp.py"] });
  const field = page.getByRole("combobox", { name: "Command" });
  const chosen = page.getByRole("listbox", { name: "Found" }).getByRole("option", { selected: true });

  await page.keyboard.press("Control+Shift+P");
  await expect(field).toBeFocused();
  await page.keyboard.type("fit");
  await expect(page.getByRole("listbox", { name: "Found" }).getByRole("option")).toContainText([
    "cell",
    "function",
  ]);
  await page.keyboard.press("ArrowDown");
  await expect(chosen).toContainText("function");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Ln 8, Col 1")).toBeVisible();
  await expect(tandem.editor("exp.py")).toBeFocused();

  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.insertText("restart the kernel and run");
  await expect(chosen).toHaveAttribute("data-command", "notebook.restartRunAll");
  await field.fill("");
  await page.keyboard.type("other");
  await page.keyboard.press("Enter");
  await expect(tandem.editor("other.py")).toBeFocused();

  await page.keyboard.press("Control+P");
  await expect(page.getByRole("combobox", { name: "Open file" })).toBeFocused();
  await page.keyboard.type("exp");
  await page.keyboard.press("Enter");
  await expect(tandem.editor("exp.py")).toBeFocused();

  await page.keyboard.press("Control+P");
  await page.keyboard.type("sur/mod");
  await expect(chosen).toContainText("model.py");
  await page.keyboard.press("Enter");
  await expect(tandem.editor("model.py")).toBeFocused();
  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.type("stats");
  await expect(chosen).toContainText("stats.py");
  await page.keyboard.press("Enter");
  await expect(tandem.editor("stats.py")).toBeFocused();

  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.type("qqqq");
  await expect(page.getByText("Nothing has this name.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(tandem.editor("stats.py")).toBeFocused();
});

test("parts of the window are hidden, resized and remembered", async ({ alone: tandem }) => {
  await tandem.write("exp.py", sample);
  const page = await tandem.start({ open: ["exp.py"] });
  const tools = page.getByRole("tab", { name: "Source structure" });
  const editorWidth = async (of = page) =>
    (await of.getByRole("region", { name: "Editor", exact: true }).boundingBox())?.width ?? 0;

  await tools.click();
  await page.getByRole("button", { name: "Show tools" }).click();
  await expect(tools).not.toBeInViewport();
  await expect(page.getByRole("button", { name: "Show tools" })).toHaveAttribute("aria-pressed", "false");

  const before = await editorWidth();
  const separator = page.getByRole("separator", { name: "Width of the editor" });
  await separator.focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => editorWidth()).toBeLessThan(before - 20);
  const narrow = await editorWidth();
  await expect
    .poll(() => tandem.windowState())
    .toMatchObject({ view: { layout: { shown: { tools: false } } } });

  await tandem.quit();
  const next = await tandem.start();
  await expect(next.getByRole("button", { name: "Show tools" })).toHaveAttribute("aria-pressed", "false");
  await expect.poll(async () => Math.abs((await editorWidth(next)) - narrow)).toBeLessThan(3);
  await next.getByRole("button", { name: "Show tools" }).click();
  await expect(next.getByRole("region", { name: "Source structure" })).toBeInViewport();
});

test("what had no room at 300 % is there again where there is room, and nothing of the status bar lies over another", async ({
  alone: tandem,
}) => {
  await tandem.write("a.py", "import os\n");
  const page = await tandem.start({ open: ["a.py"] });
  await tandem.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900);
  });
  const editor = page.getByRole("region", { name: "Editor", exact: true });
  const width = async () => (await editor.boundingBox())?.width ?? 0;
  await expect.poll(width).toBeGreaterThan(500);
  await tandem.command("Move tool to the right");
  for (let step = 0; step < 12; step++) await page.keyboard.press("Control+=");
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(480);
  const overlaps = () =>
    page.evaluate(() => {
      const places = [...document.querySelectorAll(".status-side > *")]
        .map((item) => item.getBoundingClientRect())
        .filter(({ width }) => width > 0)
        .sort((one, other) => one.left - other.left);
      return places.filter((place, index) => index > 0 && place.left < (places[index - 1]?.right ?? 0))
        .length;
    });
  await expect.poll(overlaps).toBe(0);
  await page.reload();
  await expect(page.getByRole("contentinfo")).toBeVisible();
  await page.keyboard.press("Control+Shift+0");
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1440);
  await expect.poll(width).toBeGreaterThan(400);
});

test("source structure follows the cursor and jumps", async ({ tandem }) => {
  await tandem.write("exp.py", sample);
  const page = await tandem.start({ open: ["exp.py"] });
  await page.getByRole("tab", { name: "Source structure" }).click();
  const region = page.getByRole("region", { name: "Source structure" });
  await expect(region.getByRole("option")).toHaveText([
    "##Load4",
    "##Fit7",
    "deffit8",
    "classNight12",
    "deftitle13",
  ]);
  await region.getByRole("option", { name: "Night" }).click();
  await expect(page.getByText("Ln 12, Col 1")).toBeVisible();
  await expect(tandem.editor("exp.py")).toBeFocused();
  await page.keyboard.press("Control+Home");
  for (let line = 1; line < 5; line++) await page.keyboard.press("ArrowDown");
  await expect(region.locator("[aria-selected=true]")).toContainText("Load");
});

test("the file browser shows the folder, follows the disk and opens files", async ({ tandem }) => {
  await tandem.write("b.py", "b\n");
  await tandem.write("data/run.csv", "1,2\n");
  const page = await tandem.start({ open: [""] });
  const region = page.getByRole("region", { name: "File browser" });
  await expect(region.getByRole("treeitem")).toHaveText(["data", "b.py"]);
  await tandem.write("a.py", "a\n");
  await expect(region.getByRole("treeitem")).toHaveText(["data", "a.py", "b.py"]);
  await region.getByRole("treeitem", { name: "data" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(region.getByRole("treeitem", { name: "run.csv" })).toBeVisible();
  await page.keyboard.press("b");
  await page.keyboard.press("Enter");
  await expect(tandem.editor("b.py")).toBeFocused();
  await region.getByRole("button", { name: "Parent folder" }).click();
  await expect(region.getByRole("treeitem", { name: "work" })).toBeVisible();

  // Some systems' dialogs give a file where a folder is asked for.
  await tandem.answerOpenDialog("data/run.csv");
  await tandem.command("Open folder…");
  await expect(region.getByRole("treeitem")).toHaveText(["run.csv"]);
  // And a folder that is remembered may be a file by now.
  await rm(path.join(tandem.folder, "data"), { recursive: true });
  await tandem.write("data", "a file now\n");
  await tandem.command("Reload window");
  await expect(region.getByRole("treeitem")).toHaveText(["a.py", "b.py", "data"]);
});

test("everything is reached by keyboard, and Esc then Tab leaves the editor", async ({ tandem }) => {
  await tandem.write("exp.py", "x = 1\n");
  const page = await tandem.start({ open: ["exp.py"] });
  await expect(tandem.editor("exp.py")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(tandem.editor("exp.py")).toBeFocused();
  await expect(page.locator(".view-lines")).toContainText("    x = 1".replaceAll(" ", "\u00a0"));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(tandem.editor("exp.py")).not.toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(tandem.editor("exp.py")).toBeFocused();
  await page.keyboard.press("Control+m");
  await page.keyboard.press("Tab");
  await expect(tandem.editor("exp.py")).toBeFocused();

  // Round the window by Tab: menus, field, toggles, window buttons, file tab, editor, shells and tools are all there.
  await page.keyboard.press("Escape");
  const seen = new Set<string>();
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    seen.add(
      await page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
      }),
    );
  }
  for (const name of [
    "File",
    "Show tools",
    "Minimize window",
    "exp.py, modified",
    "File browser",
    "Width of the editor",
  ]) {
    expect([...seen]).toContain(name);
  }
});

test("the accent line stands on the active tab of the focused pane only", async ({ tandem }) => {
  await tandem.write("exp.py", "x = 1\n");
  const page = await tandem.start({ open: ["exp.py"] });
  const line = (name: string) =>
    page
      .getByRole("tab", { name, exact: true })
      .evaluate((tab) => getComputedStyle(tab, "::before").content !== "none");
  await expect(tandem.editor("exp.py")).toBeFocused();
  expect([await line("exp.py"), await line("File browser")]).toEqual([true, false]);
  await page.getByRole("tab", { name: "File browser" }).focus();
  expect([await line("exp.py"), await line("File browser")]).toEqual([false, true]);
});

test("a layout that is not JSON is kept aside and named, and defaults are used", async ({
  alone: tandem,
}) => {
  await tandem.start();
  await tandem.quit();
  await writeFile(path.join(tandem.profile, "window-state.json"), "{ not json");
  await writeFile(path.join(tandem.profile, "settings.json"), "[1, 2");
  const page = await tandem.start();
  await expect(page.getByText(/window-state\.corrupt-/)).toBeVisible();
  await expect(page.getByText(/settings\.json, line 1: /)).toBeVisible();
  await expect(page.getByRole("region", { name: "File browser" })).toBeVisible();
});
