/**
 * What a kernel holds, as a user sees it, for the pictures of docs/: the workspace after some runs, its past compared, and
 * a table of the night sorted, filtered and selected in.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

const FILE = `# %% Load the night
import numpy as np
import pandas as pd

rng = np.random.default_rng(7)
rows = 73_728
table = pd.DataFrame({
    "night": pd.Categorical.from_codes(np.arange(rows) // 24_576, ["2026-03-02", "2026-03-03", "2026-03-04"]),
    "wavelength": 480 + np.arange(rows) % 24_576 * 0.0104,
    "flux": 0.84 + rng.normal(0, 0.012, rows),
    "model": 0.75 + rng.normal(0, 0.004, rows),
    "order": 3 + 2 * (np.arange(rows) // 512 % 2),
})
table.loc[rng.integers(0, rows, 41), "flux"] = np.nan
lamps = ["ThAr", "UNe"]
best = {"centre": 562.736, "width": 0.0901}
n_orders = 48

# %% Refit the bad ones
table["residual"] = table["flux"] - table["model"]
worst = table[table["residual"] > 0.1]
n_orders = 47
lamps.append("FP")
`;

/** Makes them, and tells which to open. @param {string} folder */
export async function writeNight(folder) {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, "night.py");
  await writeFile(file, FILE);
  return [file];
}

/**
 * @param {import("playwright").Page} page
 * @param {(name: string) => Promise<void>} picture the window as it is, under docs/
 */
export async function playData(page, picture) {
  const status = page.getByRole("status", { name: "Kernel status" });
  const idle = () => status.getByText("idle", { exact: true }).waitFor();
  await idle();
  await page.getByRole("button", { name: "Run cell: Load the night" }).click();
  await page.getByRole("article", { name: "In [1]:", exact: true }).waitFor();
  await idle();
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+End");
  await page.getByRole("button", { name: "Run cell: Refit the bad ones" }).click();
  await page.getByRole("article", { name: "In [2]:", exact: true }).waitFor();
  await idle();
  await command(page, "Workspace");
  const variables = page.getByRole("treegrid", { name: "Variables" });
  await variables.getByText("changed").first().waitFor();
  await variables.getByRole("row", { name: "table", exact: true }).click();
  await page.keyboard.press("ArrowRight");
  await variables.getByText("residual").first().waitFor();
  await command(page, "Move tool below the shells");
  await picture("workspace");

  await variables.getByRole("row", { name: "table", exact: true }).dblclick();
  const grid = page.getByRole("grid", { name: "Data: table" });
  await grid.getByRole("gridcell").first().waitFor();
  for (const filter of ["residual > 0.1", "night is 2026-03-04"]) {
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.keyboard.type(filter);
    await page.keyboard.press("Enter");
    await page.getByText(filter, { exact: true }).waitFor();
  }
  await page.keyboard.press("End");
  const head = grid
    .getByRole("columnheader", { name: /residual/ })
    .getByRole("button")
    .first();
  await head.click();
  await page.getByText(/residual ↑/).waitFor();
  await head.click();
  await page.getByText(/residual ↓/).waitFor();
  await page.keyboard.press("Control+Home");
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
  for (const key of ["ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown"])
    await page.keyboard.press(`Shift+${key}`);
  await page.getByText(/8 cells · sum/).waitFor();
  await picture("data");
}

/** @param {import("playwright").Page} page @param {string} title */
async function command(page, title) {
  await page.keyboard.press("Control+Shift+P");
  await page.getByRole("combobox", { name: "Command" }).fill(title);
  await page.getByRole("listbox", { name: "Found" }).getByText(title, { exact: true }).first().click();
}
