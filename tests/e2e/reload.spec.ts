/** What a window shows comes back after a reload and after a crash of its renderer. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "./app";
import { block, enter, idle, kernelStatus, STARTS, shell, shellText } from "./shells";

test("a reload shows the same transcript; what was cleared stays cleared until taken back", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "print('cleared away')");
  await expect(block(tandem, "In [1]:")).toContainText("cleared away");
  await idle(tandem);
  await tandem.page.getByRole("button", { name: "Clear shell", exact: true }).click();
  await expect(block(tandem, "In [1]:")).toHaveCount(0);
  await enter(tandem, "for i in range(3000): print('line', i)");
  await expect(shell(tandem)).toContainText("line 2999");
  await idle(tandem);
  const before = await shellText(tandem);
  expect(before).toContain("line 1500");

  await tandem.page.reload();
  await idle(tandem);
  await expect(shell(tandem)).toContainText("line 2999");
  expect(await shellText(tandem)).toBe(before);
  expect(before).not.toContain("cleared away");

  await tandem.command("Undo clear");
  await expect.poll(() => shellText(tandem)).toContain("cleared away");
});

test("output that came while the window was down is there after it", async ({ tandem }) => {
  await tandem.start({ settings: { ...STARTS, onQuit: "shutDown" } });
  await idle(tandem);
  await enter(
    tandem,
    "import os, time\nwhile not os.path.exists('go'): time.sleep(0.02)\nfor i in range(2000): print('late', i)",
  );
  await expect(kernelStatus(tandem)).toHaveText("busy");
  await tandem.electron.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once("render-process-gone", () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
  await writeFile(path.join(tandem.home, "go"), "");
  // Playwright has lost a page that crashed for good, so the window is asked through main.
  const inWindow = (script: string) =>
    tandem.electron.evaluate(
      ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code),
      script,
    );
  await expect
    .poll(() => inWindow(`document.querySelector('[role="log"]')?.textContent ?? ""`), { timeout: 60_000 })
    .toContain("late 1999");
  await inWindow(`document.querySelector('button[aria-label="More"]').click()`);
  await inWindow(`document.querySelector('[role="menuitem"][data-command="shell.copyAll"]').click()`);
  const copied = () => tandem.electron.evaluate(({ clipboard }) => clipboard.readText());
  await expect.poll(copied).toContain("late 0");
  const lines = (await copied()).split("\n").filter((line) => line.startsWith("late "));
  expect(lines).toEqual(Array.from({ length: 2000 }, (_, i) => `late ${i}`));
  await tandem.kill("SIGTERM");
});
