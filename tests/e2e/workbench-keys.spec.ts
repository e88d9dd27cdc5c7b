/** The key table in the real window: each key has its command, and does it where the keyboard is. */
import { wholeKeyTable } from "../key-table";
import { expect, sharing as test } from "./app";
import { block, enter, idle } from "./shells";

test("every key of the table has a command that is there", async ({ tandem }) => {
  for (const name of ["a.py", "b.py", "c.py"]) await tandem.write(name, `# ${name}\n`);
  const page = await tandem.start({ open: ["a.py", "b.py", "c.py"], settings: {} });
  await idle(tandem);
  // The debugger needs an error to look at.
  await enter(tandem, "1/0");
  await expect(block(tandem, "In [1]:")).toHaveAttribute("data-state", "error");
  await idle(tandem);
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+W");
  await expect(tandem.fileTab("c.py")).toHaveCount(0);
  // Groups have other groups to go to, and the first one several files.
  await page.keyboard.press("Control+\\");
  await expect(page.getByRole("region", { name: "Editor, group 2" }).getByRole("textbox")).toBeFocused();
  await page.keyboard.press("Control+F6");
  await page.keyboard.press("Control+Shift+P");
  const options = page.getByRole("listbox", { name: "Found" }).getByRole("option");
  const ids = new Set(
    await options.evaluateAll((all) => all.map((option) => option.getAttribute("data-command"))),
  );
  // The palette does not offer to open itself, nor to go on in a debugger while none waits (shell-prompts.spec.ts), nor
  // from place to place while none was found (find-in-files.spec.ts), nor a preview of what is no Markdown
  // (file-browser.spec.ts).
  const missing = (await wholeKeyTable(require)).filter(
    ({ command }) =>
      !/^(?:palette\.|debugger\.|markdown\.|search\.(?:next|previous)$)/.test(command) && !ids.has(command),
  );
  expect(missing).toEqual([]);
});

