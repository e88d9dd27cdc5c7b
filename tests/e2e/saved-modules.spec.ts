/** A module that the kernel has imported is saved in the editor: the shell says so, and has it loaded anew when told to. */
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "./app";
import { block, enter, idle, KERNEL, STARTS, shell } from "./shells";

test("a module that was saved since it was imported is named in the shell, with Reload", async ({
  tandem,
}) => {
  await tandem.write("helper.py", "value = 1\n");
  await tandem.write("other.py", "value = 1\n");
  const page = await tandem.start({ open: ["other.py", "helper.py"], settings: STARTS });
  await idle(tandem);
  await enter(tandem, "import sys; sys.path.insert(0, ''); import helper; print(helper.value)");
  await expect(block(tandem, "In [1]:")).toContainText("1");
  const bar = shell(tandem).locator(".bar").filter({ hasText: "helper.py" });
  const save = async (name: string, text: string) => {
    await tandem.fileTab(name).click();
    await tandem.typeText(text);
    await page.keyboard.press("Control+s");
    await expect.poll(() => tandem.read(name)).toBe(text);
  };
  /** What the kernel has of it. */
  const value = async (prompt: string) => {
    await enter(tandem, "print('it has', helper.value)");
    await idle(tandem);
    return block(tandem, prompt);
  };

  await test.step("it is named; nothing is done before it is wanted, and what is done stands in the shell", async () => {
    await save("helper.py", "value = 22\n");
    await expect(bar).toContainText("helper.py was saved since this kernel imported it.");
    await page.screenshot({ path: test.info().outputPath("saved-module.png") });
    await expect(await value("In [2]:")).toContainText("it has 1");
    await bar.getByRole("button", { name: "Reload" }).click();
    await expect(bar).toHaveCount(0);
    await expect(block(tandem, "In [3]:")).toContainText('.modules["helper"]');
    await expect(block(tandem, "In [3]:")).toContainText("stay as they were");
    await expect(await value("In [4]:")).toContainText("it has 22");
    await page.screenshot({ path: test.info().outputPath("reloaded-module.png") });
  });

  await test.step("code that loads it anew settles it, and so does Not now", async () => {
    await save("helper.py", "value = 333\n");
    await expect(bar).toBeVisible();
    await enter(tandem, "import importlib; importlib.reload(helper)");
    await expect(bar).toHaveCount(0);
    await save("helper.py", "value = 4444\n");
    await bar.getByRole("button", { name: "Not now" }).click();
    await expect(bar).toHaveCount(0);
  });

  await test.step("what the kernel has not imported is nothing to it, and neither is it while a cell runs", async () => {
    await save("other.py", "value = 5\n");
    await enter(tandem, "import time; time.sleep(600)");
    await expect(page.getByRole("status", { name: "Kernel status" })).toHaveText("busy");
    await save("helper.py", "value = 55555\n");
    await expect(bar).toContainText("helper.py was saved since this kernel imported it.");
    await expect(shell(tandem, KERNEL).locator(".bar")).toHaveCount(1);
    await page.keyboard.press("Control+0");
    await page.keyboard.press("Control+I");
    await idle(tandem);
    await tandem.command("Reload saved modules");
    await expect(await value("In [8]:")).toContainText("it has 55555");
  });
});

test("a shell whose configuration says so loads a saved module anew by itself", async ({ tandem }) => {
  await tandem.write("helper.py", "value = 1\n");
  const python = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], {
    encoding: "utf8",
  }).trim();
  const own = { id: "auto", name: "Auto", kernel: { kind: "path", path: python }, savedModules: "reload" };
  await mkdir(tandem.profile);
  await writeFile(
    path.join(tandem.profile, "configurations.json"),
    JSON.stringify({ configurations: [own], defaults: { "": "auto", [tandem.folder]: "auto" } }),
  );
  const page = await tandem.start({ open: ["helper.py"], settings: STARTS });
  await expect(shell(tandem, "Auto")).toBeVisible();
  await idle(tandem);
  await enter(tandem, "import sys; sys.path.insert(0, ''); import helper; print('it has', helper.value)");
  await expect(shell(tandem, "Auto")).toContainText("it has 1");
  await tandem.fileTab("helper.py").click();
  await tandem.typeText("value = 22\n");
  await page.keyboard.press("Control+s");
  // What was done by itself stands in the shell as if it had been typed; nothing is asked.
  await expect(shell(tandem, "Auto")).toContainText('.modules["helper"]');
  await expect(shell(tandem, "Auto").locator(".bar")).toHaveCount(0);
  await enter(tandem, "print('then', helper.value)");
  await expect(shell(tandem, "Auto")).toContainText("then 22");
});
