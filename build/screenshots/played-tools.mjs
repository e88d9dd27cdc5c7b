/** The tools on pictures: figures compared, help on a function, what was run, a kernel's messages, and a kernel rebuilt. */
import { enter, kernelIs, runCommand } from "./played-session.mjs";

/** @typedef {import("playwright").Page} Page */

const DECAY = `import matplotlib.pyplot as plt
import numpy as np

def decay(t, rate=0.35):
    """How much is left after a time.

    Parameters
    ----------
    t : array_like
        Seconds since the start.
    rate : float
        Per second; the half-life is :math:\`T = 0.693 / r\`.

    See Also
    --------
    numpy.exp : What it is made of.
    """
    return np.exp(-rate * np.asarray(t))`;

/** @param {number} rate @param {string} colour */
const drawing = (rate, colour) => `figure, axes = plt.subplots(figsize=(5, 3), layout="constrained")
t = np.linspace(0, 12, 200)
axes.plot(t, decay(t, ${rate}), color="${colour}", label="rate ${rate} / s")
axes.set(xlabel="time in s", ylabel="left", ylim=(0, 1.05))
axes.legend()
plt.show()`;

/** @param {Page} page */
const narrow = (page) => runCommand(page, "Show editor");

/**
 * Shows one after another, and calls `picture` with the name of each.
 * @param {Page} page @param {(name: string) => Promise<void>} picture
 */
export async function playTools(page, picture) {
  await kernelIs(page, "idle");
  await runCommand(page, "Logger");
  await narrow(page);
  await enter(page, DECAY);
  await enter(page, "import random; decay([0, 1, 2]).round(3)");
  await page.getByText("0.705").first().waitFor();
  for (const [rate, colour] of /** @type {const} */ ([
    [0.2, "tab:blue"],
    [0.35, "tab:green"],
    [0.7, "tab:orange"],
  ]))
    await enter(page, drawing(rate, colour));
  await page.getByRole("article", { name: "In [5]:", exact: true }).getByRole("img").waitFor();
  await enter(page, "draws = [random.random() for _ in range(3)]; print(sum(draws))");
  await kernelIs(page, "idle");

  const logger = page.getByRole("region", { name: "Logger" });
  const filter = logger.getByRole("searchbox", { name: "Filter the messages" });
  // Only the rows in view are there: the one that is meant is found first.
  await filter.fill("execute_result");
  await logger.getByRole("listbox", { name: "Messages" }).getByRole("option").first().click();
  await filter.fill("-status");
  await logger.getByRole("region", { name: "Message execute_result" }).waitFor();
  await picture("tool-logger");

  await runCommand(page, "Plots");
  const figures = page.getByRole("listbox", { name: "Figures" });
  await figures.getByRole("option").nth(2).waitFor();
  await page.getByRole("button", { name: "Compare with another figure" }).click();
  await figures.getByRole("option").first().click();
  await page.getByRole("region", { name: "Plots" }).getByRole("img").nth(1).waitFor();
  await picture("tool-plots");

  await runCommand(page, "Interactive help");
  await page.getByRole("searchbox", { name: "Name", exact: true }).fill("decay");
  await page.keyboard.press("Enter");
  await page
    .getByRole("article", { name: "Help on decay" })
    .getByRole("heading", { name: "See Also" })
    .waitFor();
  await picture("tool-help");

  await runCommand(page, "History");
  await page.getByRole("listbox").getByText("draws = ").first().waitFor();
  await picture("tool-history");

  await enter(page, "import os; os.kill(os.getpid(), 9)");
  await page.getByRole("button", { name: "Rebuild…" }).click();
  await runCommand(page, "Show editor");
  const rebuild = page.getByRole("region", { name: "Rebuild" });
  await rebuild.getByRole("checkbox", { name: /Stop at the first/ }).uncheck();
  await rebuild.getByRole("button", { name: /^Run \d+ inputs in a fresh kernel$/ }).click();
  await rebuild.getByRole("status").filter({ hasText: "with another" }).waitFor();
  await picture("tool-rebuild");
}
