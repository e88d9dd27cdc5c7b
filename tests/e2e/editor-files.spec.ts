/** Files in the editor: opened, edited, saved, closed, and what may stand in the way. */
import { chmod, readFile, rename, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { expect, sharing as test } from "./app";

test("a file is opened, edited and saved", async ({ tandem }) => {
  await tandem.write("exp.py", "a = 1\n");
  const page = await tandem.start({ open: ["exp.py"] });
  await expect(tandem.editor("exp.py")).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("b = 2");
  await expect(page.getByRole("tab", { name: "exp.py, modified", exact: true })).toBeVisible();
  expect(await tandem.read("exp.py")).toBe("a = 1\n");
  await page.keyboard.press("Control+S");
  await expect(page.getByRole("tab", { name: "exp.py", exact: true })).toBeVisible();
  expect(await tandem.read("exp.py")).toBe("a = 1\nb = 2");
});

test("mode, line ends and encoding of a file stay as they are", async ({ tandem }) => {
  const file = await tandem.write("dos.py", Buffer.from("caf\xe9 = 1\r\nb = 2\r\n", "latin1"));
  await chmod(file, 0o640);
  const page = await tandem.start({ open: ["dos.py"] });
  await expect(page.getByText("it was read as Latin-1")).toBeVisible();
  await expect(page.getByRole("contentinfo")).toContainText("Latin-1CRLF");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("c = 3");
  await page.keyboard.press("Control+S");
  await expect(page.getByRole("tab", { name: "dos.py", exact: true })).toBeVisible();
  expect(await readFile(file, "latin1")).toBe("caf\xe9 = 1\r\nb = 2\r\nc = 3");
  expect((await stat(file)).mode & 0o777).toBe(0o640);
});

test("text that Latin-1 has no signs for is saved as UTF-8 only when wanted", async ({ tandem }) => {
  const file = await tandem.write("old.py", Buffer.from("# caf\xe9\n", "latin1"));
  const page = await tandem.start({ open: ["old.py"] });
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("λ = 1\n");
  await page.keyboard.press("Control+S");
  const dialog = page.getByRole("alertdialog", { name: "Encoding" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await readFile(file, "latin1")).toBe("# caf\xe9\n");
  await page.keyboard.press("Control+S");
  await dialog.getByRole("button", { name: "Save as UTF-8" }).click();
  await expect(page.getByRole("tab", { name: "old.py", exact: true })).toBeVisible();
  expect(await readFile(file, "utf8")).toBe("# café\nλ = 1\n");
});

test("a file is read and saved in the encoding that it declares, and may leave it for UTF-8", async ({
  tandem,
}) => {
  const text = "# -*- coding: cp1251 -*-\nx = 1\n";
  // "привет" in Windows-1251.
  const hello = Buffer.from("eff0e8e2e5f2", "hex");
  const file = await tandem.write("old.py", Buffer.concat([Buffer.from(text), Buffer.from("# "), hello]));
  const page = await tandem.start({ open: ["old.py"] });
  await expect(page.getByRole("contentinfo")).toContainText("Windows-1251");
  await expect(page.locator(".view-lines")).toContainText("привет");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("!\n");
  await page.keyboard.press("Control+S");
  await expect(page.getByRole("tab", { name: "old.py", exact: true })).toBeVisible();
  expect((await readFile(file)).toString("latin1")).toBe(`${text}# ${hello.toString("latin1")}!\n`);

  await page.keyboard.insertText("λ = 1\n");
  await page.keyboard.press("Control+S");
  const dialog = page.getByRole("alertdialog", { name: "Encoding" });
  await expect(dialog).toContainText("Windows-1251, which has no “λ” (line 4)");
  await dialog.getByRole("button", { name: "Save as UTF-8" }).click();
  await expect(page.getByRole("tab", { name: "old.py", exact: true })).toBeVisible();
  expect(await readFile(file, "utf8")).toBe("# -*- coding: utf-8 -*-\nx = 1\n# привет!\nλ = 1\n");
});

test("the status bar shows and changes how a file is written, and the folder's .editorconfig is followed", async ({
  tandem,
}) => {
  await tandem.write(
    ".editorconfig",
    "root = true\n[*.txt]\nindent_style = tab\ntrim_trailing_whitespace = true\ninsert_final_newline = true\n",
  );
  // Undeclared Windows-1251, with two kinds of line ends, and blanks at an end.
  const file = await tandem.write(
    "old.txt",
    Buffer.concat([Buffer.from("a  \r\nb\nc\n"), Buffer.from("eff0e8e2e5f2", "hex")]),
  );
  const page = await tandem.start({ open: ["old.txt"] });
  const bar = page.getByRole("contentinfo");
  const lines = page.locator(".view-lines");
  const take = async (field: string, choice: string) => {
    await page.getByRole("combobox", { name: field, exact: true }).fill(choice);
    await page.getByRole("option", { name: choice }).first().click();
  };
  await expect(bar.getByRole("button", { name: "Line ends: mixed, mostly LF" })).toBeVisible();
  await expect(bar.getByRole("button", { name: "Indentation: Tabs" })).toBeVisible();
  await bar.getByRole("button", { name: "Encoding: Latin-1" }).click();
  await take("Encoding", "Reopen with encoding…");
  await take("Reopen with encoding", "Windows-1251");
  await expect(lines).toContainText("привет");
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("new\n");
  await page.keyboard.press("Control+S");
  await expect(page.getByRole("tab", { name: "old.txt", exact: true })).toBeVisible();
  const saved = () => readFile(file, "latin1");
  const hello = Buffer.from("eff0e8e2e5f2", "hex").toString("latin1");
  expect(await saved()).toBe(`new\na\nb\nc\n${hello}\n`);

  await bar.getByRole("button", { name: "Line ends: LF" }).click();
  await take("Line ends", "CRLF");
  await bar.getByRole("button", { name: "Indentation: Tabs" }).click();
  await take("Indentation", "2 spaces");
  await expect(bar.getByRole("button", { name: "Indentation: 2 spaces" })).toBeVisible();
  await bar.getByRole("button", { name: "Encoding: Windows-1251" }).click();
  await take("Encoding", "Save with encoding…");
  await take("Save with encoding", "UTF-8");
  await expect(bar.getByRole("button", { name: "Encoding: UTF-8" })).toBeVisible();
  await expect.poll(() => tandem.read("old.txt")).toBe("new\r\na\r\nb\r\nc\r\nпривет\r\n");
});

test("one file is one tab, and what others do to it that changes nothing is nothing to ask about", async ({
  tandem,
}) => {
  const file = await tandem.write("two.py", "one\ntwo\nthree\n");
  await symlink("two.py", `${tandem.folder}/link.py`);
  const page = await tandem.start({ open: ["two.py", "link.py"] });
  await expect(page.getByRole("tablist", { name: "Files" }).getByRole("tab")).toHaveCount(1);
  const bar = page.getByRole("contentinfo");
  const lines = page.locator(".view-lines");
  // The cursor stands behind "three", and stays there when lines come before it.
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowLeft");
  await expect(bar).toContainText("Ln 3, Col 6");
  await writeFile(file, "zero\none\nTWO\nthree\n");
  await expect(lines).toContainText("TWO");
  await expect(bar).toContainText("Ln 4, Col 6");

  // Touched and moved away and back, while there is unsaved text: nobody is asked.
  await page.keyboard.insertText("!");
  await expect(page.getByRole("tab", { name: "two.py, modified", exact: true })).toBeVisible();
  await utimes(file, 1, 1);
  await rename(file, `${file}.away`);
  await expect(page.getByText("two.py is gone from the disk.")).toBeVisible();
  await rename(`${file}.away`, file);
  await expect(page.getByText("two.py is gone from the disk.")).toHaveCount(0);
  // Two saves at once are two saves.
  await page.keyboard.down("Control");
  await page.keyboard.press("s");
  await page.keyboard.press("s");
  await page.keyboard.up("Control");
  await expect(page.getByRole("tab", { name: "two.py", exact: true })).toBeVisible();
  expect(await tandem.read("two.py")).toBe("zero\none\nTWO\nthree!\n");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  // What is undone first is what was typed, then what came from outside.
  await page.keyboard.press("Control+Z");
  await page.keyboard.press("Control+Z");
  await expect(lines).not.toContainText("TWO");
});

test("a new file asks for its name when it is saved", async ({ tandem }) => {
  const page = await tandem.start();
  await expect(page.getByRole("heading", { name: "No file is open" })).toBeVisible();
  await page.getByRole("button", { name: "New file" }).click();
  await expect(tandem.editor("Untitled 1")).toBeFocused();
  await page.keyboard.insertText("x = 1\n");
  await tandem.answerSaveDialog("new.py");
  await page.keyboard.press("Control+S");
  await expect(tandem.editor("new.py")).toBeVisible();
  expect(await tandem.read("new.py")).toBe("x = 1\n");
});

test("files are opened by the system's dialog, switched by keys, closed and opened again", async ({
  tandem,
}) => {
  await tandem.write("a.py", "a\n");
  await tandem.write("b.py", "b\n");
  const page = await tandem.start();
  await tandem.answerOpenDialog("a.py", "b.py");
  await page.keyboard.press("Control+O");
  await expect(tandem.editor("b.py")).toBeFocused();
  await page.keyboard.press("Control+Tab");
  await expect(tandem.editor("a.py")).toBeVisible();
  await page.keyboard.press("Control+W");
  await expect(tandem.fileTab("a.py")).toHaveCount(0);
  await page.keyboard.press("Control+Shift+T");
  await expect(tandem.editor("a.py")).toBeVisible();
  await tandem.fileTab("b.py").click({ button: "middle" });
  await expect(tandem.fileTab("b.py")).toHaveCount(0);
});

test("the folder tells editors of one name apart", async ({ tandem }) => {
  await tandem.write("one/exp.py", "1\n");
  await tandem.write("two/exp.py", "2\n");
  const page = await tandem.start({ open: ["one/exp.py", "two/exp.py"] });
  await expect(page.getByRole("textbox", { name: "Editor: two/exp.py", exact: true })).toBeVisible();
  await page.keyboard.press("Control+W");
  await expect(tandem.editor("exp.py")).toBeVisible();
});

test("closing unsaved text asks: cancel, discard, save", async ({ tandem }) => {
  await tandem.write("exp.py", "old\n");
  const page = await tandem.start({ open: ["exp.py"] });
  const dialog = page.getByRole("alertdialog", { name: "Unsaved changes" });
  await tandem.typeText("new\n");

  await page.keyboard.press("Control+W");
  await expect(dialog.getByRole("button", { name: "Save" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(tandem.editor("exp.py")).toBeFocused();

  await page.keyboard.press("Control+W");
  await dialog.getByRole("button", { name: "Discard" }).click();
  await expect(tandem.fileTab("exp.py")).toHaveCount(0);
  expect(await tandem.read("exp.py")).toBe("old\n");

  await page.keyboard.press("Control+Shift+T");
  await expect(tandem.editor("exp.py")).toBeVisible();
  await tandem.typeText("new\n");
  await page.keyboard.press("Control+W");
  await page.keyboard.press("Enter");
  await expect(tandem.fileTab("exp.py")).toHaveCount(0);
  expect(await tandem.read("exp.py")).toBe("new\n");
});

test("a dialog keeps the keyboard until it is answered", async ({ tandem }) => {
  await tandem.write("exp.py", "old\n");
  const page = await tandem.start({ open: ["exp.py"] });
  await tandem.typeText("new\n");
  await page.keyboard.press("Control+W");
  const dialog = page.getByRole("alertdialog", { name: "Unsaved changes" });
  const inside = () => dialog.evaluate((element) => element.contains(document.activeElement));
  for (let step = 0; step < 4; step++) {
    await page.keyboard.press("Tab");
    // Chromium lets Tab out of a modal dialog only to its own frame, which a window of the app does not have.
    expect((await inside()) || (await page.evaluate(() => document.activeElement === document.body))).toBe(
      true,
    );
  }
  await page.keyboard.press("Control+Shift+P");
  await expect(page.getByRole("combobox", { name: "Command" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("a file that changed on disk is taken over, or asked about when there is unsaved text", async ({
  tandem,
}) => {
  const file = await tandem.write("exp.py", "old\n");
  const page = await tandem.start({ open: ["exp.py"] });
  const lines = page.locator(".view-lines");
  await expect(lines).toContainText("old");
  await writeFile(file, "from outside\n");
  await expect(lines).toContainText("from outside");
  await expect(page.getByRole("tab", { name: "exp.py", exact: true })).toBeVisible();

  await tandem.typeText("mine\n");
  await writeFile(file, "outside again\n");
  const dialog = page.getByRole("alertdialog", { name: "File changed on disk" });
  const bar = page.getByRole("status", { name: "About this file" });
  await expect(bar).toContainText("changed on disk");
  // Who is typing goes on; saving asks.
  await page.keyboard.type("and mine");
  await expect(lines).toContainText("and mine");
  await page.keyboard.press("Control+S");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(lines).toContainText("and mine");
  await page.keyboard.press("Control+S");
  await dialog.getByRole("button", { name: "Reload" }).click();
  await expect(lines).toContainText("outside again");

  await tandem.typeText("mine\n");
  await writeFile(file, "outside for the third time\n");
  await bar.getByRole("button", { name: "Decide…" }).click();
  await dialog.getByRole("button", { name: "Overwrite" }).click();
  await expect(page.getByRole("tab", { name: "exp.py", exact: true })).toBeVisible();
  expect(await tandem.read("exp.py")).toBe("mine\n");
});

test("saving again while a save goes on is no change by another program", async ({ tandem }) => {
  // Some seconds of typing fit into a save of this size on a slow disk; here a few keys do.
  const much = "precious = 1\n".repeat(400_000);
  await tandem.write("exp.py", much);
  const page = await tandem.start({ open: ["exp.py"] });
  await tandem.editor("exp.py").focus();
  for (const word of ["one", "two", "three"]) {
    await page.keyboard.insertText(`# ${word}\n`);
    // Not one after the other: each is pressed while those before are written.
    await Promise.all([page.keyboard.press("Control+S"), page.keyboard.press("Control+S")]);
  }
  await expect(page.getByRole("tab", { name: "exp.py", exact: true })).toBeVisible();
  await expect.poll(() => tandem.read("exp.py")).toBe(`# one\n# two\n# three\n${much}`);
  await expect(page.getByText("changed outside this window")).toHaveCount(0);
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
});

test("a file that is gone keeps its text, and Save writes it again", async ({ tandem }) => {
  const file = await tandem.write("exp.py", "precious\n");
  const page = await tandem.start({ open: ["exp.py"] });
  await rm(file);
  await expect(page.getByText("exp.py is gone from the disk.")).toBeVisible();
  await expect(page.getByRole("tab", { name: "exp.py, modified", exact: true })).toBeVisible();
  // Nothing was typed, and it outlives the window all the same, more than once.
  for (let round = 0; round < 2; round++) {
    await tandem.command("Reload window");
    await expect(page.getByRole("tab", { name: "exp.py, modified", exact: true })).toBeVisible();
    await expect(page.getByText("exp.py is gone from the disk.")).toBeVisible();
  }
  await tandem.editor("exp.py").focus();
  await page.keyboard.press("Control+S");
  await expect(page.getByRole("tab", { name: "exp.py", exact: true })).toBeVisible();
  expect(await tandem.read("exp.py")).toBe("precious\n");
});

test("what cannot be opened says why, and the rest opens", async ({ tandem }) => {
  await tandem.write("data.bin", Uint8Array.from([0, 1, 2, 0, 255, 254, 0, 7]));
  await tandem.write("exp.py", "fine\n");
  const page = await tandem.start({ open: ["data.bin", "missing.py", "exp.py"] });
  const alert = page.getByRole("alert").filter({ hasText: "missing.py" });
  await expect(alert).toBeVisible();
  await expect(tandem.editor("exp.py")).toBeVisible();
  await alert.getByRole("button", { name: "Dismiss" }).click();
  await expect(alert).toHaveCount(0);
  // A binary file is no reason to refuse: its bytes are shown.
  await tandem.fileTab("data.bin").click();
  await expect(page.getByText("data.bin is a binary file.")).toBeVisible();
  await expect(page.locator(".view-lines")).toContainText("00 01 02 00 ff fe 00 07");
});

test("the bytes of a binary file are in rows that fit, and stay where they are when the width changes", async ({
  tandem,
}) => {
  await tandem.write(
    "data.bin",
    Uint8Array.from({ length: 40_000 }, (_, i) => i % 251),
  );
  const page = await tandem.start({ open: ["data.bin"] });
  const window = await tandem.electron.browserWindow(page);
  const resize = (width: number) => window.evaluate((one, to) => one.setContentSize(to, 640), width);
  const rows = page.locator(".editor-host .view-line");
  const first = rows.first();
  /** How far a row's end, in px, is behind the edge of what is shown. */
  const beyond = () =>
    page.evaluate(() => {
      const edge = document
        .querySelector(".editor-host .lines-content")
        ?.parentElement?.getBoundingClientRect();
      const ends = [...document.querySelectorAll(".editor-host .view-line > span")];
      return Math.max(...ends.map((end) => end.getBoundingClientRect().right - (edge?.right ?? 0)));
    });
  await resize(1600);
  await expect(first).toContainText("|");
  await expect.poll(async () => (await first.innerText()).length).toBe(78);
  await expect(page.getByRole("contentinfo").getByRole("button", { name: "Encoding: Binary" })).toBeVisible();
  await expect(page.getByText("Ln 1, Col 1")).toHaveCount(0);
  await resize(1000);
  await expect.poll(async () => (await first.innerText()).length).toBeLessThan(78);
  await expect.poll(beyond).toBeLessThan(0);
  await expect(tandem.fileTab("data.bin")).toHaveText(/^data\.bin/);
  await expect(page.getByRole("tab", { name: /modified/ })).toHaveCount(0);

  // The bytes at the top stay there.
  await tandem.editor("data.bin").focus();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  const shown = async () => {
    const all = await rows.allInnerTexts();
    return Math.min(...all.map((text) => Number.parseInt(text, 16)));
  };
  const before = await shown();
  expect(before).toBeGreaterThan(0);
  await resize(1600);
  await expect.poll(async () => (await first.innerText()).length).toBe(78);
  expect(Math.abs((await shown()) - before)).toBeLessThan(64);
});
