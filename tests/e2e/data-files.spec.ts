/** Files that hold tables, in the data viewer without a kernel. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { findings } from "./accessibility-checker";
import { expect, test } from "./app";

test("a CSV opens from the file browser without a kernel, in both looks, and is sorted", async ({
  tandem,
}) => {
  const rows = Array.from({ length: 3000 }, (_, at) => `${at};${(at * 7) % 1000},5;night ${at % 4}`);
  await tandem.write("run.csv", ["number;flux;night", ...rows].join("\n"));
  await tandem.write("notes.py", "");
  await tandem.write("run.h5", await readFile(path.join(__dirname, "../unit/tables/groups.h5")));
  const page = await tandem.start({ open: ["", "notes.py"] });
  const grid = page.getByRole("grid", { name: "Data: run.csv" });
  const cell = (row: number) =>
    grid.locator(`[role="row"][aria-rowindex="${row}"]`).getByRole("gridcell").first();
  await page.getByRole("treeitem", { name: "run.csv" }).click();
  await expect(grid).toHaveAttribute("aria-rowcount", "3001");
  await expect(grid).toHaveAttribute("aria-colcount", "4");
  await expect(cell(2)).toHaveText("0");

  await grid.getByRole("button", { name: "flux" }).click();
  await grid.getByRole("button", { name: "flux" }).click();
  await expect(cell(2)).toHaveText("857");
  expect(await findings(page)).toEqual([]);

  // HDF5's library is a module of its own, loaded now; datasets stand under their groups.
  await page.getByRole("treeitem", { name: "run.h5" }).click();
  const stored = page.getByRole("grid", { name: "Data: run.h5" });
  await expect(stored).toHaveAttribute("aria-rowcount", "4");
  await page.getByLabel("Part").selectOption("/night/raw/flux");
  await expect(stored).toHaveAttribute("aria-rowcount", "5");
  await expect(stored.getByRole("gridcell").nth(1)).toHaveText("0.1");
  await page.screenshot({ path: test.info().outputPath("hdf5.png") });
  await page.getByRole("treeitem", { name: "run.csv" }).click();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator(`html[data-theme="${colorScheme}"]`)).toBeAttached();
    await page.screenshot({ path: test.info().outputPath(`csv-${colorScheme}.png`) });
  }
});
