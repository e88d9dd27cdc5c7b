/** The debugger on pictures: a kernel that stands in a line of a loop, and in the frames of an error. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** @typedef {import("playwright").Page} Page */

const FIT = `"""Night-by-night fits of the survey."""
import math

# %% Fit
def fit(spectrum, order=3):
    """Scales each value by the order."""
    values = []
    for night, value in enumerate(spectrum):
        scaled = math.sqrt(value) * order
        values.append(scaled)
    return values


fits = {}
for run in ["2026-03-01", "2026-03-02"]:
    fits[run] = fit([1, 4, 9], order=2)
print(fits["2026-03-02"])

# %% Look up
def night_of(values, night):
    try:
        return values[night]
    except IndexError as error:
        raise ValueError("no such night") from error


night_of(fits["2026-03-02"], 10)
`;
const FILE = "night_fits.py";

/** Writes the file; answers what is opened of it. @param {string} folder */
export async function writeFits(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, FILE), FIT);
  return [folder, path.join(folder, FILE)];
}

/** @param {Page} page @param {number} line */
async function goTo(page, line) {
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+g");
  await page.keyboard.type(String(line));
  await page.keyboard.press("Enter");
  await page.getByRole("contentinfo").getByText(`Ln ${line}, Col 1`, { exact: true }).waitFor();
}

/** @param {Page} page @param {string} title */
async function runCommand(page, title) {
  await page.keyboard.press("Control+Shift+P");
  await page.getByRole("combobox", { name: "Command" }).fill(title);
  await page.getByRole("listbox", { name: "Found" }).getByText(title, { exact: true }).first().click();
}

/**
 * Shows one after another, and calls `picture` with the name of each.
 * @param {Page} page @param {(name: string) => Promise<void>} picture
 */
export async function playDebugger(page, picture) {
  const idle = page.getByRole("status", { name: "Kernel status" }).getByText("idle", { exact: true });
  const frames = page.getByRole("tree", { name: "Call stack" }).getByRole("treeitem");
  await idle.waitFor();
  await goTo(page, 1);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("article", { name: "In [1]:", exact: true }).waitFor();
  await idle.waitFor();
  await runCommand(page, "Debugger");
  await runCommand(page, "Move tool below the shells");

  await goTo(page, 9);
  await page.keyboard.press("F9");
  await page.getByRole("button", { name: "Breakpoint, line 9", exact: true }).waitFor();
  await runCommand(page, "Condition of the breakpoint…");
  await page.getByLabel("Condition", { exact: true }).fill("night == 1");
  await page.keyboard.press("Enter");
  await goTo(page, 9);
  await page.keyboard.press("Control+F5");
  await frames.first().getByText(`${FILE}:9`).waitFor();
  await page.keyboard.press("F10");
  await frames.first().getByText(`${FILE}:10`).waitFor();
  await page.keyboard.press("Control+0");
  await page.keyboard.insertText("values");
  await page.keyboard.press("Enter");
  await page.getByRole("article", { name: "fit:10>" }).getByText("[2.0]").waitFor();
  await picture("debugger");

  await page.keyboard.press("Shift+F5");
  await idle.waitFor();
  await goTo(page, 20);
  await page.keyboard.press("Control+Enter");
  await page.getByText("no such night").last().waitFor();
  await idle.waitFor();
  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+p");
  await frames.first().getByText(`${FILE}:24`).waitFor();
  await picture("debugger-error");
  await page.keyboard.press("F5");
  await idle.waitFor();
}
