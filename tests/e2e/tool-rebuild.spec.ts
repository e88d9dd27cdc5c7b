/** A kernel that was killed is rebuilt from its log: what succeeded runs again, and what came of it is compared. */
import path from "node:path";
import { findings } from "./accessibility-checker";
import { expect, sharing as test } from "./app";
import { block, enter, idle, shell } from "./shells";

test("a killed kernel is rebuilt: same, different, a question, up to what ends it", async ({ tandem }) => {
  const page = await tandem.start({ settings: { startKernel: true } });
  const hang = path.join(tandem.folder, "hang");
  await idle(tandem);
  for (const code of [
    "import os, itertools; x = 6",
    "print(x * 7)",
    "1 / 0",
    "name = input('Who? ')",
    "import random; print(random.random())",
    "y = x + 1; y",
    `import pathlib, time; time.sleep(600 if pathlib.Path(${JSON.stringify(hang)}).exists() else 0)`,
  ]) {
    await enter(tandem, code);
    // What is entered while an input still runs is not run when that one fails.
    if (code === "1 / 0") await expect(block(tandem, "In [3]:")).toContainText("ZeroDivisionError");
    if (code === "1 / 0") await idle(tandem);
    if (!code.includes("input")) continue;
    await expect(page.getByRole("textbox", { name: /Who\?/ })).toBeFocused();
    await page.keyboard.type("Ada");
    await page.keyboard.press("Enter");
  }
  await idle(tandem);
  await enter(tandem, "os.kill(os.getpid(), 9)");
  await shell(tandem).getByRole("button", { name: "Rebuild…" }).click();
  const rebuild = page.getByRole("region", { name: "Rebuild" });
  const option = (code: string) => rebuild.getByRole("option").filter({ hasText: code });
  await expect(rebuild.getByRole("option")).toHaveCount(8);
  await expect(rebuild.getByRole("option", { selected: true })).toHaveCount(6);
  await expect(option("1 / 0")).toHaveAttribute("aria-selected", "false");
  expect(await findings(page)).toEqual([]);
  await option("y = x + 1").click();
  await rebuild.getByRole("button", { name: "What In [6] needs by names" }).click();
  await expect(rebuild.getByRole("option", { selected: true })).toContainText(["x = 6", "y = x + 1"]);
  await rebuild.getByRole("button", { name: "All that succeeded" }).click();
  await rebuild.getByRole("button", { name: "Run 6 inputs in a fresh kernel" }).click();

  await expect(rebuild.getByRole("status")).toContainText("asks for an input: answer in the shell");
  await test.step("it is there again in a window that is loaded anew, and goes on", async () => {
    await expect.poll(async () => JSON.stringify(await tandem.windowStates())).toContain('"asks"');
    await page.reload();
    await expect(option("print(x * 7)")).toContainText("same output");
    await expect(option("input(")).toContainText("asks for an input");
    await expect(rebuild.getByRole("option")).toHaveCount(8);
  });
  await page.getByRole("textbox", { name: /Who\?/ }).last().fill("Ada");
  await page.getByRole("textbox", { name: /Who\?/ }).last().press("Enter");
  await expect(option("input(")).toContainText("same output");
  await rebuild.getByRole("button", { name: "Go on with the 3 inputs that are left" }).click();
  await expect(option("random.random")).toContainText("another output");
  await expect(option("y = x + 1")).toContainText("not run");
  await expect(rebuild.getByRole("status")).toHaveText("3 with the same output · 1 with another · 2 not run");

  await test.step("without stopping, to the input that ends it", async () => {
    await rebuild.getByRole("checkbox", { name: /Stop at the first/ }).uncheck();
    await option("os.kill").click();
    await rebuild.getByRole("button", { name: "Run 7 inputs in a fresh kernel" }).click();
    await shell(tandem).getByRole("button", { name: "Restart and run" }).click();
    await page.getByRole("textbox", { name: /Who\?/ }).last().fill("Ada");
    await page.getByRole("textbox", { name: /Who\?/ }).last().press("Enter");
    await expect(rebuild.getByRole("status")).toContainText("ended the kernel: nothing after it was run.");
    await expect(option("y = x + 1")).toContainText("same output");
  });

  await test.step("one that hangs is said to, and is interrupted in the shell", async () => {
    await tandem.write("hang", "");
    await rebuild.getByRole("button", { name: "None" }).click();
    await option("pathlib").click();
    await rebuild.getByRole("button", { name: "Run 1 input in a fresh kernel" }).click();
    await expect(rebuild.getByRole("status")).toContainText(
      "runs much longer than then. Interrupt it in the shell",
    );
    await tandem.command("Interrupt kernel");
    await expect(rebuild.getByRole("status")).toContainText("1 failed");
  });
});
