/** Ruff in Python files, without a kernel and without any Python: problems, fixes, formatting, the folder's settings. */
import { expect, sharing as test, WITH_PROBLEMS } from "./app";

test("Ruff finds, fixes and formats by the folder's settings, and leaves magics in place", async ({
  tandem,
}) => {
  await tandem.write("ruff.toml", 'line-length = 60\n[lint]\nselect = ["F", "I"]\n');
  await tandem.write("tidy.py", "import os\nimport sys\n%matplotlib inline\nx   = sys.argv\n!ls   -l\n");
  const page = await tandem.start({
    open: ["tidy.py"],
    settings: { startKernel: false, ...WITH_PROBLEMS },
  });
  const editor = tandem.editor("tidy.py");
  const problems = page.getByRole("list", { name: "Problems" }).getByRole("button");
  const notice = (text: RegExp) => page.locator(".notices .bar").filter({ hasText: text });

  await test.step("problems stand in their tool, none for IPython's lines", async () => {
    await page.keyboard.press("Control+Shift+p");
    await page.getByRole("combobox", { name: "Command" }).fill("Problems");
    await page.keyboard.press("Enter");
    await expect(problems.filter({ hasText: "`os` imported but unused" })).toBeVisible({ timeout: 90_000 });
    await expect(problems.filter({ hasText: "`os` imported but unused" })).toHaveAttribute(
      "title",
      /Ruff F401/,
    );
    expect(await page.evaluate(() => "WebAssembly" in window)).toBe(true);
    await page.screenshot({ path: test.info().outputPath("ruff-problems.png") });
  });

  await test.step("the window itself may compile no WebAssembly", async () => {
    const compiled = page.evaluate(() =>
      WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => true),
    );
    await expect(compiled).rejects.toThrow(/unsafe-eval/);
  });

  await test.step("Ctrl+. fixes it", async () => {
    await editor.focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+.");
    await expect(page.locator(".action-widget").first()).toContainText("Fix: Remove unused import: `os`");
    await expect(page.locator(".action-widget").first()).toContainText("Ignore F401 in this line (noqa)");
    await page.screenshot({ path: test.info().outputPath("ruff-fixes.png") });
    await page.keyboard.press("Enter");
    await expect(problems.filter({ hasText: "`os` imported but unused" })).toHaveCount(0);
  });

  await test.step("imports are organised by Ruff where it looks at files", async () => {
    await editor.focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.insertText("import os\nimport abc\n");
    await tandem.command("Organise imports");
    await expect(page.locator(".view-line").first()).toHaveText(/^import\sabc$/);
    await tandem.typeText("import sys\n%matplotlib inline\nx   = sys.argv\n!ls   -l\n");
  });

  await test.step("Alt+Shift+F formats, and one undo takes it back", async () => {
    await editor.focus();
    await page.keyboard.press("Alt+Shift+f");
    await expect(page.locator(".view-line").filter({ hasText: /^x\s=\ssys.argv$/ })).toBeVisible();
    await page.keyboard.press("Control+s");
    await expect
      .poll(() => tandem.read("tidy.py"))
      .toBe("import sys\n\n%matplotlib inline\nx = sys.argv\n!ls   -l\n");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+s");
    await expect
      .poll(() => tandem.read("tidy.py"))
      .toBe("import sys\n%matplotlib inline\nx   = sys.argv\n!ls   -l\n");
  });

  await test.step("saving formats, keeps the cursor, and saves what does not parse as it is", async () => {
    await tandem.command("Format files when they are saved");
    await editor.focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("if x:");
    await page.keyboard.press("Control+s");
    await expect(
      notice(/tidy.py was saved unformatted. tidy.py does not parse \(line [5-7]\)/),
    ).toBeVisible();
    await expect.poll(() => tandem.read("tidy.py")).toContain("x   = sys.argv");
    await page.keyboard.type(" pass");
    await page.keyboard.press("Control+s");
    await expect.poll(() => tandem.read("tidy.py")).toContain("x = sys.argv\n!ls   -l\nif x:\n    pass\n");
    await expect(notice(/saved unformatted/)).toHaveCount(0);
    await page.keyboard.type("#");
    await page.keyboard.press("Control+s");
    await expect.poll(() => tandem.read("tidy.py")).toContain("    pass  #\n");
  });

  await test.step("settings that are broken are said once with file and line; mended ones count at once", async () => {
    await tandem.write("ruff.toml", "line-length = 60\n[lint\n");
    await expect(notice(/ruff\.toml cannot be used \(line 2\)/)).toBeVisible();
    await tandem.write("ruff.toml", '[lint]\nselect = ["D100"]\n');
    await expect(notice(/cannot be used/)).toHaveCount(0);
    await expect(problems.filter({ hasText: "Missing docstring in public module" })).toBeVisible();
  });
});
