/** What a shell's kernel is doing, at a glance. */
import { expect, test } from "./app";
import { block, enter, idle, KERNEL, STARTS } from "./shells";

test("memory and processor stand in the status bar, and long work that ends unseen says so on its tab", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  const { page } = tandem;
  const usage = page.getByTitle(/of memory and \d+ % of a processor/);
  await expect(usage).toHaveText(/^\d[\d.]* MB · \d+ %$/);

  await enter(tandem, "from time import time\nend = time() + 11\nwhile time() < end: pass");
  await expect(usage).toHaveText(/ · [1-9]\d+ %$/);

  await tandem.command("New shell");
  await page.getByRole("listbox", { name: "Kernels" }).getByRole("option", { name: KERNEL }).first().click();
  const tabs = page.getByRole("tablist", { name: "Shells" });
  await expect(tabs.getByRole("tab")).toHaveCount(2);
  await idle(tandem);
  const first = tabs.getByRole("tab", { name: KERNEL, exact: true });
  await expect(first).toContainText("finished", { timeout: 40_000 });
  await first.click();
  await expect(first).not.toContainText("finished");
  await expect(block(tandem, "In [1]:")).toBeVisible();
});
