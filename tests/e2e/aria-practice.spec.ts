/**
 * What the ARIA Authoring Practices demand of menus, dialogs, comboboxes and tabs, by keyboard: they are our own
 * (docs/decisions/0044), and this is what a library would have brought. What they look like to a screen reader axe
 * checks in accessibility.spec.ts; the tree of files is in workbench-window.spec.ts.
 */
import type { Locator, Page } from "playwright/test";
import { expect, test } from "./app";

/** Presses keys one after another, each with what has the keyboard then. */
async function walk(
  page: Page,
  ...steps: readonly (readonly [key: string, focused: Locator])[]
): Promise<void> {
  for (const [key, focused] of steps) {
    await page.keyboard.press(key);
    await expect(focused, `after ${key}`).toBeFocused();
  }
}

test("menus, dialogs, comboboxes and tabs have the keys of the ARIA practices", async ({ tandem }) => {
  await tandem.write("beta.txt", "");
  await tandem.write("gamma.txt", "");
  const page = await tandem.start({ open: ["beta.txt", "gamma.txt", "."] });
  const editor = tandem.editor("gamma.txt");
  await editor.focus();

  await test.step("menu bar and menus", async () => {
    const bar = page.getByRole("menubar").getByRole("menuitem");
    const menu = page.getByRole("menu");
    const items = menu.locator("[role^=menuitem]");
    await page.keyboard.press("Alt");
    await expect(bar.first()).toBeFocused();
    await walk(
      page,
      ["ArrowRight", bar.nth(1)],
      ["End", bar.last()],
      ["ArrowRight", bar.first()],
      ["ArrowLeft", bar.last()],
      ["Home", bar.first()],
      ["ArrowDown", items.first()],
      ["ArrowUp", items.last()],
      ["ArrowDown", items.first()],
      ["End", items.last()],
      ["Home", items.first()],
      // The letter that an item begins with.
      ["q", menu.getByRole("menuitem", { name: "Quit", exact: true })],
    );
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("menu", { name: "Edit" })).toBeVisible();
    await expect(items.first()).toBeFocused();
    await expect(bar.nth(1)).toHaveAttribute("aria-expanded", "true");
    await walk(page, ["Escape", editor]);
    await expect(menu).toHaveCount(0);
  });

  await test.step("a dialog keeps the keyboard, and gives it back", async () => {
    await tandem.command("About Tandem");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toHaveAttribute("aria-labelledby", /./);
    const focusedIn = () => dialog.evaluate((element) => element.contains(document.activeElement));
    for (let i = 0; i < 12; i++) {
      expect(await focusedIn()).toBe(true);
      await page.keyboard.press(i < 6 ? "Tab" : "Shift+Tab");
      // From the last of a modal dialog the page's frame has the keyboard for one key.
      if (!(await focusedIn())) await page.keyboard.press(i < 6 ? "Tab" : "Shift+Tab");
    }
    await walk(page, ["Escape", editor]);
  });

  await test.step("a combobox keeps the keyboard, and says which option is meant", async () => {
    await page.keyboard.press("Control+Shift+P");
    const field = page.getByRole("combobox", { name: "Command" });
    await expect(field).toHaveAttribute("aria-expanded", "true");
    const options = page.getByRole("listbox", { name: "Found" }).getByRole("option");
    const meant = async () => options.and(page.locator("[aria-selected=true]")).getAttribute("id");
    const ids = async () =>
      Promise.all([options.first(), options.last()].map((one) => one.getAttribute("id")));
    await field.fill("shell");
    const [first, last] = await ids();
    for (const [key, id] of [
      ["ArrowUp", last],
      ["ArrowDown", first],
      ["ArrowDown", await options.nth(1).getAttribute("id")],
    ] as const) {
      await walk(page, [key, field]);
      await expect(field).toHaveAttribute("aria-activedescendant", id ?? "");
      expect(await meant()).toBe(id);
    }
    await walk(page, ["Escape", editor]);
  });

  await test.step("tabs", async () => {
    const tablists = page.getByRole("tablist");
    for (const list of [
      tablists.filter({ has: page.getByRole("tab", { name: "File browser", exact: true }) }),
      page.getByRole("tablist", { name: "Files", exact: true }),
    ]) {
      const tabs = list.getByRole("tab");
      const chosen = tabs.and(page.locator("[aria-selected=true]"));
      await chosen.focus();
      await walk(
        page,
        ["Home", tabs.first()],
        ["ArrowLeft", tabs.last()],
        ["ArrowRight", tabs.first()],
        ["End", tabs.last()],
      );
      await expect(chosen).toBeFocused();
      // Of all tabs Tab finds one.
      await expect(tabs.and(page.locator("[tabindex='0']"))).toHaveCount(1);
    }
  });
});
