/** What the editor knows of Python: the bundled language server, with and without a kernel. */
import { expect, sharing as test, WITH_PROBLEMS } from "./app";

const SETTINGS = { startKernel: false, ...WITH_PROBLEMS };

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
  const page = await tandem.start({ open: ["circle.py"], settings: SETTINGS });
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
    // It covers nothing of what is done elsewhere.
    await tandem.fileTab("circle.py").focus();
    await expect(page.locator(".monaco-hover:not(.hidden)")).toHaveCount(0);
    await tandem.editor("circle.py").focus();
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

test("Ctrl+. imports a name that is not there: at once after the cursor moved, and by its customary short name", async ({
  tandem,
}) => {
  await tandem.write("fix.py", '"""Doc."""\n\nx = Path("x")\nnp.zeros(3)\n');
  const page = await tandem.start({ open: ["fix.py"], settings: SETTINGS });
  const fixes = page.locator(".action-widget").first();
  await expect(page.getByRole("button", { name: "2 errors" })).toBeVisible({ timeout: 60_000 });
  await tandem.editor("fix.py").focus();
  // The first question takes the server seconds: meanwhile Monaco asks of itself where the cursor came to rest.
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+.");
  await expect(fixes).toContainText("from pathlib import Path");
  await page.screenshot({ path: test.info().outputPath("import-fixes.png") });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "1 error" })).toBeVisible();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Control+.");
  await expect(fixes).toContainText("import numpy as np");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+s");
  await expect
    .poll(() => tandem.read("fix.py"))
    .toMatch(
      /^"""Doc\."""\n\nfrom pathlib import Path\nimport numpy as np\n\s*x = Path\("x"\)\nnp\.zeros\(3\)\n$/,
    );
});

test("problems stand in the status bar and in their tool, and lead to their place", async ({ tandem }) => {
  await tandem.write("wrong.py", "value = 1\n\n\ndef f():\n    return missing_name\n");
  await tandem.write("fine.py", "print(1)\n");
  const page = await tandem.start({ open: ["wrong.py", "fine.py"], settings: SETTINGS });
  const count = page.getByRole("button", { name: "1 error" });
  await expect(count).toBeVisible({ timeout: 60_000 });
  await count.click();
  const item = page.getByRole("list", { name: "Problems" }).getByRole("button", { name: /^Error, line 5: / });
  await expect(item).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("problems.png") });
  await item.click();
  await expect(tandem.fileTab("wrong.py")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("Ln 5, Col 1")).toBeVisible();
  await tandem.editor("wrong.py").focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("F8");
  await expect(page.getByText(/Ln 5, Col 12/)).toBeVisible();
  await page.keyboard.press("Escape");

  await test.step("a server that is killed comes back, and says it again", async () => {
    const server = async () =>
      (await tandem.processes()).filter((line) => line.includes("language-servers/python"));
    await expect.poll(async () => (await server()).length).toBe(1);
    const [before = ""] = await server();
    process.kill(Number.parseInt(before, 10), "SIGKILL");
    await expect.poll(async () => (await server())[0] ?? before).not.toBe(before);
    await expect(count).toBeVisible({ timeout: 60_000 });
  });
});
