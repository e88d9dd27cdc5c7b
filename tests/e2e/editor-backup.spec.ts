/** Unsaved text survives what happens to the window and the app. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "./app";

const unsaved = "unsaved = 'text'\n";

/** All backups of a profile, one after the other. */
async function backups(profile: string): Promise<string> {
  const folder = path.join(profile, "backups");
  const names = await readdir(folder).catch(() => []);
  return (
    await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8").catch(() => "")))
  ).join("\n");
}

test("a reload brings back open files with unsaved text, also of untitled ones", async ({ tandem }) => {
  await tandem.write("a.py", "a\n");
  await tandem.write("b.py", "b\n");
  const page = await tandem.start({ open: ["b.py", "a.py"] });
  await tandem.typeText(unsaved);
  await page.keyboard.press("Control+N");
  await expect(tandem.editor("Untitled 1")).toBeFocused();
  await page.keyboard.insertText("scratch\n");
  await tandem.fileTab("a.py").click();
  await tandem.command("Reload window");

  await expect(page.getByRole("tab", { name: "a.py, modified", exact: true })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await expect(page.getByRole("tablist", { name: "Files" }).getByRole("tab")).toHaveCount(3);
  await expect(page.locator(".view-lines")).toContainText("unsaved");
  await page.keyboard.press("Control+S");
  await expect(page.getByRole("tab", { name: "a.py", exact: true })).toBeVisible();
  expect(await tandem.read("a.py")).toBe(unsaved);
  await tandem.fileTab("Untitled 1").click();
  await expect(page.locator(".view-lines")).toContainText("scratch");
});

test("a crash of the app loses no unsaved text", async ({ tandem }) => {
  await tandem.write("exp.py", "old\n");
  await tandem.start({ open: ["exp.py"] });
  await tandem.typeText(unsaved);
  await expect.poll(() => backups(tandem.profile)).toContain("unsaved = 'text'");

  await tandem.kill();
  const page = await tandem.start();
  await expect(page.getByRole("tab", { name: "exp.py, modified", exact: true })).toBeVisible();
  await expect(page.locator(".view-lines")).toContainText("unsaved");
  expect(await tandem.read("exp.py")).toBe("old\n");
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+S");
  await expect(page.getByRole("tab", { name: "exp.py", exact: true })).toBeVisible();
  expect(await tandem.read("exp.py")).toBe(unsaved);
  await expect.poll(() => backups(tandem.profile)).toBe("");
});

test("a crashed window comes back with its unsaved text", async ({ tandem }) => {
  await tandem.write("exp.py", "old\n");
  await tandem.start({ open: ["exp.py"] });
  await tandem.typeText(unsaved);
  await expect.poll(() => backups(tandem.profile)).toContain("unsaved = 'text'");
  await tandem.electron.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once("did-finish-load", () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
  // Playwright has lost a page that crashed for good, so the window is asked through main.
  const shown = () =>
    tandem.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        `document.querySelector(".view-lines")?.textContent ?? ""`,
      ),
    );
  await expect.poll(shown).toContain("unsaved");
  await tandem.kill();
});

test("quitting asks about unsaved text, and what was discarded stays away", async ({ tandem }) => {
  await tandem.write("exp.py", "old\n");
  const page = await tandem.start({ open: ["exp.py"] });
  await tandem.typeText(unsaved);
  await page.keyboard.press("Control+Q");
  const dialog = page.getByRole("alertdialog", { name: "Unsaved changes" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("tab", { name: "exp.py, modified", exact: true })).toBeVisible();

  await tandem.quit();
  const next = await tandem.start();
  await expect(next.getByRole("tab", { name: "exp.py", exact: true })).toBeVisible();
  await expect(next.locator(".view-lines")).toContainText("old");
  expect(await tandem.read("exp.py")).toBe("old\n");
});

test("quitting with Save saves", async ({ tandem }) => {
  await tandem.write("exp.py", "old\n");
  const page = await tandem.start({ open: ["exp.py"] });
  await tandem.typeText(unsaved);
  await page.keyboard.press("Control+Q");
  const save = page
    .getByRole("alertdialog", { name: "Unsaved changes" })
    .getByRole("button", { name: "Save" });
  await tandem.endsBy(() => save.click());
  expect(await tandem.read("exp.py")).toBe(unsaved);
});
