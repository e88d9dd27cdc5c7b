/** Plots: every figure of a shell, also after a reload; one is looked at, two are compared. */
import path from "node:path";
import { findings } from "./accessibility-checker";
import { expect, sharing as test } from "./app";
import { enter, idle } from "./shells";

/** Pictures without a library: a PNG of one colour, and an SVG. */
const FIGURES = `import struct, zlib
from IPython.display import SVG, display
class Plain:
    def __init__(self, grey, wide=300, high=200): self.grey, self.wide, self.high = grey, wide, high
    def _repr_png_(self):
        part = lambda name, data: struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        rows = (b"\\0" + bytes([self.grey]) * self.wide) * self.high
        return b"\\x89PNG\\r\\n\\x1a\\n" + part(b"IHDR", struct.pack(">IIBBBBB", self.wide, self.high, 8, 0, 0, 0, 0)) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
print("no figure")`;

test("figures are listed, looked at, compared, taken out, and are there after a reload", async ({
  tandem,
}) => {
  const page = await tandem.start({ settings: { startKernel: true } });
  await idle(tandem);
  await tandem.command("Plots");
  await expect(page.getByText("No figure yet.")).toBeVisible();
  await enter(tandem, FIGURES);
  await enter(tandem, "display(Plain(40), Plain(200)); Plain(90, 20, 20)");
  await enter(
    tandem,
    'SVG(\'<svg xmlns="http://www.w3.org/2000/svg" width="50" height="40"><circle r="9"/></svg>\')',
  );

  const list = page.getByRole("listbox", { name: "Figures" });
  const option = (name: string) => list.getByRole("option", { name, exact: true });
  const picture = (prompt: string) =>
    page.getByRole("region", { name: "Plots" }).getByRole("img", { name: `Figure of ${prompt}` });
  await expect(list.getByRole("option")).toHaveCount(4);
  await expect(option("In [3], figure 1")).toHaveAttribute("aria-selected", "true");
  await expect(picture("In [3]")).toBeVisible();
  await expect(page.getByText("4 figures")).toBeVisible();

  await test.step("another is chosen by mouse and by key, and zoomed", async () => {
    await option("In [2], figure 2").click();
    await expect(picture("In [2]")).toBeVisible();
    await list.focus();
    await page.keyboard.press("ArrowDown");
    await expect(option("In [2], figure 3")).toHaveAttribute("aria-selected", "true");
    // Of 20 by 20 pixels: enlarged to twice its size, no further.
    await expect(picture("In [2]")).toHaveAttribute("width", "40");
    await page.getByRole("button", { name: "Zoom in" }).click();
    await expect(picture("In [2]")).toHaveAttribute("width", "50");
    await page.getByRole("button", { name: "Fit into the room" }).click();
    await expect(picture("In [2]")).toHaveAttribute("width", "40");
  });

  await test.step("two stand beside each other", async () => {
    await page.getByRole("button", { name: "Compare with another figure" }).click();
    await option("In [3], figure 1").click();
    await expect(picture("In [2]")).toBeVisible();
    await expect(picture("In [3]")).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Compare in one place" }).click();
    const line = page.getByRole("slider", { name: "Line between the figures" });
    await line.press("End");
    // The one at the left is seen whole, over the other.
    await expect(picture("In [2]")).toBeVisible();
    await expect(page.locator(".swipe-right")).toHaveCSS("clip-path", "inset(0px 0px 0px 100%)");
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Compare in one place" }).click();
    await expect(line).toHaveCount(0);
    await page.getByRole("button", { name: "Compare with another figure" }).click();
    await expect(picture("In [2]")).toHaveCount(0);
  });

  await test.step("one is taken out of the list, and is back", async () => {
    await list.focus();
    await page.keyboard.press("Delete");
    await expect(list.getByRole("option")).toHaveCount(3);
    await page.getByRole("button", { name: "Show them again" }).click();
    await expect(list.getByRole("option")).toHaveCount(4);
  });

  await test.step("a saved one that is dropped on the window leads back to its output", async () => {
    await option("In [3], figure 1").click();
    await tandem.answerSaveDialog("circle.svg");
    await page.getByRole("button", { name: "More for this figure" }).click();
    await page.getByRole("menuitem", { name: "Save as…" }).click();
    await expect(page.getByText(/The output was saved as .*circle\.svg/)).toBeVisible();
    await enter(tandem, "for i in range(300): print(i)");
    await idle(tandem);
    const article = page.getByRole("article", { name: "In [3]:" });
    await expect(article).not.toBeInViewport();
    const devtools = await page.context().newCDPSession(page);
    const box = await page.getByRole("region", { name: "Editor", exact: true }).boundingBox();
    if (!box) throw new Error("the editor is not seen");
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await devtools.send("Input.dispatchDragEvent", {
        type,
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
        data: { items: [], files: [path.join(tandem.folder, "circle.svg")], dragOperationsMask: 1 },
      });
    await expect(article).toBeInViewport();
  });

  await test.step("a window of their own follows the newest", async () => {
    const own = await tandem.opens(() =>
      page.getByRole("button", { name: "Open the figures in a window of their own" }).click(),
    );
    const figures = own.getByRole("listbox", { name: "Figures" }).getByRole("option");
    await expect(figures).toHaveCount(4);
    await expect(own.getByRole("log", { name: "Shell output" })).not.toBeInViewport();
    await enter(tandem, "Plain(60)");
    await expect(figures).toHaveCount(5);
    await expect(figures.last()).toHaveAttribute("aria-selected", "true");
    expect(await findings(own)).toEqual([]);
    await own.close();
  });

  await page.reload();
  await expect(list.getByRole("option")).toHaveCount(5);
  await expect(option("In [5], figure 1")).toHaveAttribute("aria-selected", "true");
  await option("In [3], figure 1").click();
  await expect(picture("In [3]")).toBeVisible();
  await page
    .getByRole("region", { name: "Plots" })
    .getByRole("button", { name: /^In \[3\]/ })
    .click();
  await expect(page.getByRole("article", { name: "In [3]:" })).toBeInViewport();
});
