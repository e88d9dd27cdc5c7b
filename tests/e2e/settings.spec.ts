/** Settings and keys: a page over a file that is edited by hand as well; what is wrong there is named, and nothing is lost. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "./app";

test("settings are found, changed, taken back, and edited by hand", async ({ tandem }) => {
  const file = path.join(tandem.profile, "settings.json");
  const page = await tandem.start({ open: [""] });
  await page.keyboard.press("Control+,");
  const settings = page.getByRole("region", { name: "Settings", exact: true });
  const search = settings.getByRole("searchbox", { name: "Search settings" });
  await expect(page.getByRole("tab", { name: "Settings" })).toHaveAttribute("aria-selected", "true");
  await expect(search).toBeFocused();

  await test.step("by their words, by keyboard", async () => {
    await page.keyboard.type("dark pict");
    await expect(settings.getByRole("checkbox", { name: "Dim pictures in the dark theme" })).toBeVisible();
    await expect(settings.locator(".setting")).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await expect.poll(() => readFile(file, "utf8")).toContain('"dimPictures": true');
    await expect(settings.locator(".setting")).toContainText("changed · Default: off");
    await settings.getByRole("button", { name: "Reset: Dim pictures in the dark theme" }).click();
    await expect.poll(() => readFile(file, "utf8")).not.toContain("dimPictures");
    // Also by a word that stands in none of its own.
    await search.fill("linter");
    await expect(
      settings.getByRole("checkbox", { name: "Show Ruff's problems in Python files" }),
    ).toBeVisible();
    await search.fill("word wrap");
    await expect(settings.getByRole("checkbox", { name: "Wrap long lines" })).toBeVisible();
  });

  await test.step("themes and fonts, also colours of one's own", async () => {
    const look = () =>
      page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        return {
          ...document.documentElement.dataset,
          background: getComputedStyle(document.body).backgroundColor,
          code: style.getPropertyValue("--code"),
        };
      });
    await search.fill("theme");
    await settings.getByRole("combobox", { name: "Theme" }).selectOption("Solarized, dark");
    await expect.poll(look).toMatchObject({ theme: "dark", palette: "solarized" });
    await expect
      .poll(() => tandem.electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource))
      .toBe("dark");
    await search.fill("font family");
    await settings.getByRole("textbox", { name: "Fonts of code" }).fill("DejaVu Sans Mono");
    await page.keyboard.press("Enter");
    await expect.poll(look).toMatchObject({ code: "DejaVu Sans Mono, ui-monospace, monospace" });
    await tandem.command("Begin a theme of your own");
    await expect(tandem.editor("settings.json")).toBeFocused();
    await expect.poll(() => readFile(file, "utf8")).toMatch(/"base": "solarizedDark"[^]*"bg": "#002b36"/);
    await writeFile(file, (await readFile(file, "utf8")).replace('"bg": "#002b36"', '"bg": "#123"'));
    await expect
      .poll(look)
      .toMatchObject({ theme: "dark", palette: "solarized", background: "rgb(17, 34, 51)" });
    await page.getByRole("tab", { name: "Settings", exact: true }).click();
    await expect(search).toBeVisible();
  });

  await test.step("those of the open folder count before them", async () => {
    await tandem.command("Open the folder's settings");
    await expect(tandem.editor(".tandem/settings.json")).toBeFocused();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.insertText('\n"trimTrailing": true, "theme": "dark",');
    await page.keyboard.press("Control+S");
    await expect.poll(() => tandem.read(".tandem/settings.json")).toContain("trimTrailing");
    await page.getByRole("tab", { name: "Settings", exact: true }).click();
    await search.fill("trailing");
    await expect(settings.locator(".setting")).toContainText("say otherwise here: on");
    await expect(
      settings.getByRole("status", { name: "What is wrong in the folder's settings" }),
    ).toContainText(".tandem/settings.json, line 3 “theme” does not count");
    await tandem.write("blank.py", "x = 1   \n");
    await page.getByRole("treeitem", { name: "blank.py" }).dblclick();
    await expect(tandem.editor("blank.py")).toBeFocused();
    await page.keyboard.press("y");
    await page.keyboard.press("Control+S");
    await expect.poll(() => tandem.read("blank.py")).toBe("yx = 1\n");
    await page.getByRole("tab", { name: "Settings", exact: true }).click();
  });

  await test.step("what is written by hand counts at once, with its comments; what is wrong is led to", async () => {
    await search.fill("theme");
    await writeFile(file, '{\n  // night\n  "language": "en",\n  "theme": "dark",\n  "zoom": "large",\n}\n');
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(settings.getByRole("combobox", { name: "Theme" })).toHaveValue("dark");
    const wrong = settings.getByRole("status", { name: "What is wrong in settings.json" });
    await expect(wrong).toContainText('“zoom” cannot be "large"; 100 holds.');
    await settings.getByRole("combobox", { name: "Theme" }).selectOption("light");
    await expect.poll(() => readFile(file, "utf8")).toContain('"theme": "light"');
    expect(await readFile(file, "utf8")).toMatch(/\/\/ night[^]*"zoom": "large"/);
    await wrong.getByRole("button", { name: "settings.json, line 5" }).click();
    await expect(page.getByRole("textbox", { name: "Editor: profile/settings.json" })).toBeFocused();
    await expect(page.getByRole("contentinfo")).toContainText("Ln 5");
  });

  await test.step("snippets of one's own are among what is completed", async () => {
    await tandem.command("Open snippets.json");
    await expect(page.getByRole("textbox", { name: /snippets\.json$/ })).toBeFocused();
    await tandem.write("plot.py", "");
    await tandem.answerOpenDialog("plot.py");
    await page.keyboard.press("Control+O");
    await expect(tandem.editor("plot.py")).toBeFocused();
    await page.keyboard.type("fig");
    await expect(page.getByRole("option", { name: /fig.*A figure/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+S");
    await expect.poll(() => tandem.read("plot.py")).toBe("fig, axes = plt.subplots()\naxes.plot(x, y)\n");
  });
});

test("keys are found by pressing them, changed, and named where two commands have one", async ({
  tandem,
}) => {
  await writeFile(path.join(tandem.folder, "a.py"), "x = 1\n");
  const page = await tandem.start({ open: ["a.py"] });
  await page.getByRole("textbox", { name: "Editor: a.py" }).focus();
  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.type("Keys…");
  await page.keyboard.press("Enter");
  const keys = page.getByRole("region", { name: "Keys", exact: true });
  await expect(keys.getByRole("searchbox", { name: "Search keys" })).toBeFocused();
  await keys.getByRole("button", { name: "Search by pressing a key" }).click();
  await page.keyboard.press("Control+W");
  const rows = keys.getByRole("listitem");
  await expect(rows).toHaveCount(1);
  await expect(rows).toHaveAccessibleName("Close file");
  await rows.getByRole("button", { name: "Add a key: Close file" }).click();
  await page.keyboard.press("Control+S");
  await expect(rows).toContainText("Ctrl+S is also: Save");
  await rows.getByRole("button", { name: "Reset: Close file" }).click();
  await expect(rows).not.toContainText("is also");
  await rows.getByRole("button", { name: "Add a key: Close file" }).click();
  await page.keyboard.press("F7");
  await rows.getByRole("button", { name: "Take Ctrl+W away from Close file" }).click();
  await expect
    .poll(() => readFile(path.join(tandem.profile, "settings.json"), "utf8"))
    .toMatch(/"keys": \{\s*"file\.close": \[\s*"F7"\s*\]\s*\}/);
  await page.getByRole("tab", { name: "a.py" }).click();
  await page.getByRole("textbox", { name: "Editor: a.py" }).focus();
  await page.keyboard.press("F7");
  await expect(page.getByRole("tab", { name: "a.py" })).toHaveCount(0);
});
