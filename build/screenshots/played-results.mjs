/** Results beside the code of a script, and a notebook as cells, as a user sees them, for the pictures of docs/. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

const LOAD = `import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

rng = np.random.default_rng(7)
time = np.linspace(0, 40, 160)
flux = 2.1 * np.exp(-time / 9.3) + 0.4 + rng.normal(0, 0.05, time.size)
print(f"{time.size} points, {time[-1]:.0f} ns")`;
const TABLE = `bins = pd.cut(time, [-1, 10, 20, 30, 40]).astype(str)
table = pd.DataFrame({"time": bins, "flux": flux})
table.groupby("time").agg(["mean", "std"]).round(3)`;
const FIGURE = `fig, axes = plt.subplots(figsize=(6.2, 2.5))
axes.plot(time, flux, ".", color="0.6")
axes.plot(time, 2.1 * np.exp(-time / 9.3) + 0.4)
axes.set_xlabel("time / ns")
plt.show()`;

const SCRIPT = `# %% Load the decay
${LOAD}

# %% By the time
${TABLE}

# %% Fit
first = 60
slope, offset = np.polyfit(time[:first], np.log(flux[:first]), 1)
print(f"lifetime {-1 / slope:.2f} ns")

# %% Draw
${FIGURE}
`;

/** @param {string} source @param {string} type */
const cell = (source, type = "code") => ({
  cell_type: type,
  id: `c${source.length}`,
  metadata: {},
  ...(type === "code" && { execution_count: null, outputs: [] }),
  source: source.split(/(?<=\n)/),
});
const ABOUT = `# Decay of the excited state

The counts follow $N(t) = N_0\\, e^{-t/\\tau} + b$, with a lifetime $\\tau$ of some **9 ns**.

$$\\tau = -\\left(\\frac{d}{dt} \\ln \\frac{N(t) - b}{N_0}\\right)^{-1}$$`;
const NOTEBOOK = JSON.stringify(
  {
    cells: [
      cell(ABOUT, "markdown"),
      cell(LOAD),
      cell("## By the time\n\nFour bins of 10 ns each.", "markdown"),
      cell(TABLE),
      cell(FIGURE),
    ],
    metadata: { kernelspec: { display_name: "Python 3", language: "python", name: "python3" } },
    nbformat: 4,
    nbformat_minor: 5,
  },
  null,
  1,
);

/** Makes the script, and tells which to open. @param {string} folder */
export async function writeScript(folder) {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, "decay.py");
  await writeFile(file, SCRIPT);
  return [file];
}

/** Makes the notebook, and tells which to open. @param {string} folder */
export async function writeNotebook(folder) {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, "decay.ipynb");
  await writeFile(file, NOTEBOOK);
  return [file];
}

/** @param {import("playwright").Page} page */
async function idle(page) {
  await page.getByRole("status", { name: "Kernel status" }).getByText("idle", { exact: true }).waitFor();
}

/**
 * @param {import("playwright").Page} page
 * @param {(name: string) => Promise<void>} picture the window as it is, under docs/
 */
export async function playResults(page, picture) {
  const result = (/** @type {string} */ name) =>
    page.getByRole("region", { name: `Result of cell: ${name}` });
  await idle(page);
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+Home");
  for (let cells = 0; cells < 4; cells++) await page.keyboard.press("Shift+Enter");
  await result("Draw").locator("img").first().waitFor();
  await idle(page);
  // Run again with other points, and edited since.
  const go = async (/** @type {string} */ words) => {
    await page.keyboard.press("Control+f");
    await page.keyboard.insertText(words);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowRight");
  };
  await go("first = 60");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("40");
  await page.keyboard.press("Control+Enter");
  await result("Fit").getByText("2 of 2").waitFor();
  await go("10, 20, 30");
  await page.keyboard.type(", 35");
  await page.keyboard.press("Escape");
  await result("By the time").getByText("as of In [2]").waitFor();
  await picture("results");
}

/**
 * @param {import("playwright").Page} page
 * @param {(name: string) => Promise<void>} picture
 */
export async function playNotebook(page, picture) {
  await idle(page);
  await page.getByRole("heading", { name: "Decay of the excited state" }).waitFor();
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+e");
  await page
    .getByRole("region", { name: /Result of cell/ })
    .locator("img, iframe[data-shown]")
    .first()
    .waitFor();
  await idle(page);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Escape");
  await picture("notebook");
}
