/** The main file of a window: chosen once, and run from the editor of another file or from the shell. */
import { expect, test } from "./app";
import { block, idle, KERNEL, STARTS, shell } from "./shells";

test("the main file runs from anywhere, as it stands in the editor, also after a reload", async ({
  tandem,
}) => {
  await tandem.write("main.py", "print('the main', 'file')\n");
  await tandem.write("part.py", "print('a part')\n");
  const page = await tandem.start({ open: ["main.py", "part.py"], settings: STARTS });
  await idle(tandem);

  await test.step("without one, the file in front is offered", async () => {
    await tandem.editor("part.py").focus();
    await page.keyboard.press("F6");
    await expect(page.getByText("There is no main file yet. Run part.py as the main file?")).toBeVisible();
    await expect(page.getByRole("button", { name: "Run part.py" })).toBeVisible();
  });

  await test.step("chosen, it runs while another file is in front", async () => {
    await tandem.fileTab("main.py").click();
    await tandem.command("Main file");
    await expect(tandem.fileTab("main.py")).toHaveAccessibleDescription("Main file");
    await page.screenshot({ path: test.info().outputPath("main-file.png") });
    await tandem.fileTab("part.py").click();
    await tandem.editor("part.py").focus();
    await page.keyboard.press("Control+M");
    await expect(block(tandem, "In [1]:")).toContainText("the main file");
    await expect(block(tandem, "In [1]:").getByText("main.py").first()).toBeVisible();
  });

  await test.step("and from the shell, after a reload", async () => {
    await expect.poll(async () => JSON.stringify(await tandem.windowState())).toMatch(/"main":"/);
    await page.reload();
    await expect(tandem.fileTab("main.py")).toHaveAccessibleDescription("Main file");
    await idle(tandem);
    await page.keyboard.press("Control+0");
    await expect(page.getByRole("textbox", { name: "Shell input" })).toBeFocused();
    await page.keyboard.press("F6");
    await expect(block(tandem, "In [2]:", KERNEL)).toContainText("the main file");
    await idle(tandem);
  });

  await test.step("as a script it has the kernel to itself: one that has run something is restarted first", async () => {
    await tandem.fileTab("part.py").click();
    await tandem.editor("part.py").focus();
    await page.keyboard.press("Control+Shift+E");
    const agree = page.getByRole("button", { name: "Restart and run", exact: true });
    await expect(agree).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(agree).toHaveCount(0);
    await expect(block(tandem, "In [3]:")).toHaveCount(0);
    await tandem.editor("part.py").focus();
    await page.keyboard.press("Control+Shift+M");
    await expect(agree).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(block(tandem, "In [1]:").last()).toContainText("the main file");
    await expect(shell(tandem)).toContainText("Restarting");
  });
});
