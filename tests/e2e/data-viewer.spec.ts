/** The data viewer: tables of plain Python and of an ipykernel, by pages, sorted and followed. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { findings } from "./accessibility-checker";
import { expect, type Tandem, test } from "./app";
import { enter, idle, STARTS, shell } from "./shells";

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

/** Both themes, at both sizes: to be looked at. */
async function pictures(tandem: Tandem, name: string): Promise<void> {
  const { page, electron } = tandem;
  // The steps after it go on in the larger one.
  for (const [width, height] of [
    [1000, 640],
    [1440, 900],
  ] as const) {
    await electron.evaluate(
      ({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
      },
      { width, height },
    );
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator(`html[data-theme="${colorScheme}"]`)).toBeAttached();
      await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}-${width}.png`) });
    }
  }
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
wide = np.zeros((5, 10_000))
cube = np.arange(24).reshape(2, 3, 4)`,
  );
  await test.step("its columns have types, and what is missing says how", async () => {
    await open(tandem, "df");
    await expect(grid(tandem, "df")).toHaveAttribute("aria-rowcount", "3001");
    await expect(grid(tandem, "df").getByRole("columnheader", { name: /night/ })).toContainText("category");
    await expect(cells(tandem, "df", 3)).toHaveText(["a", "NaN", "3"]);
  });
  await test.step("frozen it stays as it was, until that is taken back", async () => {
    const freeze = async () => {
      // The page is narrow here: what is used rarely stands in the menu.
      await page.locator(".data-bar").getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitemcheckbox", { name: "Freeze the data" }).click();
    };
    await freeze();
    await expect(page.getByText("frozen: what the variable holds by now is not shown")).toBeVisible();
    await enter(tandem, "df['order'] += 10");
    await idle(tandem);
    await expect(cells(tandem, "df", 3)).toHaveText(["a", "NaN", "3"]);
    await freeze();
    await expect(cells(tandem, "df", 3)).toHaveText(["a", "NaN", "13"]);
    await enter(tandem, "df['order'] -= 10");
    await expect(cells(tandem, "df", 3)).toHaveText(["a", "NaN", "3"]);
    await grid(tandem, "df").focus();
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
  await test.step("filters are lines of text, and chips; heads say what a column holds", async () => {
    await expect(grid(tandem, "df").getByRole("columnheader", { name: /night/ })).toContainText(
      "1,000 missing",
    );
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.keyboard.type("flux >");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert").getByText("A column's name")).toBeVisible();
    await page.keyboard.type(" 400");
    await page.keyboard.press("Enter");
    await expect(page.getByText("199 rows · order ↑, flux ↑")).toBeVisible();
    await expect(grid(tandem, "df")).toHaveAttribute("aria-rowcount", "200");
    await expect(page.getByText("flux > 400", { exact: true })).toBeVisible();
  });
  await test.step("a selection is added up, and copied", async () => {
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowRight");
    await expect(page.getByText(/4 cells · sum [\d.]+ · mean [\d.]+/)).toBeVisible();
    await page.keyboard.press("Control+C");
    await expect
      .poll(() => tandem.electron.evaluate(({ clipboard }) => clipboard.readText()))
      .toMatch(/^400\.\d+\t3\n400\.\d+\t3$/);
    await pictures(tandem, "data");
  });
  await test.step("the checker finds nothing with chips, and with the line", async () => {
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await expect(page.getByRole("combobox", { name: "Filter by" })).toBeFocused();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(grid(tandem, "df")).toBeFocused();
  });
  await test.step("a text is found in its cells, on and back", async () => {
    const current = grid(tandem, "df").locator('[role="gridcell"][data-current]');
    await page.keyboard.press("Control+F");
    await page.keyboard.type("424.85");
    await page.keyboard.press("Enter");
    await expect(current).toHaveText("424.8571");
    await page.getByRole("textbox", { name: "Find in the data" }).fill("no such text");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Not found in the cells that were looked at")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(grid(tandem, "df")).toBeFocused();
    await page.keyboard.press("Control+Home");
  });
  await test.step("as code, at the editor's cursor", async () => {
    await tandem.command("New file");
    await page.keyboard.type("best = ");
    await page.getByRole("tab", { name: "df", exact: true }).click();
    await page.getByRole("button", { name: "As code" }).click();
    await expect(page.locator('[data-place="editor"] .view-lines')).toContainText(
      'best = df[df["flux"] > 400].sort_values(["order", "flux"], ascending=[True, True], kind="stable")',
    );
    await page.keyboard.press("Control+Z");
    await page.getByRole("tab", { name: "df", exact: true }).click();
    await page.getByRole("button", { name: "Remove filter: flux > 400" }).click();
    await expect(grid(tandem, "df")).toHaveAttribute("aria-rowcount", "3001");
  });
  await test.step("of an array of three dimensions any part is shown", async () => {
    await open(tandem, "cube");
    await expect(cells(tandem, "cube", 2)).toHaveText(["0", "1", "2", "3"]);
    await page.getByRole("textbox", { name: "Index in dimension 0 of 2" }).fill("1");
    await page.keyboard.press("Enter");
    await expect(cells(tandem, "cube", 2)).toHaveText(["12", "13", "14", "15"]);
    await page.getByRole("textbox", { name: "Index in dimension 0 of 2" }).fill(":");
    await page.getByRole("textbox", { name: "Index in dimension 1 of 3" }).fill("2");
    await page.keyboard.press("Enter");
    await expect(cells(tandem, "cube", 3)).toHaveText(["20", "21", "22", "23"]);
  });
  await test.step("columns stand still, move, hide and are written as one wants, also when it is opened again", async () => {
    await enter(tandem, "other = df.copy()");
    await open(tandem, "other");
    const head = (name: RegExp) => grid(tandem, "other").getByRole("columnheader", { name });
    const choose = async (name: RegExp, item: string) => {
      await head(name).click({ button: "right" });
      await page.getByRole("menu").getByText(item, { exact: true }).click();
    };
    await choose(/^flux/, "Format…");
    await page.getByRole("menuitemradio", { name: "2 digits behind the point", exact: true }).click();
    await expect(cells(tandem, "other", 2).nth(1)).toHaveText("0.00");
    await head(/^flux/).click({ button: "right" });
    await page.getByRole("menuitemcheckbox", { name: "Colour scale", exact: true }).click();
    await expect(cells(tandem, "other", 4).nth(1)).toHaveCSS("background-color", /oklab/);
    await choose(/^order/, "Move column to the left");
    await expect(cells(tandem, "other", 2)).toHaveText(["b", "5", "0.00"]);
    await choose(/^night/, "Columns stand still up to here");
    await choose(/^order/, "Hide column");
    await expect(grid(tandem, "other")).toHaveAttribute("aria-colcount", "3");
    await pictures(tandem, "looks");
    await page.keyboard.press("Control+W");
    await open(tandem, "other");
    await expect(cells(tandem, "other", 4)).toHaveText(["NaN", "0.29"]);
    await page.getByRole("button", { name: "1 column hidden" }).click();
    await page.getByRole("menuitem", { name: "Show order" }).click();
    await expect(grid(tandem, "other")).toHaveAttribute("aria-colcount", "4");
  });
  await test.step("a window that loads anew shows it as it was: sorted, filtered, at its place", async () => {
    await grid(tandem, "other")
      .getByRole("button", { name: /^order/ })
      .click();
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.keyboard.type("flux > 40");
    await page.keyboard.press("Enter");
    await expect(page.getByText("2,719 rows · order ↑")).toBeVisible();
    await goTo(tandem, "1500");
    await expect(cells(tandem, "other", 1502)).toHaveText(["NaN", "4", "294.71"]);
    await page.reload();
    await page.getByRole("tab", { name: "other", exact: true }).click();
    await expect(page.getByText("2,719 rows · order ↑")).toBeVisible();
    await expect(page.getByText("flux > 40", { exact: true })).toBeVisible();
    await expect(cells(tandem, "other", 1502)).toHaveText(["NaN", "4", "294.71"]);
    await expect(cells(tandem, "other", 1502).and(page.locator("[data-current]"))).toHaveCount(1);
    await page.getByRole("button", { name: "Remove filter: flux > 40" }).click();
    await grid(tandem, "other")
      .getByRole("button", { name: /^order/ })
      .click();
    await grid(tandem, "other")
      .getByRole("button", { name: /^order/ })
      .click();
    await page.keyboard.press("Control+Home");
    await expect(cells(tandem, "other", 2).nth(2)).toHaveText("0.00");
  });
  await test.step("a cell is edited by an assignment, which is taken back by another; what does not fit says so", async () => {
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await cells(tandem, "other", 2).nth(2).dblclick();
    const field = page.getByRole("textbox", { name: "Value of the cell" });
    await expect(field).toHaveValue("0.0");
    await field.fill("word");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert").getByText("This value does not fit the column.")).toBeVisible();
    await field.fill("7.25");
    await page.keyboard.press("Enter");
    await expect(cells(tandem, "other", 2).nth(2)).toHaveText("7.25");
    await expect(shell(tandem)).toContainText("other.iat[0, 1] = 7.25");
    await pictures(tandem, "edited");
    await page.keyboard.press("Control+Z");
    await expect(shell(tandem)).toContainText("other.iat[0, 1] = 0.0");
    await expect(cells(tandem, "other", 2).nth(2)).toHaveText("0.00");
    await expect(page.getByRole("button", { name: "Undo", exact: true })).toHaveCount(0);
  });
  await test.step("an assignment that fails says so, and is not offered to be taken back", async () => {
    await enter(
      tandem,
      `class Holder:
    def __getattribute__(self, name): raise RuntimeError(name)
holder = Holder()
object.__getattribute__(holder, "__dict__")["rows"] = [0, 1, 2]`,
    );
    await idle(tandem);
    await tandem.command("New file");
    await page.keyboard.type("holder.rows");
    await page.keyboard.press("Control+Shift+D");
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await cells(tandem, "holder.rows", 3).dblclick();
    await page.getByRole("textbox", { name: "Value of the cell" }).fill("7");
    await page.keyboard.press("Enter");
    await expect(page.getByText("holder.rows[1] = 7 failed. The shell says why.")).toBeVisible();
    await expect(cells(tandem, "holder.rows", 3)).toHaveText("1");
    await expect(page.getByRole("button", { name: "Undo", exact: true })).toHaveCount(0);
    await page.keyboard.press("Control+W");
    await page.getByRole("tab", { name: "other", exact: true }).click();
  });
  await test.step("what is shown is written to a file, by the kernel", async () => {
    await tandem.answerSaveDialog("out.csv");
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: "3,000 rows as shown, as CSV…" }).click();
    await expect(page.getByText("out.csv: 3,000 rows written.")).toBeVisible();
    expect(readFileSync(path.join(tandem.folder, "out.csv"), "utf8").split("\r\n").slice(0, 3)).toEqual([
      "night,order,flux",
      "b,5,0.0",
      "a,3,",
    ]);
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
  await test.step("pointing at a name that the kernel has a table under", async () => {
    await tandem.command("New file");
    await page.keyboard.type("cube.sum()");
    const link = page.getByRole("link", { name: "Open as data" });
    // The list of names, which may come late, takes the place of what is told under the pointer.
    await expect(async () => {
      await page.keyboard.press("Escape");
      await page.mouse.move(5, 5);
      await page.getByText("cube.sum()").hover({ position: { x: 6, y: 8 } });
      await expect(link).toBeVisible({ timeout: 3000 });
    }).toPass();
    await link.click();
    await expect(grid(tandem, "cube")).toBeFocused();
  });
  await test.step("tables of pandas and polars in the shell open as data; the checker finds nothing in them", async () => {
    await enter(tandem, "import polars as pl\ntall = pl.DataFrame({'a': [1, 2]})\nother.head(2)");
    await enter(tandem, "tall");
    const result = (name: string) =>
      shell(tandem).locator(".output").filter({ hasText: name }).getByRole("table");
    for (const [words, name] of [
      ["order", "_"],
      ["i64", "tall"],
    ] as const) {
      await result(words).click({ button: "right" });
      await page.getByRole("menuitem", { name: "Open as data" }).click();
      await expect(page.getByRole("grid", { name: new RegExp(`^Data: ${name}`) })).toBeFocused();
      await page.keyboard.press("Control+W");
    }
    await expect(result("order").getByRole("columnheader")).toHaveText(["night", "flux", "order"]);
    expect(await findings(page)).toEqual([]);
  });
  await test.step("what was read stays when the kernel has ended", async () => {
    await page.getByRole("tab", { name: "df", exact: true }).click();
    await expect(cells(tandem, "df", 2)).toHaveText(["a", "0.5714", "3"]);
    const pin = page.getByRole("button", { name: "Freeze the data" });
    await pin.click();
    await expect(pin).toHaveAttribute("aria-pressed", "true");
    await expect(cells(tandem, "df", 2)).toHaveText(["a", "0.5714", "3"]);
    await enter(tandem, "import os; os._exit(3)");
    await expect(page.getByText(/What was read of df is shown/)).toBeVisible();
    await expect(cells(tandem, "df", 2)).toHaveText(["a", "0.5714", "3"]);
  });
  await test.step("the next kernel has no such variable", async () => {
    await page.getByRole("alert", { name: "Kernel died" }).getByRole("button", { name: "Restart" }).click();
    await idle(tandem);
    // What was frozen went with the kernel: nothing else is shown in its place without a word.
    await expect(page.getByText("df is not frozen any more: its copy is gone.")).toBeVisible();
    await expect(page.getByText("df is not there any more.")).toBeVisible();
  });
});
