/** Finding and replacing in the files of a folder: by keyboard, over files, cells and what is typed, taken back in one step. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, sharing as test } from "./app";

const NOTEBOOK = JSON.stringify({
  cells: [
    {
      cell_type: "code",
      execution_count: null,
      metadata: {},
      outputs: [],
      source: ["x = 1\n", "print(lamp)"],
    },
  ],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 4,
});

test("a text is found in all files, replaced but for one place, and taken back", async ({ tandem }) => {
  const file = (name: string) => path.join(tandem.folder, name);
  const text = (name: string) => readFile(file(name), "utf8");
  await writeFile(file("a.py"), "lamp = 1\nprint(lamp)\n");
  await writeFile(file("b.txt"), "a lamp\r\nend\r\n");
  await writeFile(file("n.ipynb"), NOTEBOOK);
  // Never opened: it is changed on the disk.
  await writeFile(file("z.txt"), "a lamp\r\nend\r\n");
  const page = await tandem.start({ open: [".", "a.py"] });
  await expect(page.getByRole("textbox", { name: "Editor: a.py" })).toBeVisible();

  await page.keyboard.press("Control+Shift+F");
  const tool = page.getByRole("region", { name: "Find in files" });
  const field = tool.getByRole("searchbox", { name: "Find in files" });
  await expect(field).toBeFocused();
  await page.keyboard.type("lamp");
  const tree = tool.getByRole("tree", { name: "Results" });
  const rows = tree.getByRole("treeitem");
  await expect(tool.getByRole("status", { name: "Found" })).toHaveText("5 places in 4 files");
  await expect(rows).toHaveText([
    "a.py2",
    "1lamp = 1",
    "2print(lamp)",
    "b.txt1",
    "1a lamp",
    "n.ipynb1",
    "[1] 2print(lamp)",
    "z.txt1",
    "1a lamp",
  ]);
  // In the room of its row: text that nobody sees is text all the same.
  await expect(rows.nth(1).locator("mark")).toBeInViewport();

  await test.step("a place is gone to by keyboard", async () => {
    await page.keyboard.press("ArrowDown");
    await expect(tree).toBeFocused();
    for (const key of ["End", "ArrowUp", "ArrowUp", "Enter"]) await page.keyboard.press(key);
    await expect(page.getByRole("textbox", { name: "Editor: n.ipynb" })).toBeFocused();
    await expect(page.getByRole("contentinfo")).toContainText("Ln 3, Col 11");
    await page.keyboard.press("Shift+F4");
    await page.keyboard.press("Shift+F4");
    await expect(page.getByRole("textbox", { name: "Editor: a.py" })).toBeFocused();
  });

  await test.step("all but one place is replaced, in open files and in others", async () => {
    await tool.getByRole("button", { name: "Replace", exact: true }).click();
    const replacement = tool.getByRole("textbox", { name: "Replace with" });
    await expect(replacement).toBeFocused();
    await replacement.fill("light");
    const second = rows.filter({ hasText: "print(lamplight)" }).first();
    await expect(second).toBeVisible();
    await second.getByRole("checkbox", { includeHidden: true }).uncheck();
    await tool.getByRole("button", { name: "Replace 4" }).click();
    await expect(tool.getByText("Replaced 4 places in 4 files.")).toBeVisible();
    expect(await text("z.txt")).toBe("a light\r\nend\r\n");
    await expect(page.getByRole("tab", { name: "a.py, modified" })).toBeVisible();
    await expect(tool.getByRole("status", { name: "Found" })).toHaveText("1 place in 1 file");
    // What was left out stays so.
    await expect(tool.getByRole("button", { name: "Replace 0" })).toBeDisabled();
  });

  await test.step("one step takes all of it back", async () => {
    await tool.getByRole("button", { name: "Undo" }).click();
    await expect(tool.getByRole("status", { name: "Found" })).toHaveText("5 places in 4 files");
    await expect(tool.getByRole("button", { name: "Replace 4" })).toBeEnabled();
    expect(await text("z.txt")).toBe("a lamp\r\nend\r\n");
    expect(await text("a.py")).toBe("lamp = 1\nprint(lamp)\n");
    await expect(page.getByRole("tab", { name: "a.py", exact: true })).toBeVisible();
  });
});
