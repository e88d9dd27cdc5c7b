/** Typing in a shell: what the kernel says of the code while it is typed, and what comes in by paste and by drop. */
import path from "node:path";
import { expect, test } from "./app";
import { block, enter, idle, STARTS, shell, shellText } from "./shells";

test("call tips stay while arguments are typed; help and documentation come from the kernel", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  const { page } = tandem;
  const tip = page.locator(".parameter-hints-widget");
  await enter(
    tandem,
    'def fit(data, *, degree=2, weights=None):\n    "Fits a polynomial."\n    return degree\n\nimport math',
  );
  await idle(tandem);

  await page.keyboard.type("fit(");
  await expect(tip).toContainText("fit(data, *, degree=2, weights=None)");
  await expect(tip).toContainText("Fits a polynomial.");
  await expect(tip.locator(".parameter.active")).toHaveText("data");
  await page.keyboard.type("[1, 2], degree=3");
  await expect(tip.locator(".parameter.active")).toHaveText("degree=2");
  await page.keyboard.type(")");
  await expect(tip).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(block(tandem, "In [2]:")).toContainText("3");
  await idle(tandem);

  await test.step("a list that comes up by itself takes no key", async () => {
    await page.keyboard.type("math.pi");
    await expect(page.locator(".suggest-widget")).toContainText("pi");
    await page.keyboard.press("Enter");
    await expect(block(tandem, "In [3]:")).toContainText("3.14159");
    await idle(tandem);
  });

  await test.step("Shift+Tab shows what the kernel knows of the word", async () => {
    await page.keyboard.type("math.gcd");
    await page.keyboard.press("Shift+Tab");
    await expect(page.locator(".monaco-hover")).toContainText("Greatest Common Divisor");
    await page.keyboard.press("Escape");
  });
});

test("pasted prompts are stripped, and a dropped file gives its path", async ({ tandem }) => {
  await tandem.write("run 1.csv", "a,b\n");
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  const { page } = tandem;
  await page.keyboard.press("Control+0");
  await tandem.electron.evaluate(({ clipboard }) =>
    clipboard.writeText(">>> for i in range(2):\n...     print('row', i)\n...\nrow 0\nrow 1\n"),
  );
  await page.keyboard.press("Control+V");
  await page.keyboard.press("Control+Enter");
  await expect(block(tandem, "In [1]:")).toContainText("row 1");
  expect(await shellText(tandem)).not.toContain(">>>");

  await idle(tandem);
  await page.keyboard.press("Control+0");
  await page.keyboard.type("print(");
  const input = shell(tandem).locator(".shell-input-editor");
  const box = await input.boundingBox();
  if (!box) throw new Error("The input is not shown.");
  const devtools = await page.context().newCDPSession(page);
  const file = path.join(tandem.folder, "run 1.csv");
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await devtools.send("Input.dispatchDragEvent", {
      type,
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      data: { items: [], files: [file], dragOperationsMask: 1 },
    });
  }
  await expect(input).toContainText("run 1.csv");
  await page.keyboard.type(")");
  await page.keyboard.press("Enter");
  await expect(block(tandem, "In [2]:")).toContainText(file);
});
