/** Editor groups: the same text in two, by keys and by the mouse, and as they were after a reload. */
import { expect, sharing as test } from "./app";

test("a file is split, edited in both, moved and closed by keyboard", async ({ tandem }) => {
  await tandem.write("a.py", "a = 1\n");
  await tandem.write("b.py", "b = 1\n");
  const page = await tandem.start({ open: ["a.py", "b.py"] });
  const first = page.getByRole("region", { name: "Editor", exact: true });
  const second = page.getByRole("region", { name: "Editor, group 2" });
  await expect(tandem.editor("b.py")).toBeFocused();

  await page.keyboard.press("Control+\\");
  await expect(second.getByRole("textbox", { name: "Editor: b.py" })).toBeFocused();
  await page.keyboard.insertText("x = 2\n");
  // One text in two editors.
  await expect(first.locator(".view-lines")).toContainText("x = 2");
  // The bar of what is meant stands in one of them.
  await expect(page.getByRole("combobox", { name: "Run in" })).toHaveCount(1);
  await expect(second.getByRole("combobox", { name: "Run in" })).toBeVisible();

  await page.keyboard.press("Control+F6");
  await expect(first.getByRole("textbox", { name: "Editor: b.py" })).toBeFocused();
  await expect(first.getByRole("combobox", { name: "Run in" })).toBeVisible();
  await page.keyboard.press("Control+Tab");
  await expect(first.getByRole("tab", { name: "a.py" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Control+Alt+ArrowRight");
  await expect(second.getByRole("textbox", { name: "Editor: a.py" })).toBeFocused();
  await expect(first.getByRole("tab")).toHaveText(["b.py"]);
  await expect(second.getByRole("tab")).toHaveText(["b.py", "a.py"]);

  await test.step("what is closed in one group stays open in the other", async () => {
    await second.getByRole("tab", { name: "b.py, modified" }).click();
    await page.keyboard.press("Control+W");
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
    await expect(second.getByRole("tab")).toHaveText(["a.py"]);
  });

  await test.step("the splitter moves by keyboard, and all is there after a reload", async () => {
    const splitter = page.getByRole("separator", { name: "Width of the editor group" });
    const width = () => second.evaluate((element) => element.getBoundingClientRect().width);
    const before = await width();
    await splitter.focus();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(width).toBeGreaterThan(before + 5);
    const wide = await width();
    await second.getByRole("textbox", { name: "Editor: a.py" }).focus();
    await tandem.command("Reload window");
    await expect(second.getByRole("tab")).toHaveText(["a.py"]);
    await expect(first.getByRole("tab", { name: "b.py, modified" })).toBeVisible();
    await expect.poll(width).toBeCloseTo(wide, -1);
    await expect(second.getByRole("textbox", { name: "Editor: a.py" })).toBeFocused();
  });

  await tandem.command("Join all editor groups");
  await expect(second).toHaveCount(0);
  await expect(first.getByRole("tab")).toHaveText(["b.py", "a.py"]);
});

test("a tab is dragged to a side of the editor, and back among the tabs", async ({ tandem }) => {
  await tandem.write("a.py", "a = 1\n");
  await tandem.write("b.py", "b = 1\n");
  const page = await tandem.start({ open: ["a.py", "b.py"] });
  const first = page.getByRole("region", { name: "Editor", exact: true });
  const second = page.getByRole("region", { name: "Editor, group 2" });
  const tab = (name: string) => page.getByRole("tab", { name, exact: true });
  const body = first.locator(".pane-body");
  const box = await body.boundingBox();
  if (!box) throw new Error("no editor");
  // Downwards: beneath it.
  await tab("b.py").dragTo(body, { targetPosition: { x: box.width / 2, y: box.height - 20 } });
  await expect(second.getByRole("tab")).toHaveText(["b.py"]);
  await expect(second.getByRole("textbox", { name: "Editor: b.py" })).toBeVisible();
  await expect(page.getByRole("separator", { name: "Height of the editor group" })).toBeVisible();
  await test.step("onto the bar of another group, beside its tabs and among those of pages", async () => {
    await tandem.command("Settings…");
    await expect(second.getByRole("tab")).toHaveText(["b.py", "Settings"]);
    // What is said of a file, and where it runs, is not said of a page.
    await expect(page.getByRole("combobox", { name: "Run in" })).toHaveCount(0);
    await expect(page.getByRole("contentinfo")).not.toContainText("Ln 1");
    const bar = first.locator(".editor-bar");
    const { width } = (await bar.boundingBox()) ?? { width: 0 };
    await tab("Settings").dragTo(tab("a.py"));
    await expect(first.getByRole("tab")).toHaveText(["a.py", "Settings"]);
    await tab("b.py").dragTo(bar, { targetPosition: { x: width / 2, y: 10 } });
    await expect(second).toHaveCount(0);
    await expect(first.getByRole("tab")).toHaveText(["a.py", "b.py", "Settings"]);
    await expect(page.getByRole("contentinfo")).toContainText("Ln 1");
  });
  await tab("b.py").dragTo(tab("a.py"), { targetPosition: { x: 4, y: 10 } });
  await expect(first.getByRole("tab")).toHaveText(["b.py", "a.py", "Settings"]);

  await test.step("a page that can be opened anew is there after a reload, in its place", async () => {
    await tab("Settings").click();
    await tandem.command("Reload window");
    await expect(first.getByRole("tab")).toHaveText(["b.py", "a.py", "Settings"]);
    await expect(tab("Settings")).toHaveAttribute("aria-selected", "true");
  });
});

test("a picture opens in a page, fits or not, and its bytes are a click away", async ({ tandem }) => {
  // A single grey pixel.
  const pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";
  await tandem.write("plot.png", Buffer.from(pixel, "base64"));
  const page = await tandem.start({ open: ["plot.png"] });
  const shown = page.getByRole("region", { name: "plot.png" });
  await expect(shown).toContainText("1 × 1");
  await expect(shown.getByRole("img", { name: "plot.png" })).toBeVisible();
  await shown.getByRole("button", { name: "Open as text" }).click();
  await expect(page.getByRole("textbox", { name: "Editor: plot.png" })).toBeFocused();
});
