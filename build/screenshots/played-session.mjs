/** The session on the pictures: what a person would do in the window, done by its keys and names. */

/** @typedef {import("playwright").Page} Page */

const TABLE = `import pandas as pd

stations = pd.DataFrame(
    {"readings": [365, 358, 41, 362], "mean": [20.27, 19.85, float("nan"), 20.9], "spread": [0.15, 0.07, float("nan"), 0.14]},
    index=pd.Index(["north", "east", "south", "west"], name="station"),
)
stations.round(2)`;

/** Stops far along, so that the picture is always the same. */
const PROGRESS = `from time import sleep
from tqdm import tqdm

for day in tqdm(range(365), desc="reading days", ncols=58, mininterval=0, miniters=1):
    sleep(0.005 if day < 241 else 600)`;

/** @param {Page} page @param {string} state */
export const kernelIs = (page, state) =>
  page.getByRole("status", { name: "Kernel status" }).getByText(state, { exact: true }).waitFor();

/** @param {Page} page @param {number} number */
const block = (page, number) => page.getByRole("article", { name: `In [${number}]:`, exact: true }).last();

/** @param {Page} page @param {string} title */
export async function runCommand(page, title) {
  await page.keyboard.press("Control+Shift+P");
  await page.getByRole("combobox", { name: "Command" }).fill(title);
  await page.getByRole("listbox", { name: "Found" }).getByText(title, { exact: true }).first().click();
}

/** @param {Page} page @param {string} code */
export async function enter(page, code) {
  await page.keyboard.press("Control+0");
  await page.keyboard.insertText(code);
  await page.keyboard.press("Control+Enter");
}

/** A second shell, a fit, a question, a plot and an error, from files with cells. @param {Page} page */
export async function playFiles(page) {
  /** @param {string} name */
  const bringToFront = async (name) => {
    await page.getByRole("tab", { name, exact: true }).click();
    await page.getByRole("textbox", { name: `Editor: ${name}` }).focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+PageDown");
  };
  await kernelIs(page, "idle");
  await page.getByRole("button", { name: "New shell", exact: true }).click();
  await page.getByRole("listbox", { name: "Kernels" }).getByRole("option").first().click();
  await page.getByRole("tab", { name: / 2$/ }).waitFor();
  await kernelIs(page, "idle");
  await page.keyboard.press("Control+1");
  await kernelIs(page, "idle");

  await bringToFront("random_walk.py");
  await page.keyboard.press("Shift+Enter");
  const question = page.getByRole("textbox", { name: "How many walkers?" });
  await question.fill("120");
  await question.press("Enter");
  await kernelIs(page, "idle");
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Shift+Enter");
  await block(page, 2).waitFor();
  await kernelIs(page, "idle");
  await page.keyboard.press("Control+Enter");
  await block(page, 3).getByRole("img").waitFor();
  await kernelIs(page, "idle");
  await page.getByRole("textbox", { name: "Editor: random_walk.py" }).focus();
}

/** Two shells side by side, with the window to themselves: an error in the one, a table and a progress bar in the other. @param {Page} page */
export async function playShells(page) {
  await page.getByRole("tab", { name: "what_went_wrong.py", exact: true }).click();
  await page.getByRole("textbox", { name: "Editor: what_went_wrong.py" }).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+PageDown");
  await page.keyboard.press("Shift+Enter");
  await block(page, 4).waitFor();
  await page.keyboard.press("Shift+Enter");
  await block(page, 5).getByText("ZeroDivisionError").first().waitFor();
  await kernelIs(page, "idle");

  await page.keyboard.press("Control+2");
  await enter(page, TABLE);
  await kernelIs(page, "idle");
  await page.getByRole("table").getByText("north").waitFor();
  await enter(page, PROGRESS);
  await page.getByText("241/365").last().waitFor();
  await enter(page, "stations.loc['south']");
  await page.getByRole("article", { name: "Queued" }).waitFor();
  await runCommand(page, "Move shell to the side");
  await runCommand(page, "Show editor");
  await runCommand(page, "Show tools");
  await page.getByRole("table").getByText("north").waitFor();
  await page.keyboard.press("Control+0");
}
