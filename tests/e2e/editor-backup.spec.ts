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

/** Rounds of the test below; `HOT_EXITS=20` for more. */
const ROUNDS = Number(process.env.HOT_EXITS ?? 2);
/** At most so much of what was typed may be lost, in ms. */
const MOST_LOST_MS = 2_000;

test("an app that is killed while somebody types loses two seconds at most, and all comes back as it stood", async ({
  tandem,
}) => {
  test.setTimeout(60_000 + ROUNDS * 20_000);
  const head = `def load():\n    return 1\n\n${Array.from({ length: 200 }, (_, at) => `x${at} = ${at}\n`).join("")}`;
  await tandem.write("exp.py", head);
  await tandem.write("other.py", "y = 1\n");
  let page = await tandem.start({ open: ["other.py", "exp.py"] });
  const first = page.getByRole("region", { name: "Editor", exact: true });
  await expect(tandem.editor("exp.py")).toBeFocused();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("F9");
  await page.keyboard.press("Control+Shift+BracketLeft");
  await expect(page.locator(".view-line", { hasText: "return 1" })).toHaveCount(0);
  await tandem.fileTab("other.py").click();
  await page.keyboard.press("Control+\\");
  await page.getByRole("region", { name: "Editor, group 2" }).getByRole("textbox").waitFor();
  await page.keyboard.press("Control+F6");
  await first.getByRole("tab", { name: "exp.py" }).click();
  await tandem.editor("exp.py").focus();
  await page.keyboard.press("Control+End");

  const lost: number[] = [];
  let number = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const typed: { readonly number: number; readonly at: number }[] = [];
    const end = performance.now() + 2_000 + Math.random() * 3_000;
    while (performance.now() < end) {
      number++;
      // At once: key by key, Enter would take what completion offers.
      await page.keyboard.insertText(`t${number}\n`);
      await page.evaluate(() => new Promise(requestAnimationFrame));
      typed.push({ number, at: performance.now() });
    }
    const killed = performance.now();
    await tandem.kill();
    expect(await tandem.read("exp.py")).toBe(head);

    page = await tandem.start();
    const editor = page.getByRole("textbox", { name: "Editor: exp.py" });
    await expect(editor).toBeFocused();
    await expect(page.getByRole("region", { name: "Editor, group 2" }).getByRole("tab")).toHaveText([
      "other.py",
    ]);
    await expect(page.getByRole("tab", { name: "exp.py, modified" })).toBeVisible();
    // The cursor is in the last lines, and they are seen, as they were.
    const lines = page.getByRole("region", { name: "Editor", exact: true }).locator(".view-line");
    await expect(lines.filter({ hasText: /^t\d+$/ }).last()).toBeVisible();
    const shown = await lines.allTextContents();
    const last = Math.max(...shown.map((text) => Number(/^t(\d+)$/.exec(text.trim())?.[1] ?? 0)));
    lost.push(killed - (typed.findLast((one) => one.number <= last)?.at ?? 0));
    await page.keyboard.press("Control+End");
  }
  console.log(`lost of what was typed, in ms: ${lost.map(Math.round).join(", ")}`);
  expect(Math.max(...lost)).toBeLessThan(MOST_LOST_MS);
  await page.keyboard.press("Control+Home");
  await expect(page.getByRole("button", { name: "Breakpoint, line 1" })).toBeVisible();
  await expect(page.locator(".view-line", { hasText: "def load" })).toBeVisible();
  await expect(page.locator(".view-line", { hasText: "return 1" })).toHaveCount(0);
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
