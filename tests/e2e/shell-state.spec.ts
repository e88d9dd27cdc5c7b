/** What a shell's kernel is doing, at a glance. */
import path from "node:path";
import { expect, type Tandem, sharing as test } from "./app";
import { block, enter, idle, KERNEL, STARTS } from "./shells";

/** Notifications that the app has shown, and a click on the last. A virtual display has nobody who would draw them. */
async function watchNotifications(tandem: Tandem) {
  await tandem.electron.evaluate(({ Notification }) => {
    const heard: string[] = [];
    const heardAll = { heard, choose: () => {} };
    Object.assign(globalThis, { heardAll });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show() {
      heard.push(`${this.title}: ${this.body}`);
      heardAll.choose = () => this.emit("click");
    };
  });
  return {
    heard: () => tandem.electron.evaluate(() => (globalThis as unknown as HeardAll).heardAll.heard),
    choose: () => tandem.electron.evaluate(() => (globalThis as unknown as HeardAll).heardAll.choose()),
  };
}

interface HeardAll {
  readonly heardAll: { readonly heard: readonly string[]; choose(): void };
}

test("memory, processor and folder stand in the status bar; long work that ends unseen says so on its tab and the desktop", async ({
  tandem,
}) => {
  await tandem.start({ settings: { ...STARTS, notifyFinished: true } });
  await idle(tandem);
  const { page } = tandem;
  const notifications = await watchNotifications(tandem);
  const usage = page.getByTitle(/of memory and \d+ % of a processor/);
  await expect(usage).toHaveText(/^\d[\d.]* MB · \d+ %$/);

  // Long enough to be told of, and until nobody looks.
  const unseen = path.join(tandem.folder, "unseen");
  await enter(
    tandem,
    `from time import time; from os.path import exists\nend = time() + 11\nwhile time() < end or not exists(${JSON.stringify(unseen)}): pass`,
  );
  await expect(usage).toHaveText(/ · [1-9]\d+ %$/);

  await test.step("the folder is shown in the file browser, wherever that is", async () => {
    await tandem.command("Show tools");
    const browser = page.getByRole("region", { name: "File browser" });
    await expect(browser).toBeHidden();
    await page.getByTitle(/: show it in the file browser$/).click();
    await expect(browser).toBeVisible();
  });

  await tandem.command("Open another view");
  await tandem.command("New shell");
  await page.getByRole("listbox", { name: "Kernels" }).getByRole("option", { name: KERNEL }).first().click();
  const tabs = page.getByRole("tablist", { name: "Shells" });
  await expect(tabs.getByRole("tab")).toHaveCount(3);
  // The user is at another program.
  await page.evaluate(() => {
    document.hasFocus = () => false;
  });
  await tandem.write("unseen", "");
  await idle(tandem);
  const first = tabs.getByRole("tab", { name: KERNEL, exact: true });
  await expect(first).toContainText("finished", { timeout: 40_000 });
  await expect
    .poll(notifications.heard)
    .toEqual([expect.stringMatching(/^Python 3 .*: The work finished after [\d.:]+/)]);
  await page.evaluate(() => {
    Reflect.deleteProperty(document, "hasFocus");
  });
  await expect(first).toHaveAttribute("aria-selected", "false");
  await notifications.choose();
  await expect(first).toHaveAttribute("aria-selected", "true");
  await first.click();
  await expect(first).not.toContainText("finished");
  await expect(block(tandem, "In [1]:")).toBeVisible();
});
