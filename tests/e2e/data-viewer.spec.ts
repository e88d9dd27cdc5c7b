/** The data viewer: tables of plain Python and of an ipykernel, by pages, sorted and followed. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { findings } from "./accessibility-checker";
import { expect, type Tandem, test } from "./app";
import { enter, idle, STARTS } from "./shells";

const variable = (tandem: Tandem, name: string) =>
  tandem.page.getByRole("treegrid", { name: "Variables" }).getByRole("row", { name, exact: true });
const grid = (tandem: Tandem, name: string) => tandem.page.getByRole("grid", { name: `Data: ${name}` });
/** The cells of a row, by its number from 1 (the head is 1). */
const cells = (tandem: Tandem, name: string, row: number) =>
  grid(tandem, name).locator(`[role="row"][aria-rowindex="${row}"]`).getByRole("gridcell");

async function open(tandem: Tandem, name: string): Promise<void> {
  await variable(tandem, name).dblclick();
  await expect(tandem.page.getByRole("tab", { name, exact: true })).toHaveAttribute("aria-selected", "true");
  await expect(grid(tandem, name)).toBeVisible();
}

/** Goes to a row by its number. */
async function goTo(tandem: Tandem, row: string): Promise<void> {
  await tandem.page.getByRole("textbox", { name: "Go to row" }).fill(row);
  await tandem.page.keyboard.press("Enter");
}

test("tables of plain Python: lists, dicts, a range of ten million, all that is hostile", async ({
  tandem,
}) => {
  const bare = path.join(tandem.home, "bare");
  execFileSync("python3", ["-m", "venv", "--without-pip", bare]);
  await tandem.start({ settings: STARTS, env: { JUPYTER_PATH: "", PATH: path.join(bare, "bin") } });
  const { page } = tandem;
  await idle(tandem);
  await tandem.command("Workspace");
  await enter(
    tandem,
    `spectra = {"flux": [0.8366, None, 0.83], "night": ["2026-03-04", "b", "a"]}
many = range(10_000_000)
class Evil:
    def __repr__(self): raise SystemExit
    __str__ = __len__ = __iter__ = __lt__ = __eq__ = __hash__ = __repr__
odd = ["<b>x</b>", "\\x1b[31m\\u202e", "\\ud800", "y" * 1_000_000, Evil(), None]
odd.append(odd)`,
  );
  await test.step("a dict of lists is a table with a column for each", async () => {
    await open(tandem, "spectra");
    await expect(grid(tandem, "spectra")).toHaveAttribute("aria-rowcount", "4");
    await expect(grid(tandem, "spectra")).toHaveAttribute("aria-colcount", "3");
    await expect(cells(tandem, "spectra", 2)).toHaveText(["0.8366", "2026-03-04"]);
    await expect(cells(tandem, "spectra", 3)).toHaveText(["None", "b"]);
  });
  await test.step("it follows the variable, also while code runs", async () => {
    await enter(tandem, "spectra['flux'][1] = 0.5");
    await expect(cells(tandem, "spectra", 3)).toHaveText(["0.5000", "b"]);
    await enter(tandem, "del spectra");
    await expect(page.getByText("spectra is not there any more.")).toBeVisible();
  });
  await test.step("of ten million rows any is reached, while code runs, and few are drawn", async () => {
    await enter(tandem, "import time\nwhile True: time.sleep(0.01)");
    await open(tandem, "many");
    await expect(grid(tandem, "many")).toHaveAttribute("aria-rowcount", "10000001");
    await expect(cells(tandem, "many", 2)).toHaveText(["0"]);
    await page.keyboard.press("Control+End");
    await expect(cells(tandem, "many", 10_000_001)).toHaveText(["9999999"]);
    await goTo(tandem, "1 234 567");
    await expect(cells(tandem, "many", 1_234_569)).toHaveText(["1234567"]);
    expect(await grid(tandem, "many").getByRole("row").count()).toBeLessThan(80);
    await page.keyboard.press("Control+0");
    await page.keyboard.press("Control+I");
    await idle(tandem);
  });
  await test.step("hostile items are shown as they are", async () => {
    await open(tandem, "odd");
    await expect(cells(tandem, "odd", 2)).toHaveText(["<b>x</b>"]);
    await expect(cells(tandem, "odd", 3)).toHaveText(["\\x1b[31m\\u202e"]);
    await expect(cells(tandem, "odd", 4)).toHaveText(["\\ud800"]);
    await expect(cells(tandem, "odd", 5)).toHaveText([`${"y".repeat(200)}…`]);
    await expect(cells(tandem, "odd", 6)).toHaveText(["Evil()"]);
    await expect(cells(tandem, "odd", 8)).toContainText("[");
  });
});

