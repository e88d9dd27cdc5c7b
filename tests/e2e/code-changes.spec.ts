/** What is done with what a language server knows: imports, renames over files, symbols, files of libraries. */
import { expect, sharing as test } from "./app";

test("imports, symbols, libraries, magics and renames over files", async ({ tandem }) => {
  const used = "from shapes import area\n\nprint(area(3))\n";
  await tandem.write("shapes.py", "def area(radius: float) -> float:\n    return radius**2\n");
  await tandem.write("uses.py", used);
  await tandem.write("more.py", used);
  await tandem.write(
    "cells.py",
    "# %% setup\n%matplotlib inline\nfiles = !ls\nimport sys\nimport os\n\n# %% shell\n%%bash\nfor f in *; do echo it\'s $f; done\n\n# %% live\nawait missing_call()\ndisplay(os, sys, files, _)\nos.listdir?\n",
  );
  // A library that is read: what it lacks is not counted.
  await tandem.write("site-packages/odd.py", "odd = missing_name\n");
  // What is asked here is the language server.
  const page = await tandem.start({
    open: [".", "shapes.py", "uses.py", "site-packages/odd.py", "cells.py"],
    settings: { startKernel: false, languageServer: true },
  });
  /** The lines of an open file as they are drawn. */
  const text = async (name: string) => {
    await tandem.fileTab(name).click();
    const lines = await page.locator(".editor-place .view-line").evaluateAll((all) =>
      all
        .map((line) => ({
          top: Number.parseFloat((line as HTMLElement).style.top),
          text: line.textContent ?? "",
        }))
        .sort((a, b) => a.top - b.top)
        .map((line) => line.text.replaceAll("\u00a0", " ")),
    );
    return lines.join("\n");
  };
  const problem = (name: RegExp) =>
    page.getByRole("list", { name: "Problems" }).getByRole("button", { name });

  await test.step("what only IPython understands is no problem", async () => {
    await page.getByRole("button", { name: /^1 error/ }).click({ timeout: 60_000 });
    await expect(problem(/^(Error|Warning)/)).toHaveCount(1);
    await expect(problem(/^Error, line 12: .*missing_call/)).toBeVisible();
  });

  await test.step("imports are put in order, but not over a magic", async () => {
    await tandem.command("Organise imports");
    await expect.poll(() => text("cells.py")).toContain("import os\nimport sys");
    expect(await text("cells.py")).toContain("%matplotlib inline\nfiles = !ls");
  });

  await test.step("a rename over files is shown first, and nothing is renamed when a file was changed meanwhile", async () => {
    await tandem.fileTab("shapes.py").click();
    const editor = tandem.editor("shapes.py");
    await editor.focus();
    await page.keyboard.press("Control+Home");
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    const rename = async (name: string) => {
      await expect(async () => {
        await editor.focus();
        await page.keyboard.press("F2");
        await expect(page.locator(".rename-box input").first()).toBeFocused({ timeout: 3_000 });
      }).toPass();
      await page.keyboard.press("Control+a");
      await page.keyboard.type(name);
      await page.keyboard.press("Enter");
      return page.getByRole("dialog", { name: `Rename area to ${name}` });
    };
    let dialog = await rename("surface");
    await expect(dialog.getByText("5 changes in 3 files")).toBeVisible();
    await page.screenshot({ path: test.info().outputPath("rename.png") });
    await tandem.write("more.py", `# new\n${used}`);
    await dialog.getByRole("button", { name: "Rename" }).click();
    await expect(dialog.getByRole("alert")).toContainText("more.py was changed meanwhile");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect(await text("uses.py")).toBe(used);
    expect(await text("shapes.py")).toContain("def area(");
    await tandem.write("more.py", used);

    await editor.focus();
    dialog = await rename("surface");
    await dialog.getByRole("checkbox", { name: "more.py" }).uncheck();
    await expect(dialog.getByText("3 changes in 2 files")).toBeVisible();
    await dialog.getByRole("button", { name: "Rename" }).click();
    await expect(dialog).toBeHidden();
    await expect(editor).toBeFocused();
    await expect.poll(() => text("shapes.py")).toContain("def surface(");
    expect(await text("uses.py")).toBe(used.replaceAll("area", "surface"));
    expect(await tandem.read("more.py")).toBe(used);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => text("shapes.py")).toContain("def area(");
    expect(await text("uses.py")).toBe(used);
  });

  await test.step("uses in place stand under their files' names", async () => {
    await tandem.fileTab("shapes.py").click();
    await tandem.editor("shapes.py").focus();
    await page.keyboard.press("Control+Home");
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+F12");
    const uses = page.getByRole("tree", { name: "References" });
    await expect(uses.getByRole("treeitem", { name: /uses\.py/ })).toBeVisible();
    await expect(page.locator(".peekview-title")).toContainText(/shapes\.py|uses\.py/);
    await page.keyboard.press("Escape");
  });

  await test.step("symbols of the file and of the folder are found by name", async () => {
    await tandem.fileTab("shapes.py").click();
    await tandem.editor("shapes.py").focus();
    await page.keyboard.press("Control+t");
    await page.getByRole("combobox", { name: "Symbol in the folder" }).fill("area");
    await expect(page.getByRole("option", { name: /area.*shapes\.py:1/ }).first()).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Shift+o");
    await expect(page.getByRole("option", { name: /area/ })).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("the definition in a library is opened to be read", async () => {
    await tandem.fileTab("cells.py").click();
    await tandem.editor("cells.py").focus();
    await page.keyboard.press("Control+g");
    await page.keyboard.type("4");
    await page.keyboard.press("Enter");
    for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("F12");
    const tab = page.getByRole("tab", { name: /\.pyi?$/, selected: true });
    await expect(tab).toContainText("read only");
    await expect(page.getByRole("status", { name: "About this file" })).toContainText("read");
    await page.screenshot({ path: test.info().outputPath("library.png") });
    await page.keyboard.type("x");
    await expect(page.getByRole("tab", { name: /, modified$/ })).toHaveCount(1);
    // It is not said of a page that is in front of the file.
    await tandem.command("Settings…");
    await expect(page.getByRole("tab", { name: "Settings" })).toBeVisible();
    await expect(page.getByRole("status", { name: "About this file" })).toHaveCount(0);
  });
});
