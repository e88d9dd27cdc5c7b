/** What the editor knows of Python: the bundled language server, with and without a kernel. */
import { expect, test } from "./app";

const CODE = `import math


def area(radius: float) -> float:
    """The area of a circle."""
    return math.pi * radius**2


result = area(2)
print(undefined_name)
`;

test("without a kernel: problems, hover, definition, rename and completion in a Python file", async ({
  tandem,
}) => {
  await tandem.write("circle.py", CODE);
  const page = await tandem.start({ open: ["circle.py"] });
  const editor = tandem.editor("circle.py");

  await test.step("what is wrong is underlined", async () => {
    await expect(page.locator(".squiggly-error, .squiggly-warning").first()).toBeVisible({ timeout: 60_000 });
  });

  await test.step("F12 goes to the definition", async () => {
    await editor.focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Home");
    for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("F12");
    await expect(page.getByText("Ln 4, Col 5", { exact: false })).toBeVisible();
  });

  await test.step("Ctrl+K Ctrl+I shows what it is", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+i");
    await expect(page.locator(".monaco-hover").first()).toContainText("The area of a circle.");
    await page.screenshot({ path: test.info().outputPath("hover.png") });
    await page.keyboard.press("Escape");
  });

  await test.step("typing offers what a module has", async () => {
    await page.keyboard.press("Control+End");
    await page.keyboard.type("math.sq");
    await expect(page.locator(".suggest-widget")).toContainText("sqrt");
    await page.screenshot({ path: test.info().outputPath("completion.png") });
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+s");
    await expect.poll(() => tandem.read("circle.py")).toMatch(/math\.sqrt/);
  });
});
