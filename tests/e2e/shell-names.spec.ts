/** What a user calls a shell: on its tab, in "Run in", over reloads and restarts, and back to its first name. */
import { expect, test } from "./app";
import { block, enter, idle, KERNEL, STARTS, shell } from "./shells";

test("a shell is renamed on its tab, keeps its name, and gets its first one back", async ({ tandem }) => {
  await tandem.write("exp.py", "1\n");
  const page = await tandem.start({ open: ["exp.py"], settings: STARTS });
  await idle(tandem);
  await enter(tandem, "kept = 41");
  await expect(block(tandem, "In [1]:")).toHaveAttribute("data-state", "ok");
  const tab = (name: string) => page.getByRole("tab", { name, exact: true });
  const field = page.getByRole("textbox", { name: "Name of the shell" });
  const runIn = page.getByRole("combobox", { name: "Run in" });

  await test.step("its tab and its input have menus", async () => {
    await tab(KERNEL).click({ button: "right" });
    await expect(page.getByRole("menuitem", { name: "Interrupt kernel" })).toBeVisible();
    await expect(page.getByRole("menuitem", { name: "Rename shell…" })).toBeEnabled();
    await page.keyboard.press("Escape");
    await expect(tab(KERNEL)).toBeFocused();
    await page.locator(".shell-input .view-line").first().click({ button: "right" });
    await page.getByRole("menu", { name: "Text" }).getByRole("menuitem", { name: "Select all" }).click();
    await expect(page.getByRole("textbox", { name: "Shell input" })).toBeFocused();
  });

  await test.step("F2 on the tab; Escape keeps the name", async () => {
    await tab(KERNEL).focus();
    await page.keyboard.press("F2");
    await expect(field).toHaveValue(KERNEL);
    await page.keyboard.insertText("not this");
    await page.keyboard.press("Escape");
    await expect(tab(KERNEL)).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Shell input" })).toBeFocused();
  });

  const long = `Fit of the decay, ${"second series, ".repeat(4)}end`;
  await test.step("from the palette; a long name is cut on the tab and whole elsewhere", async () => {
    await tandem.command("Rename shell…");
    await expect(field).toBeFocused();
    await page.keyboard.insertText(`  ${long} `);
    await page.screenshot({ path: test.info().outputPath("renaming.png") });
    await page.keyboard.press("Enter");
    await expect(tab(long)).toBeVisible();
    await expect(shell(tandem, long)).toBeVisible();
    await expect(runIn.locator("option", { hasText: long })).toHaveCount(1);
    await expect(page.getByRole("contentinfo")).toContainText(long);
    expect((await tab(long).boundingBox())?.width).toBeLessThan(300);
    await page.screenshot({ path: test.info().outputPath("renamed.png") });
  });

  await test.step("another view of it is told apart; both follow", async () => {
    await tandem.command("Open another view");
    await expect(tab(`${long} (view 2)`)).toBeVisible();
    await tandem.command("Rename shell…");
    await expect(field).toHaveValue(long);
    await page.keyboard.insertText("Fit");
    await page.keyboard.press("Enter");
    await expect(tab("Fit")).toBeVisible();
    await expect(tab("Fit (view 2)")).toBeVisible();
    await tandem.command("Close shell");
  });

  await test.step("over a reload, a restart of the kernel and one of the app", async () => {
    await page.reload();
    await expect(tab("Fit")).toBeVisible();
    await tandem.quit("Keep running");
    await tandem.start();
    await idle(tandem);
    await expect(shell(tandem, "Fit")).toBeVisible();
    await enter(tandem, "kept + 1");
    await expect(block(tandem, "In [2]:", "Fit")).toContainText("42");
    await tandem.command("Restart kernel");
    await tandem.page.keyboard.press("Enter");
    await idle(tandem);
    await expect(shell(tandem, "Fit")).toBeVisible();
  });

  await test.step("no name is the first one", async () => {
    await tandem.command("Rename shell…");
    const again = tandem.page.getByRole("textbox", { name: "Name of the shell" });
    await again.fill("");
    await again.press("Enter");
    await expect(shell(tandem)).toBeVisible();
  });
});
