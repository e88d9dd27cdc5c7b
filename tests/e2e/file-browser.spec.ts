/** Files are made, renamed and deleted in the file browser, by keyboard and by menu; open files go with them. */
import { access, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { findings } from "./accessibility-checker";
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
    await expect(row("old.txt")).toHaveCount(0);
    expect(await isThere("data/old.txt")).toBe(false);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(row("old.txt")).toBeVisible();
    expect(await readFile(file("data/old.txt"), "utf8")).toBe("old");
  });

  await test.step("the tab of a file that is deleted goes with it, and comes back with it", async () => {
    await row("fit.py").focus();
    await page.keyboard.press("Delete");
    await page.getByRole("alertdialog").getByRole("button", { name: "Move to the trash" }).click();
    await expect(page.getByText("fit.py is in the trash.")).toBeVisible();
    await expect(tab("fit.py")).toHaveCount(0);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(tab("fit.py")).toBeVisible();
    await expect(row("fit.py")).toBeVisible();
  });

  await test.step("what was unfolded is so after the window was loaded anew", async () => {
    await tandem.editor("fit.py").focus();
    await page.keyboard.press("End");
    // Windows of before have states too.
    const own = async () =>
      JSON.stringify(
        (await tandem.windowStates()).find((one) => JSON.stringify(one).includes(file("data/fit.py"))),
      );
    await expect.poll(own).toContain("unfolded folders");
    await expect.poll(own).toContain('"column":6');
    await page.reload();
    await expect(page.getByRole("contentinfo")).toContainText("Ln 1, Col 6");
    await expect(row("old.txt")).toBeVisible();
    await row("data").click();
    await expect(row("old.txt")).toHaveCount(0);
    await row("data").click();
  });

  await test.step("where there is no trash, that is said before anything is deleted", async () => {
    // A file in the way of the trash's folder.
    await rm(path.join(tandem.home, ".local/share/Trash"), { recursive: true });
    await writeFile(path.join(tandem.home, ".local/share/Trash"), "");
    await row("old.txt").focus();
    await page.keyboard.press("Delete");
    const question = page.getByRole("alertdialog", { name: "Delete" });
    await expect(question).toContainText("There is no trash for old.txt here. Delete it for good?");
    await question.getByRole("button", { name: "Cancel" }).click();
    expect(await isThere("data/old.txt")).toBe(true);
    await expect(row("old.txt")).toBeFocused();
  });

  await test.step("copied and moved by key and by mouse, and taken from another program", async () => {
    await row("old.txt").focus();
    await page.keyboard.press("Control+C");
    await page.keyboard.press("Control+V");
    await expect(row("old 2.txt")).toBeFocused();
    await row("old 2.txt").dragTo(browser.getByRole("tree"), { targetPosition: { x: 40, y: 200 } });
    await expect.poll(() => isThere("old 2.txt")).toBe(true);
    expect(await isThere("data/old 2.txt")).toBe(false);
    await row("old 2.txt").dragTo(row("data"));
    await expect.poll(() => isThere("data/old 2.txt")).toBe(true);
    expect(await isThere("old 2.txt")).toBe(false);
    const devtools = await page.context().newCDPSession(page);
    await mkdir(path.join(tandem.home, "elsewhere"));
    await writeFile(path.join(tandem.home, "elsewhere/run.csv"), "1,2");
    const box = await row("data").boundingBox();
    if (!box) throw new Error("the row is not seen");
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await devtools.send("Input.dispatchDragEvent", {
        type,
        x: box.x + 20,
        y: box.y + box.height / 2,
        data: { items: [], files: [path.join(tandem.home, "elsewhere/run.csv")], dragOperationsMask: 1 },
      });
    await expect(row("run.csv")).toBeVisible();
    expect(await readFile(file("data/run.csv"), "utf8")).toBe("1,2");
    expect(await readFile(path.join(tandem.home, "elsewhere/run.csv"), "utf8")).toBe("1,2");
  });

  await test.step("a name that is no text, a link that leads back, a folder that goes while it is unfolded", async () => {
    await writeFile(Buffer.concat([Buffer.from(file("b")), Buffer.from([0xff, 0xfe])]), "x");
    await symlink(".", file("loop"));
    await mkdir(file("gone/inner"), { recursive: true });
    await row("b\ufffd\ufffd").click();
    await expect(page.getByText(/The name of b.* is no text/)).toBeVisible();
    await row("loop").click();
    await expect(row("loop")).toHaveCount(2);
    await row("loop").last().click();
    await expect(row("loop")).toHaveCount(3);
    await row("loop").first().click();
    await expect(row("loop")).toHaveCount(1);
    await row("gone").click();
    await expect(row("inner")).toBeVisible();
    await rm(file("gone"), { recursive: true });
    await expect(row("gone")).toHaveCount(0);
    await expect(row("inner")).toHaveCount(0);
    await rm(file("loop"));
  });

  await test.step("a starred folder is at hand", async () => {
    await row("data").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Star this folder" }).click();
    await browser.getByRole("button", { name: "Starred folders" }).click();
    await page
      .getByRole("menu", { name: "Starred folders" })
      .getByRole("menuitem", { name: /^data/ })
      .click();
    await expect(row("run.csv")).toBeVisible();
    await expect(row("data")).toHaveCount(0);
    expect(await findings(page)).toEqual([]);
  });

  await test.step("folders and files that were open are opened again from a list", async () => {
    await tandem.command("Open recent…");
    const field = page.getByRole("combobox", { name: "Open recent" });
    await expect(page.getByRole("option", { name: /fit\.py/ })).toBeVisible();
    await field.fill(path.basename(tandem.folder));
    await page.keyboard.press("Enter");
    await expect(row("data")).toBeVisible();
  });

  await test.step("a Markdown file is drawn in a page, with its pictures, and anew as it is written", async () => {
    const dot =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    await writeFile(file("data/dot.png"), Buffer.from(dot, "base64"));
    await tandem.write(
      "notes.md",
      "# Notes\n\n$x^2$ ![dot](data/dot.png)\n\n<script>document.title = 'bad'</script>\n",
    );
    await row("notes.md").click();
    await expect(tandem.editor("notes.md")).toBeVisible();
    await page.keyboard.press("Control+9");
    await page.keyboard.press("Control+Shift+V");
    const preview = page.getByRole("article", { name: "Preview of notes.md" });
    await expect(preview.getByRole("heading", { name: "Notes" })).toBeVisible();
    // The text under the page does not show its caret.
    const covered = page.locator(".editor-host[data-covered] .cursors-layer > .cursor");
    await expect(covered).not.toHaveCount(0);
    await expect(covered.locator("visible=true")).toHaveCount(0);
    await expect(preview.locator(".katex").first()).toBeVisible();
    await expect(preview.getByRole("img", { name: "dot" })).toHaveAttribute("src", /^data:image\/png/);
    await expect(preview.locator("script")).toHaveCount(0);
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("Control+Alt+ArrowRight");
    await tab("notes.md").click();
    await page.keyboard.press("Control+9");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("End");
    await page.keyboard.type(" of today");
    await expect(preview.getByRole("heading", { name: "Notes of today" })).toBeVisible();
  });

  await test.step("where it is wanted so, a file that is only looked at gives way to the next one", async () => {
    await tandem.command("Join all editor groups");
    await tandem.write("a.txt", "");
    await tandem.write("b.txt", "");
    await tandem.write("c.txt", "");
    const settings = JSON.parse(await tandem.readProfile("settings.json"));
    await writeFile(
      path.join(tandem.profile, "settings.json"),
      JSON.stringify({ ...settings, previewTabs: true, breadcrumbs: true }),
    );
    // The settings are read again soon after they are written.
    await expect(async () => {
      if ((await tab("a.txt").count()) > 0) await tab("a.txt").press("Delete");
      await row("a.txt").click();
      await expect(tab("a.txt")).toHaveAttribute("data-preview", "", { timeout: 500 });
    }).toPass();
    await row("b.txt").click();
    await expect(tab("b.txt")).toHaveAttribute("data-preview", "");
    await expect(tab("a.txt")).toHaveCount(0);
    await tab("b.txt").dblclick();
    await row("c.txt").click();
    await expect(tab("c.txt")).toHaveAttribute("data-preview", "");
    await expect(tab("b.txt")).not.toHaveAttribute("data-preview");
    await tandem.write("deep.py", "class Night:\n    def title(self):\n        pass\n");
    await row("deep.py").click();
    const place = page.getByRole("navigation", { name: "Where the cursor is" });
    await expect(place).toContainText("deep.py");
    await page.keyboard.press("Control+9");
    await page.keyboard.press("Control+End");
    await page.keyboard.press("ArrowUp");
    await expect(place.getByRole("button")).toHaveText(["Night", "title"]);
    await place.getByRole("button", { name: "Night" }).click();
    await expect(page.getByRole("contentinfo")).toContainText("Ln 1,");
    expect(await findings(page)).toEqual([]);
    await writeFile(path.join(tandem.profile, "settings.json"), JSON.stringify(settings));
  });
});
