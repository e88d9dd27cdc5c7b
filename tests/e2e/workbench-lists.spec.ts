/** What the window lists to choose from: the editor's menu, all tabs of a bar, the commands and their keys. */
import { expect, sharing as test } from "./app";

const FILES = Array.from({ length: 9 }, (_one, i) => `measurements_${i + 1}.py`);

test("the editor has a menu of its own, by mouse and by keys", async ({ tandem }) => {
  await tandem.write("exp.py", "first = 1\nsecond = 2\n");
  const page = await tandem.start({ open: ["exp.py"] });
  const menu = page.getByRole("menu", { name: "Code" });
  const item = (name: string) => menu.getByRole("menuitem", { name, exact: true });
  const bar = page.getByRole("contentinfo");

  // The pointer says which line is meant.
  const second = page.locator(".view-line", { hasText: "second" });
  await second.click({ button: "right", position: { x: 10, y: 8 } });
  await expect(bar).toContainText("Ln 2, Col");
  for (const name of ["Run cell", "Run selection or statement", "Cut", "Copy", "Paste"])
    await expect(item(name)).toBeVisible();
  await expect(item("Run cell").locator("kbd")).toHaveText("Ctrl+Return");
  await expect(item("Run cell")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(tandem.editor("exp.py")).toBeFocused();

  // By keys it is about what is selected, which stays so.
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Shift+End");
  for (const key of ["Shift+F10", "ContextMenu"]) {
    await page.keyboard.press(key);
    await expect(menu).toBeVisible();
    await expect(bar).toContainText("(9 selected)");
    // At the cursor: it begins below the first line.
    const [below, code] = [await menu.boundingBox(), await second.boundingBox()];
    expect(Math.abs((below?.y ?? 0) - (code?.y ?? 0))).toBeLessThan(code?.height ?? 0);
    await page.keyboard.press("Escape");
    await expect(menu).toHaveCount(0);
  }
  await page.keyboard.press("Shift+F10");
  await item("Copy").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Shift+F10");
  await item("Paste").click();
  await page.keyboard.press("Control+S");
  await expect.poll(() => tandem.read("exp.py")).toBe("first = 1\nsecond = 2\nfirst = 1");

  await page.keyboard.press("Shift+F10");
  await item("Commands, files and symbols…").click();
  await expect(page.getByRole("combobox", { name: "Command", exact: true })).toBeFocused();
});

test("tabs, rows of the file browser and fields have their menus", async ({ tandem }) => {
  for (const name of ["one.py", "two.py", "three.py"]) await tandem.write(name, "a = 1\n");
  const page = await tandem.start({ open: [".", "one.py", "two.py", "three.py"] });
  const copied = () => tandem.electron.evaluate(({ clipboard }) => clipboard.readText());
  const choose = (name: string) => page.getByRole("menuitem", { name, exact: true }).click();
  const tabs = page.getByRole("tablist", { name: "Files" }).getByRole("tab");

  await tandem.fileTab("two.py").click({ button: "right" });
  await expect(page.getByRole("menu", { name: "two.py" })).toBeVisible();
  await choose("Copy path in the open folder");
  await expect.poll(copied).toBe("two.py");
  // What is unsaved is asked about, and the tab that the menu is of stays.
  await tandem.editor("three.py").press("x");
  await tandem.fileTab("two.py").click({ button: "right" });
  await choose("Close other files");
  await page
    .getByRole("alertdialog", { name: "Unsaved changes" })
    .getByRole("button", { name: "Cancel" })
    .click();
  await expect(tabs).toHaveCount(3);
  // A pinned one comes first, and stays.
  await tandem.fileTab("two.py").click({ button: "right" });
  await choose("Pin tab");
  await expect(tabs).toHaveText([/two/, /one/, /three/]);
  await tandem.fileTab("two.py").click({ button: "right" });
  await choose("Close saved files");
  await expect(tabs).toHaveText([/two/, /three/]);
  await tandem.fileTab("two.py").click({ button: "right" });
  await choose("Unpin tab");
  await tandem.fileTab("two.py").click({ button: "right" });
  await choose("Close saved files");
  await expect(tabs).toHaveCount(1);
  await tandem.fileTab("three.py").focus();
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menuitem", { name: "Close file", exact: true })).toBeFocused();
  await expect(page.getByRole("menuitem", { name: "Close other files" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(tandem.fileTab("three.py")).toBeFocused();

  await page.getByRole("treeitem", { name: "one.py" }).click({ button: "right" });
  await choose("Copy path");
  await expect.poll(copied).toBe(`${tandem.folder}/one.py`);
  await page.getByRole("treeitem", { name: "one.py" }).click({ button: "right" });
  await choose("Open file");
  await expect(tabs).toHaveCount(2);

  // What was copied is pasted into a field.
  await page.keyboard.press("Control+Shift+P");
  await page.getByRole("combobox", { name: "Command", exact: true }).click({ button: "right" });
  await choose("Paste");
  await expect(page.getByRole("combobox", { name: "Command", exact: true })).toHaveValue(/one\.py$/);
  await page.keyboard.press("Escape");
});

test("of more tabs than there is room for all are in a list, and each file has its own place", async ({
  tandem,
}) => {
  for (const name of FILES) await tandem.write(name, "a = 1\nb = 2\n");
  const page = await tandem.start({ open: FILES });
  const all = page.getByRole("button", { name: "All tabs" });
  const [first, last] = [FILES[0] ?? "", FILES.at(-1) ?? ""];
  const inBar = async (name: string) => {
    const tab = await tandem.fileTab(name).boundingBox();
    const bar = await page.getByRole("tablist", { name: "Files" }).boundingBox();
    return tab && bar && tab.x >= bar.x - 1 && tab.x + tab.width <= bar.x + bar.width + 1;
  };
  await expect(tandem.editor(last)).toBeFocused();
  await expect.poll(() => inBar(last)).toBe(true);
  // The tabs give way, not what runs the file.
  const editor = await page.getByRole("region", { name: "Editor", exact: true }).boundingBox();
  const runIn = await page.getByRole("combobox", { name: "Run in" }).boundingBox();
  expect((runIn?.x ?? 0) + (runIn?.width ?? 0)).toBeLessThanOrEqual((editor?.x ?? 0) + (editor?.width ?? 0));
  await page.keyboard.press("Control+End");
  await expect(page.getByRole("contentinfo")).toContainText("Ln 3, Col 1");

  await all.click();
  const menu = page.getByRole("menu", { name: "All tabs" });
  await expect(menu.getByRole("menuitemradio")).toHaveText(FILES);
  await expect(menu.getByRole("menuitemradio", { name: last })).toHaveAttribute("aria-checked", "true");
  await menu.getByRole("menuitemradio", { name: first }).click();
  await expect(tandem.editor(first)).toBeFocused();
  await expect.poll(() => inBar(first)).toBe(true);
  // Not where the cursor stands in the other file.
  await expect(page.getByRole("contentinfo")).toContainText("Ln 1, Col 1");
  await page.keyboard.press("Control+Shift+Tab");
  await expect(page.getByRole("contentinfo")).toContainText("Ln 3, Col 1");

  for (const name of FILES.slice(1)) {
    await tandem.fileTab(name).click();
    await page.keyboard.press("Control+W");
  }
  await expect(all).toHaveCount(0);
});

test("all commands and their keys are a table of their own, however it is opened", async ({ tandem }) => {
  const page = await tandem.start();
  const field = page.getByRole("combobox", { name: "All commands and their keys" });
  const rows = page.getByRole("listbox", { name: "Found" }).getByRole("option");
  await tandem.command("All commands and their keys");
  await expect(field).toHaveValue("");
  await expect(field).toBeFocused();
  expect(await rows.count()).toBeGreaterThan(50);
  await field.fill("ctrl+shift+p");
  await expect(rows.first()).toHaveText("Commands, files and symbols…Ctrl+Shift+P");
  // Out of itself, where the words that found it are left behind.
  await field.fill("All commands and their keys");
  await rows.first().click();
  await expect(field).toHaveValue("");
  await expect(field).toBeFocused();
  expect(await rows.count()).toBeGreaterThan(50);
});