test("a key does what its place says", async ({ tandem }) => {
  await tandem.write("exp.py", "x = 1\nprint('it runs')\nwhile True: pass\n");
  const page = await tandem.start({ open: ["exp.py"], settings: {} });
  const status = page.getByRole("status", { name: "Kernel status" });
  const lines = page.getByRole("region", { name: "Editor", exact: true }).locator(".view-lines");
  await expect(status).toHaveText("idle");
  await page.keyboard.press("Control+9");
  await expect(tandem.editor("exp.py")).toBeFocused();

  await page.keyboard.press("Control+r");
  await expect(lines).toContainText("#\u00a0x");
  await page.keyboard.press("Control+r");
  await expect(lines).not.toContainText("#");

  await page.keyboard.press("Control+e");
  await expect(status).toHaveText("busy");
  // Before the code runs an interrupt has nothing to stop.
  await expect(page.getByRole("log").getByText("it runs", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+i");
  await expect(status).toHaveText("idle");
  await expect(page.getByRole("log")).toContainText("KeyboardInterrupt");
  await expect(tandem.editor("exp.py")).toBeFocused();

  // Ctrl+K restarts in a shell; in the editor it only begins a chord.
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await expect(status).toHaveText("idle");
  // The second key of a chord is the editor's too: it interrupts nothing, and says nothing of that.
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+i");
  await expect(page.getByRole("log")).not.toContainText("nothing to interrupt");
  await page.keyboard.press("Control+0");
  await expect(page.getByRole("textbox", { name: "Shell input" })).toBeFocused();
  await page.keyboard.press("Control+l");
  await expect(page.getByRole("log")).not.toContainText("KeyboardInterrupt");
});

test("the clipboard and undo work from the menus as from the keys", async ({ tandem }) => {
  await tandem.write("exp.py", "abc\n");
  const page = await tandem.start({ open: ["exp.py"] });
  const choose = async (title: string) => {
    await page.getByRole("menubar").getByRole("menuitem", { name: "Edit", exact: true }).click();
    await page.getByRole("menu").getByRole("menuitem", { name: title, exact: true }).click();
    await expect(tandem.editor("exp.py")).toBeFocused();
  };
  await expect(tandem.editor("exp.py")).toBeFocused();
  await choose("Select all");
  await choose("Cut");
  await expect.poll(() => tandem.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe("abc\n");
  await tandem.electron.evaluate(({ clipboard }) => clipboard.writeText("from outside\n"));
  await choose("Paste");
  await page.keyboard.press("Control+S");
  await expect.poll(() => tandem.read("exp.py")).toBe("from outside\n");
  await choose("Undo");
  await choose("Undo");
  await page.keyboard.press("Control+S");
  await expect.poll(() => tandem.read("exp.py")).toBe("abc\n");
});

test("code grows and shrinks, and a line is gone to by its number", async ({ tandem }) => {
  await tandem.write("exp.py", "1\n2\n3\n4\n");
  const page = await tandem.start({ open: ["exp.py"] });
  const size = () =>
    page
      .locator(".view-lines")
      .first()
      .evaluate((lines) => getComputedStyle(lines).fontSize);
  await expect.poll(size).toBe("13px");
  await tandem.command("Larger code");
  await expect.poll(size).toBe("14px");
  await tandem.command("Smaller code");
  await expect.poll(size).toBe("13px");
  await page.keyboard.press("Control+g");
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Ln 3, Col 1")).toBeVisible();
  await expect(tandem.editor("exp.py")).toBeFocused();
});

test("the find widget keeps the keys that it needs", async ({ tandem }) => {
  await tandem.write("exp.py", "same\nother\nsame\n");
  const page = await tandem.start({ open: ["exp.py"] });
  await expect(tandem.editor("exp.py")).toBeFocused();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("same");
  await expect(page.getByText("1 of 2", { exact: true })).toBeVisible();
  await page.keyboard.press("Shift+Enter");
  await expect(page.getByText("2 of 2", { exact: true })).toBeVisible();
  await expect(page.getByText("Ln 3, Col 5")).toBeVisible();
  await expect(page.getByLabel("Notice")).toHaveCount(0);
});

test("Ctrl+W in a shell leaves the file alone; in the editor it closes it", async ({ tandem }) => {
  await tandem.write("a.py", "x = 1\n");
  await tandem.start({ open: ["a.py"], settings: { startKernel: true } });
  await expect(tandem.page.getByRole("textbox", { name: "Shell input" })).toBeVisible();
  await tandem.page.keyboard.press("Control+0");
  await expect(tandem.page.getByRole("textbox", { name: "Shell input" })).toBeFocused();
  await tandem.page.keyboard.press("Control+W");
  await tandem.page.keyboard.press("Control+9");
  await expect(tandem.editor("a.py")).toBeFocused();
  await tandem.page.keyboard.press("Control+W");
  await expect(tandem.fileTab("a.py")).toHaveCount(0);
});

test("files closed one after another leave nothing that looks for their text", async ({ tandem }) => {
  const names = ["a.py", "b.py", "c.py", "d.py"];
  for (const name of names) await tandem.write(name, "value = 1\nprint(value)\n");
  await tandem.start({ open: names });
  const { page } = tandem;
  const uncaught: string[] = [];
  page.on("pageerror", (error) => uncaught.push(error.message));
  // With the cursor in a word Monaco looks for its other places in each file that comes in front.
  for (let i = 0; i < names.length; i++) {
    await page.keyboard.press("Control+9");
    await page.keyboard.press("Control+Tab");
    await expect(page.locator(".editor-host .wordHighlightText").first()).toBeVisible();
  }
  await tandem.command("Close all files");
  await expect(page.getByRole("tab", { name: /\.py/ })).toHaveCount(0);
  await page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve))));
  expect(uncaught).toEqual([]);
});
