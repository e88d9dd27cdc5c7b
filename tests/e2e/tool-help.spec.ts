/** Interactive help: what the kernel knows of a name, formatted; links to others, back; the language server while it is busy. */
import { findings } from "./accessibility-checker";
import { expect, sharing as test, WITH_PROBLEMS } from "./app";
import { enter, idle } from "./shells";

const FIT = `def fit(x, *, order=1):
    """Fits a polynomial to \`\`x\`\`.

    Parameters
    ----------
    x : array_like
        Where it is measured, :math:\`x_i\`.

    See Also
    --------
    json.dumps : Writes it.
    """
    return order

fit(3)
`;

test("help on names: formatted, linked, back, source, and by the language server while the kernel is busy", async ({
  tandem,
}) => {
  await tandem.write("fit.py", FIT);
  const page = await tandem.start({ open: ["fit.py"], settings: { ...WITH_PROBLEMS, startKernel: true } });
  await idle(tandem);
  await enter(tandem, FIT);
  await enter(tandem, "import json");
  await idle(tandem);
  await tandem.editor("fit.py").focus();
  await page.keyboard.press("Control+Home");
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("F1");
  const help = (name: string) => page.getByRole("article", { name: `Help on ${name}` });
  await expect(help("fit").getByRole("heading", { name: "Parameters" })).toBeVisible();
  await expect(help("fit")).toContainText("fit(x, *, order=1)");
  await expect(tandem.editor("fit.py")).toBeFocused();
  await expect(help("fit").locator(".katex").first()).toBeVisible();
  expect(await findings(page)).toEqual([]);

  await help("fit").getByRole("button", { name: "Show the source" }).click();
  await expect(help("fit")).toContainText("return order");
  await help("fit").getByRole("link", { name: "json.dumps" }).click();
  await expect(help("json.dumps")).toContainText("Serialize");
  await expect(help("json.dumps").getByRole("button", { name: /json\/__init__\.py$/ })).toBeVisible();
  await page.getByRole("button", { name: "Back" }).click();
  await expect(help("fit").getByRole("heading", { name: "See Also" })).toBeVisible();
  await page.getByRole("button", { name: "Forward" }).click();
  await expect(help("json.dumps")).toBeVisible();

  await test.step("what was typed leads to its input, and what a file gave to the file", async () => {
    await enter(tandem, "def lamp():\n    return 42\n");
    await idle(tandem);
    const field = page.getByRole("searchbox", { name: "Name" });
    await field.fill("lamp");
    await field.press("Enter");
    await help("lamp").getByRole("button", { name: "an input of the shell" }).click();
    await expect(page.getByRole("article", { name: "In [3]:" })).toBeFocused();
  });

  await test.step("while the kernel is busy", async () => {
    await enter(tandem, "import time; time.sleep(60)");
    await tandem.editor("fit.py").focus();
    await page.keyboard.press("F1");
    // A kernel with subshells answers all the same.
    await expect(help("fit")).toContainText("Fits a polynomial");
    await tandem.command("Interrupt kernel");
    await idle(tandem);
  });
});
