/** The window in another language: at once, everywhere, and with all that it holds. */
import type { Page } from "playwright/test";
import { expect, type Tandem, test } from "./app";
import { block, enter, idle, KERNEL, kernelStatus, STARTS, shell } from "./shells";

/** Runs a command from the palette of a German window. */
async function befehl(page: Page, title: string): Promise<void> {
  await page.keyboard.press("Control+Shift+P");
  await page.getByRole("combobox", { name: "Befehl", exact: true }).fill(title);
  await page.getByRole("listbox", { name: "Gefunden" }).getByText(title, { exact: true }).first().click();
}

async function speaks(tandem: Tandem, language: string): Promise<void> {
  await expect(tandem.page.locator(`html[lang="${language}"]`)).toBeAttached();
  await expect(tandem.page.getByRole("contentinfo")).toBeVisible();
}

test("German and back: menus, palette, shell and a dead kernel's bar, and nothing that was typed is lost", async ({
  tandem,
}) => {
  const page = await tandem.start({ settings: STARTS });
  await idle(tandem);
  await tandem.command("New file");
  await page.keyboard.insertText("unsaved = 'kept'");
  await enter(tandem, "6 * 7");
  await expect(block(tandem, "In [1]:")).toContainText("42");
  await idle(tandem);
  await page.keyboard.press("Control+0");
  await page.keyboard.insertText("typed = 'and not sent'");

  // What can be undone does not outlive the change: the user says when.
  await tandem.command("Language: Deutsch");
  const notice = page.getByRole("status", { name: "Notice" });
  await expect(notice).toContainText("cannot be undone any more");
  await expect(page.locator('html[lang="en"]')).toBeAttached();
  await tandem.command("Language: English");
  await expect(notice).toHaveCount(0);
  await tandem.command("Language: Deutsch");
  await notice.getByRole("button", { name: "Reload now" }).click();
  await speaks(tandem, "de");
  await expect(kernelStatus(tandem)).toHaveCount(0);
  const state = page.getByRole("status", { name: "Zustand des Kernels" });
  await expect(state).toHaveText("bereit", { timeout: 60_000 });
  await expect(block(tandem, "In [1]:")).toContainText("42");
  await expect(page.getByRole("textbox", { name: "Shell-Eingabe" })).toHaveValue("typed = 'and not sent'");
  await expect(page.getByText("unsaved = 'kept'")).toBeVisible();
  await expect(page.getByText("Z. 1, Sp. 17")).toBeVisible();

  await page.getByRole("menuitem", { name: "Datei", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: "Speichern unter …" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Neue Datei" })).toContainText("Strg+N");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Kernel unterbrechen" }).first()).toBeVisible();

  await page.getByText("unsaved = 'kept'").click({ button: "right" });
  const menu = page.getByRole("menu").filter({ hasText: "Einfügen" });
  await expect(menu).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menu).toHaveCount(0);

  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText("import os; os._exit(3)");
  await page.keyboard.press("Control+Enter");
  const dead = page.getByRole("alert", { name: "Kernel abgestürzt" });
  await expect(dead).toContainText("ist beendet (Exit-Code 3)");
  await expect(state).toHaveText("tot");
  await dead.getByRole("button", { name: "Neu starten" }).click();
  await expect(state).toHaveText("bereit", { timeout: 60_000 });
  await expect(shell(tandem)).toContainText(`${KERNEL} wird neu gestartet.`);

  await befehl(page, "Sprache: English");
  await speaks(tandem, "en");
  await idle(tandem);
  // The log is English in whatever language it was written.
  await expect(shell(tandem)).toContainText(`Restarting ${KERNEL}.`);
  await expect(page.getByText("unsaved = 'kept'")).toBeVisible();
});

test("the desktop's language is spoken unless the setting names another", async ({ tandem }) => {
  const german = { LANGUAGE: "de", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" };
  const page = await tandem.start({ settings: { startKernel: false, language: "system" }, env: german });
  await speaks(tandem, "de");
  await expect(page.getByRole("heading", { name: "Keine Datei ist offen" })).toBeVisible();
  await befehl(page, "Sprache: English");
  await speaks(tandem, "en");
  await expect(page.getByRole("heading", { name: "No file is open" })).toBeVisible();
  expect(JSON.parse(await tandem.readProfile("settings.json"))).toMatchObject({ language: "en" });
});
