/** The tool "Source structure": what it shows of files in several languages, how deep, in which order. */
import { expect, test } from "./app";

test("depth, order and kinds are chosen, and kept", async ({ tandem }) => {
  const code = "## Setup\nclass Night:\n    def read(self):\n        pass\n\n\ndef area(): pass\n";
  await tandem.write("night.py", code);
  await tandem.write("paper.tex", "\\section{Z last}\n\\subsection{Inner}\n\\section{A first}\n");
  await tandem.write("data.json", '{\n  "b": 1,\n  "a": { "c": 2 }\n}\n');
  await tandem.write("model.R", "fit <- function(x) {\n  x\n}\n");
  const page = await tandem.start({
    open: ["model.R", "data.json", "paper.tex", "night.py"],
    settings: { startKernel: false, languageServer: true },
  });
  await page.getByRole("tab", { name: "Source structure" }).click();
  const structure = page.getByRole("region", { name: "Source structure" });
  const rows = structure.getByRole("option").locator(".row-label");
  await expect(rows).toHaveText(["Setup", "Night", "read", "area"]);

  await test.step("it follows the cursor", async () => {
    await tandem.editor("night.py").focus();
    await page.keyboard.press("Control+Home");
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
    await expect(structure.locator("[aria-selected=true]")).toContainText("read");
  });

  const depth = page.getByRole("slider", { name: "Depth" });
  await depth.focus();
  await page.keyboard.press("Home");
  await expect(rows).toHaveText(["Setup", "Night", "area"]);
  await expect(structure.locator("[aria-selected=true]")).toContainText("Night");
  await page.keyboard.press("End");

  const menu = page.getByRole("button", { name: "What is shown of the structure" });
  await menu.click();
  await page.screenshot({ path: test.info().outputPath("menu.png") });
  await page.getByRole("menuitemcheckbox", { name: "Cells" }).click();
  await expect(rows).toHaveText(["Night", "read", "area"]);
  await menu.click();
  await page.getByRole("menuitemradio", { name: "By name" }).click();
  await expect(rows).toHaveText(["area", "Night", "read"]);

  await test.step("LaTeX and R by their grammars, JSON by its server", async () => {
    await tandem.fileTab("paper.tex").click();
    await expect(rows).toHaveText(["A first", "Z last", "Inner"]);
    await page.screenshot({ path: test.info().outputPath("latex.png") });
    await tandem.fileTab("model.R").click();
    await expect(rows).toHaveText(["fit"]);
    await tandem.fileTab("data.json").click();
    await expect(rows).toHaveText(["a", "c", "b"]);
    await tandem.editor("data.json").focus();
    await page.keyboard.press("Control+Shift+O");
    await page.getByRole("combobox", { name: "Symbol in the file" }).fill("c");
    await expect(page.getByRole("option", { name: /^c\b.*line 3/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Ln 3, Col 1")).toBeVisible();
  });

  await test.step("at the next start it is as it was", async () => {
    await tandem.quit();
    const again = await tandem.start();
    await tandem.fileTab("night.py").click();
    const kept = again.getByRole("region", { name: "Source structure" }).getByRole("option");
    await expect(kept.locator(".row-label")).toHaveText(["area", "Night", "read"]);
  });
});
