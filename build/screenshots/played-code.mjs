/** What the editor knows of code, on pictures: completion, hover, problems, references and a rename in a folder of two files. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "./played-session.mjs";

/** @typedef {import("playwright").Page} Page */

const STATIONS = `"""Stations of the survey, and what they measured."""

from dataclasses import dataclass, field
from statistics import fmean


@dataclass
class Station:
    """One place with its readings, in degrees Celsius."""

    name: str
    readings: list[float] = field(default_factory=list)

    def mean(self, last: int | None = None) -> float:
        """The mean of the readings.

        Args:
            last: of how many, counted from the newest; all of them where it is not given

        Raises:
            StatisticsError: when there are none
        """
        return fmean(self.readings[-(last or 0) :])
`;

const REPORT = `"""Prints how warm it was at each station."""

# %% Read
import pandas as pd
from stations import Station

frame = pd.DataFrame({"station": ["north", "east", "south"], "mean_temperature": [20.3, 19.9, 20.9], "max": [21, 20, 22]})
stations = [Station("north", [20.1, 20.4, 20.3]), Station("east", [19.8, 19.9])]

# %% Report
for station in stations:
    print(f"{station.name:6} {station.mean(last=10):.2f} degrees")

warmest = max(stations, key=Station.mean)
`;

const FAULTY = `
# %% Later
print(warmest.nmae)
print(f"spread {np.std(warmest.readings):.2f}")
`;

/** Writes the files; answers their paths, the one in front last. @param {string} folder */
export async function writeCode(folder) {
  await mkdir(folder, { recursive: true });
  const files = [
    [path.join(folder, "stations.py"), STATIONS],
    [path.join(folder, "report.py"), REPORT],
  ];
  for (const [file = "", text = ""] of files) await writeFile(file, text);
  return files.map(([file = ""]) => file);
}

/** @param {Page} page @param {number} line @param {number} column */
async function goTo(page, line, column) {
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+g");
  await page.keyboard.type(String(line));
  await page.keyboard.press("Enter");
  await page.getByRole("contentinfo").getByText(`Ln ${line}, Col 1`, { exact: true }).waitFor();
  for (let i = 1; i < column; i++) await page.keyboard.press("ArrowRight");
}

/**
 * Types at the file's end until the list has that. What the kernel looks up in pandas for the first time takes it many
 * seconds on a busy machine; it is ready then.
 * @param {Page} page @param {string} text @param {string} wanted
 */
async function typeUntilListed(page, text, wanted) {
  const listed = page.locator(".suggest-widget").getByText(wanted).first();
  for (let tries = 3; tries > 0; tries--) {
    await page.keyboard.press("Control+End");
    await page.keyboard.type(text);
    const came = await listed.waitFor(tries > 1 ? { timeout: 40_000 } : {}).then(
      () => true,
      (error) => {
        if (tries === 1) throw error;
        return false;
      },
    );
    if (came) return;
    await page.keyboard.press("Escape");
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
    await page.keyboard.press("Delete");
  }
}

/**
 * Shows one after another, and calls `picture` with the name of each.
 * @param {Page} page @param {(name: string) => Promise<void>} picture
 */
export async function playCode(page, picture) {
  const idle = page.getByRole("status", { name: "Kernel status" }).getByText("idle", { exact: true });
  await idle.waitFor();
  await page.getByRole("tab", { name: "report.py", exact: true }).click();
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+E");
  await page.getByText("19.85 degrees").waitFor();
  await idle.waitFor();

  await typeUntilListed(page, 'frame["m', "mean_temperature");
  await picture("code-completion");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.press("Delete");

  await goTo(page, 12, 40);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+i");
  await page.locator(".monaco-hover").filter({ hasText: "The mean of the readings" }).first().waitFor();
  await picture("code-hover");
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(FAULTY);
  await runCommand(page, "Problems");
  await page.getByRole("list", { name: "Problems" }).getByText("nmae").first().waitFor();
  await goTo(page, 18, 18);
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").getByText("import numpy as np").waitFor();
  await picture("code-problems");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");

  await goTo(page, 8, 15);
  await page.keyboard.press("Shift+F12");
  await page.locator(".reference-zone-widget").waitFor();
  await picture("code-references");
  await page.keyboard.press("Escape");

  await page.keyboard.press("F2");
  // Monaco gives it the keyboard a moment after it is shown.
  await page.locator(".rename-box input:focus").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Site");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Rename Station to Site" }).waitFor();
  await picture("code-rename");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+s");
}
