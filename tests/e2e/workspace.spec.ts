/** The workspace: the variables of the shell in front, with ipykernel, plain Python and JavaScript. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { findings } from "./accessibility-checker";
import { expect, type Tandem, test } from "./app";
import { enter, idle, kernelStatus, STARTS } from "./shells";

const SETTING = `import math, collections
n_orders = 48
night = "2026-03-04"
spectra = {"flux": [0.8366, 0.8414, 0.8384], "order": [5, 5, 3], "nested": {"deep": (1, 2)}}
residuals = [round(math.sin(n), 4) for n in range(2000)]
Fit = collections.namedtuple("Fit", "centre width")
best = Fit(562.736, 0.0901)
class Run:
    def __init__(self): self.night, self.lamps = "2026-03-04", ["ThAr", "UNe"]
    def __repr__(self): raise RuntimeError("a repr of the user's is never called")
run = Run()
_own = 1
def refit(spectra, order): return order`;

const grid = (tandem: Tandem) => tandem.page.getByRole("treegrid", { name: "Variables" });
const row = (tandem: Tandem, name: string) => grid(tandem).getByRole("row", { name, exact: true });
const cell = (tandem: Tandem, name: string, column: string) =>
  row(tandem, name).locator(`[data-column="${column}"]`);

/** What both kernels do alike. */
async function story(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  await tandem.command("Workspace");
  await expect(page.getByText("There are no variables yet.")).toBeVisible();
  await enter(tandem, SETTING);

  await test.step("the variables are there after the run, without modules, functions and private names", async () => {
    await expect(cell(tandem, "n_orders", "value")).toContainText("48");
    await expect(cell(tandem, "run", "value")).toContainText(
      "Run(night='2026-03-04', lamps=['ThAr', 'UNe'])",
    );
    await expect(cell(tandem, "best", "value")).toContainText("Fit(centre=562.736, width=0.0901)");
    await expect(cell(tandem, "residuals", "shape")).toHaveText("2000");
    for (const hidden of ["math", "refit", "_own", "Fit"]) await expect(row(tandem, hidden)).toHaveCount(0);
    await expect(page.getByText("as of In [1]")).toBeVisible();
    await page.getByLabel("Kinds shown").selectOption("Functions, classes, modules");
    await expect(row(tandem, "math")).toBeVisible();
    await expect(row(tandem, "n_orders")).toHaveCount(0);
    await page.getByLabel("Kinds shown").selectOption("Data");
  });

  await test.step("what the next run changes is marked", async () => {
    await enter(tandem, "n_orders = 47");
    await expect(cell(tandem, "n_orders", "value")).toContainText("47");
    await expect(cell(tandem, "n_orders", "value")).toContainText("changed");
    await expect(cell(tandem, "night", "value")).not.toContainText("changed");
  });

  await test.step("words filter, a column sorts, and the keyboard expands", async () => {
    const filter = page.getByRole("searchbox", { name: "Filter variables" });
    await filter.fill("fit");
    await expect(row(tandem, "best")).toBeVisible();
    await expect(row(tandem, "night")).toHaveCount(0);
    await filter.fill("");
    await grid(tandem).getByRole("button", { name: "Name" }).click();
    await expect(grid(tandem).getByRole("row").nth(1)).toHaveAccessibleName("best");
    await row(tandem, "spectra").click();
    await page.keyboard.press("ArrowRight");
    await expect(row(tandem, "'flux'")).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(cell(tandem, "[0]", "value")).toContainText("0.8366");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+C");
    await expect
      .poll(() => tandem.electron.evaluate(({ clipboard }) => clipboard.readText()))
      .toBe("spectra['flux'][0]");
  });

  await test.step("while a cell runs they go on to be told", async () => {
    await enter(tandem, "import time\nfor step in range(100000):\n    time.sleep(0.01)");
    await expect(page.getByText("while In [3] runs")).toBeVisible();
    await expect(cell(tandem, "step", "value")).toContainText("new");
    const value = Number(await cell(tandem, "step", "value").locator(".variable-value").textContent());
    await expect
      .poll(async () => Number(await cell(tandem, "step", "value").locator(".variable-value").textContent()))
      .toBeGreaterThan(value);
    await page.keyboard.press("Control+0");
    await page.keyboard.press("Control+I");
    await idle(tandem);
    await expect(page.getByText("as of In [3]")).toBeVisible();
  });

  await test.step("a variable is deleted by code that stands in the history", async () => {
    await row(tandem, "night").click();
    await page.keyboard.press("Delete");
    await expect(row(tandem, "night")).toHaveCount(0);
    await expect(page.getByRole("article", { name: "In [4]:" })).toContainText("del night");
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(cell(tandem, "night", "value")).toContainText("2026-03-04");
  });

  await test.step("what stands in the place of a deleted row is meant next, and Ctrl+Z is no matter of the filter", async () => {
    const filter = page.getByRole("searchbox", { name: "Filter variables" });
    await filter.click();
    await page.keyboard.type("t");
    const names = await grid(tandem)
      .getByRole("row")
      .evaluateAll((rows) => rows.map((each) => each.ariaLabel));
    const next = names[names.indexOf("n_orders") + 1] ?? "";
    await row(tandem, "n_orders").click();
    await page.keyboard.press("Delete");
    await expect(row(tandem, "n_orders")).toHaveCount(0);
    await expect(row(tandem, next)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Control+z");
    await expect(cell(tandem, "n_orders", "value")).toContainText("47");
    await expect(filter).toHaveValue("t");
    await page.keyboard.press("Control+z");
    await expect(filter).toHaveValue("t");
    await filter.fill("");
  });

  await test.step("the past is gone through, and compared", async () => {
    await page.getByRole("button", { name: "Past of the variables" }).click();
    await page.getByRole("slider", { name: "As of" }).press("Home");
    await expect(cell(tandem, "n_orders", "value")).toContainText("48");
    await page.getByRole("slider", { name: "As of" }).press("ArrowRight");
    await expect(cell(tandem, "n_orders", "value")).toContainText("47");
    await page.getByLabel("Compare with").selectOption({ index: 5 });
    await expect(cell(tandem, "n_orders", "value")).toContainText("48 → 47");
    await expect(row(tandem, "best")).toHaveCount(0);
    await page.getByLabel("Compare with").selectOption({ index: 0 });
    await page.getByRole("button", { name: "Past of the variables" }).click();
    await expect(row(tandem, "best")).toBeVisible();
  });

  await test.step("what is saved again gets a name of its own", async () => {
    for (const name of ["n_orders.pickle", "n_orders-2.pickle"]) {
      await row(tandem, "n_orders").click({ button: "right" });
      await page.getByRole("menuitem", { name: "Save as Pickle" }).click();
      const saving = page.getByRole("article").filter({ hasText: `"${name}"` });
      await expect(saving).toBeVisible();
      await idle(tandem);
      await expect(saving).not.toContainText("Error");
    }
  });

  await test.step("a table is opened from its menu, what is none has no such item", async () => {
    await row(tandem, "n_orders").click({ button: "right" });
    await expect(page.getByRole("menuitem", { name: "Copy value" })).toBeVisible();
    await expect(page.getByRole("menuitem", { name: "Open as data" })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await row(tandem, "spectra").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Open as data" }).click();
    const tab = page.getByRole("tab", { name: "spectra", exact: true });
    await expect(tab).toHaveAttribute("aria-selected", "true");
    await tab.click({ button: "middle" });
    await expect(tab).toHaveCount(0);
  });
}

/** Both themes, at both sizes: to be looked at. */
async function pictures(tandem: Tandem): Promise<void> {
  const { page, electron } = tandem;
  for (const [width, height] of [
    [1440, 900],
    [1000, 640],
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
      await page.screenshot({ path: test.info().outputPath(`workspace-${colorScheme}-${width}.png`) });
    }
  }
}

test("the workspace of an ipykernel", async ({ tandem }) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await story(tandem);
  await enter(
    tandem,
    "import numpy as np\nflux = np.linspace(0, 1, 3000).reshape(1000, 3)\nmask = flux > 0.5\nlamp = np.array(3.5)\nbest = best._replace(width=0.1)",
  );
  await expect(cell(tandem, "flux", "type")).toHaveText("ndarray float64");
  await expect(cell(tandem, "flux", "shape")).toHaveText("1000×3");
  await pictures(tandem);
  await test.step("the checker finds nothing, with the past open too", async () => {
    expect(await findings(tandem.page)).toEqual([]);
    await tandem.page.getByRole("button", { name: "Past of the variables" }).click();
    await expect(tandem.page.getByRole("slider", { name: "As of" })).toBeVisible();
    await tandem.page.getByLabel("Compare with").selectOption({ index: 2 });
    await expect(cell(tandem, "flux", "value")).toContainText("new");
    expect(await findings(tandem.page)).toEqual([]);
    await tandem.page.screenshot({ path: test.info().outputPath("workspace-past.png") });
  });
});

test("the workspace of plain Python", async ({ tandem }) => {
  const bare = path.join(tandem.home, "bare");
  execFileSync("python3", ["-m", "venv", "--without-pip", bare]);
  await tandem.start({ settings: STARTS, env: { JUPYTER_PATH: "", PATH: path.join(bare, "bin") } });
  await idle(tandem);
  await story(tandem);
  await test.step("the list of a kernel that is gone stays, and says so", async () => {
    await enter(tandem, "import os; os._exit(1)");
    await expect(kernelStatus(tandem)).toHaveText("dead");
    await expect(tandem.page.getByText("the kernel is gone")).toBeVisible();
    await expect(row(tandem, "n_orders")).toBeVisible();
  });
  await test.step("the next kernel has its own", async () => {
    await tandem.page
      .getByRole("alert", { name: "Kernel died" })
      .getByRole("button", { name: "Restart" })
      .click();
    await idle(tandem);
    await expect(tandem.page.getByText("There are no variables yet.")).toBeVisible();
  });
});

test("the workspace of JavaScript, and its values as tables", async ({ tandem }) => {
  // Where there is no Python it is JavaScript that starts.
  const nothing = { JUPYTER_PATH: "", VIRTUAL_ENV: "", CONDA_PREFIX: "", PYENV_ROOT: "", CONDA_EXE: "" };
  await tandem.start({ settings: STARTS, env: { ...nothing, PATH: tandem.home } });
  const { page } = tandem;
  await idle(tandem);
  await tandem.command("Workspace");
  await enter(
    tandem,
    `const night = "2026-03-04"; let orders = 48; function refit() {}
const stars = [{ name: "Vega", mag: 0.03 }, { name: "Sirius", mag: -1.46 }, { name: "Rigel", mag: 0.13 }];
const run = { lamps: ["ThAr", "UNe"], get asked() { throw new Error("a getter of the user's is never called"); } };`,
  );
  await expect(cell(tandem, "orders", "value")).toContainText("48");
  await expect(row(tandem, "refit")).toHaveCount(0);
  await enter(tandem, "orders = 47");
  await expect(cell(tandem, "orders", "value")).toContainText("changed");
  await expect(cell(tandem, "night", "value")).not.toContainText("changed");
  await test.step("a value is unfolded, and no getter is called", async () => {
    await row(tandem, "run").click();
    await page.keyboard.press("ArrowRight");
    await expect(row(tandem, "lamps")).toBeVisible();
    await expect(grid(tandem).getByText("never called")).toHaveCount(0);
  });
  await test.step("an array of objects is a table, which is sorted and follows its variable", async () => {
    await row(tandem, "stars").dblclick();
    const table = page.getByRole("grid", { name: "Data: stars" });
    await expect(table).toHaveAttribute("aria-rowcount", "4");
    await table.getByRole("button", { name: /^mag/ }).click();
    await expect(table.locator('[role="row"][aria-rowindex="2"] [role="gridcell"]').first()).toHaveText(
      "Sirius",
    );
    await enter(tandem, "stars.push({ name: 'Sun', mag: -26.7 })");
    await expect(table).toHaveAttribute("aria-rowcount", "5");
    await expect(table.locator('[role="row"][aria-rowindex="2"] [role="gridcell"]').first()).toHaveText(
      "Sun",
    );
    expect(await findings(page)).toEqual([]);
  });
});