test("tables of an ipykernel: pandas, sorted, from the editor, and after its end", async ({ tandem }) => {
  await tandem.start({ settings: STARTS });
  const { page } = tandem;
  await idle(tandem);
  await tandem.command("Workspace");
  await enter(
    tandem,
    `import numpy as np, pandas as pd
df = pd.DataFrame({"night": pd.Categorical(["b", "a", None] * 1000), "flux": np.arange(3000) / 7, "order": [5, 3, 4] * 1000})
df["flux"] = df["flux"].where(df.index != 1)
wide = np.zeros((5, 10_000))`,
  );
  await test.step("its columns have types, and what is missing says how", async () => {
    await open(tandem, "df");
    await expect(grid(tandem, "df")).toHaveAttribute("aria-rowcount", "3001");
    await expect(grid(tandem, "df").getByRole("columnheader", { name: /night/ })).toContainText("category");
    await expect(cells(tandem, "df", 3)).toHaveText(["a", "NaN", "3"]);
  });
  await test.step("it is sorted by two columns, missing ones last", async () => {
    await grid(tandem, "df")
      .getByRole("button", { name: /^order/ })
      .click();
    await expect(cells(tandem, "df", 2)).toHaveText(["a", "NaN", "3"]);
    await grid(tandem, "df")
      .getByRole("button", { name: /^flux/ })
      .click({ modifiers: ["Shift"] });
    await expect(cells(tandem, "df", 2)).toHaveText(["a", "0.5714", "3"]);
    await expect(page.getByText("order ↑, flux ↑")).toBeVisible();
    await page.keyboard.press("Control+End");
    await goTo(tandem, "999");
    await expect(cells(tandem, "df", 1001)).toHaveText(["a", "NaN", "3"]);
  });
  await test.step("ten thousand columns are as many as they are, and few are drawn", async () => {
    await open(tandem, "wide");
    await expect(grid(tandem, "wide")).toHaveAttribute("aria-colcount", "10001");
    await page.keyboard.press("End");
    await expect(grid(tandem, "wide").getByRole("columnheader", { name: /9999/ })).toBeVisible();
    expect(await grid(tandem, "wide").getByRole("columnheader").count()).toBeLessThan(40);
  });
  await test.step("the name under the cursor of the editor", async () => {
    await page.keyboard.press("Control+W");
    await expect(page.getByRole("tab", { name: "wide" })).toHaveCount(0);
    await tandem.command("New file");
    await page.keyboard.type("df.head()");
    await page.keyboard.press("Home");
    await page.keyboard.press("Control+Shift+D");
    await expect(grid(tandem, "df")).toBeFocused();
  });
  await test.step("the checker finds nothing", async () => {
    expect(await findings(page)).toEqual([]);
  });
  await test.step("what was read stays when the kernel has ended", async () => {
    await enter(tandem, "import os; os._exit(3)");
    await expect(page.getByText(/What was read of df is shown/)).toBeVisible();
    await expect(cells(tandem, "df", 1001)).toHaveText(["a", "NaN", "3"]);
  });
  await test.step("the next kernel has no such variable", async () => {
    await page.getByRole("alert", { name: "Kernel died" }).getByRole("button", { name: "Restart" }).click();
    await idle(tandem);
    await expect(page.getByText("df is not there any more.")).toBeVisible();
  });
});
