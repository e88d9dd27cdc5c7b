/** Files are made, renamed and deleted in the file browser, by keyboard and by menu; open files go with them. */
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, sharing as test } from "./app";

test("a file is made, renamed with what is unsaved in it, and deleted", async ({ tandem }) => {
  const file = (name: string) => path.join(tandem.folder, name);
  const isThere = (name: string) =>
    access(file(name)).then(
      () => true,
      () => false,
    );
  await mkdir(file("data"));
  await writeFile(file("data/old.txt"), "old");
  const page = await tandem.start({ open: ["."] });
  const browser = page.getByRole("region", { name: "File browser" });
  const row = (name: string) => browser.getByRole("treeitem", { name, exact: true });
  const tab = (name: string) => page.getByRole("tab", { name, exact: true });

  await test.step("in the folder that is meant, and not over what is there", async () => {
    await row("data").click({ button: "right" });
    await page.getByRole("menuitem", { name: "New file…" }).click();
    const field = browser.getByRole("textbox", { name: "Name of the new file" });
    await expect(field).toBeFocused();
    await page.keyboard.type("old.txt");
    await page.keyboard.press("Enter");
    await expect(browser.getByRole("alert")).toHaveText("There is a old.txt already.");
    await field.fill("new.txt");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "Editor: new.txt" })).toBeFocused();
    await page.keyboard.type("x = 1");
    expect(await isThere("data/new.txt")).toBe(true);
  });

  await test.step("its name is changed in place, and its tab, text and language with it", async () => {
    await row("new.txt").focus();
    await page.keyboard.press("F2");
    await expect(browser.getByRole("textbox", { name: "New name of new.txt" })).toBeFocused();
    // The extension is not selected: it is typed anew with the name.
    await page.keyboard.press("Control+A");
    await page.keyboard.type("fit.py");
    await page.keyboard.press("Enter");
    await expect(row("fit.py")).toBeFocused();
    await expect(tab("fit.py, modified")).toBeVisible();
    await expect(page.getByRole("contentinfo")).toContainText("Python");
    await tab("fit.py, modified").click();
    await page.keyboard.press("Control+S");
    await expect(tab("fit.py")).toBeVisible();
    expect(await readFile(file("data/fit.py"), "utf8")).toBe("x = 1");
    expect(await isThere("data/new.txt")).toBe(false);
  });

  await test.step("the list is filtered, and a folder is searched", async () => {
    const filter = browser.getByRole("searchbox", { name: "Filter files" });
    await filter.fill("FIT");
    await expect(browser.getByRole("treeitem")).toHaveText(["data", "fit.py"]);
    await filter.fill("");
    await expect(row("old.txt")).toBeVisible();
    await row("old.txt").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Insert path at the cursor" }).click();
    await expect(page.locator('[data-place="editor"] .view-lines')).toContainText("data/old.txt");
    await page.keyboard.press("Control+Z");
    await expect(tab("fit.py")).toBeVisible();
    await row("data").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Find in this folder" }).click();
    await expect(page.getByRole("textbox", { name: "Files to search" })).toHaveValue("data/**");
    await tandem.command("File browser");
  });

  await test.step("Escape names nothing, and a question comes before anything is deleted", async () => {
    await row("old.txt").focus();
    await page.keyboard.press("F2");
    await page.keyboard.press("Escape");
    await expect(row("old.txt")).toBeFocused();
    await page.keyboard.press("Delete");
    const question = page.getByRole("alertdialog", { name: "Delete" });
    await question.getByRole("button", { name: "Cancel" }).click();
    expect(await isThere("data/old.txt")).toBe(true);
    await row("old.txt").focus();
    await page.keyboard.press("Delete");
    await question.getByRole("button", { name: "Move to the trash" }).click();
    // Where the machine has no trash, that is said.
    const forGood = question.getByRole("button", { name: "Delete for good" });
    await expect
      .poll(async () => {
        if (await forGood.isVisible()) await forGood.click();
        return isThere("data/old.txt");
      })
      .toBe(false);
    await expect(row("old.txt")).toHaveCount(0);
  });
});
