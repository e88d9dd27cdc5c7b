/** Notebooks: opened as cells with what the file has of their outputs, run, and saved with what changed alone. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, sharing as test } from "./app";
import { idle } from "./shells";

const NOTEBOOK = `{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "about",
   "metadata": {"zeta": [1,  2]},
   "source": [
    "# Nights"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 7,
   "id": "load",
   "metadata": {},
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "36 nights\\n"
     ]
    }
   ],
   "source": [
    "print(36, 'nights')"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "fail",
   "metadata": {},
   "outputs": [],
   "source": [
    "1 / 0"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"},
  "other program": {"b": 1, "a": null}
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

test("a notebook shows its outputs, runs cell after cell, and is saved with what changed alone", async ({
  tandem,
}) => {
  await tandem.write("nights.ipynb", NOTEBOOK);
  const page = await tandem.start({ open: ["nights.ipynb"], settings: {} });
  const file = path.join(tandem.folder, "nights.ipynb");
  await idle(tandem);
  const result = (line: number) =>
    page.getByRole("region", { name: `Result of cell: line ${line}`, exact: true });
  await expect(result(4)).toContainText("36 nights");
  await expect(page.locator(".cell-state").filter({ hasText: "In [7], from the file" })).toBeVisible();

  // Markdown is drawn; Jupyter's keys act on the cells, and what they did is taken back with its outputs.
  const about = page.getByRole("group", { name: "Cell 1, Markdown" });
  await expect(about.getByRole("heading", { name: "Nights" })).toBeVisible();
  await about.click();
  await page.keyboard.press("j");
  await expect(page.getByRole("group", { name: "Cell 2, code" })).toBeFocused();
  await page.keyboard.type("dd");
  await expect(page.getByRole("group", { name: "Cell 3, code" })).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(result(4)).toContainText("36 nights");

  // The edited line, and nothing else of the file.
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+Home");
  for (let line = 1; line < 5; line++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.type("  # all");
  await expect(result(4)).toContainText("as of In [7], from the file");
  await page.keyboard.press("Control+s");
  const edited = NOTEBOOK.replace("print(36, 'nights')", "print(36, 'nights')  # all");
  await expect.poll(() => readFile(file, "utf8")).toBe(edited);

  // Each cell runs by itself; the first that fails is said to, and what it gave is saved.
  await page.keyboard.press("Control+e");
  await expect(result(7)).toContainText("ZeroDivisionError");
  await expect(page.getByRole("article", { name: "In [1]:" })).toContainText("print(36, 'nights')  # all");
  await expect(page.getByRole("tab", { name: "nights.ipynb, modified" })).toBeVisible();
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("tab", { name: "nights.ipynb", exact: true })).toBeVisible();
  const saved = JSON.parse(await readFile(file, "utf8"));
  expect(saved.cells[1]).toEqual({ ...JSON.parse(edited).cells[1], execution_count: 1 });
  expect(saved.cells[2].execution_count).toBe(2);
  expect(saved.cells[2].outputs[0].ename).toBe("ZeroDivisionError");
  expect((await readFile(file, "utf8")).slice(0, 150)).toBe(NOTEBOOK.slice(0, 150));

  // What asks before it has the keyboard, and gives it back.
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Escape");
  const cell = page.getByRole("group", { name: /^Cell \d/ }).and(page.locator(":focus"));
  await expect(cell).toHaveCount(1);
  await tandem.command("Restart the kernel and run all cells");
  const agree = page.getByRole("button", { name: "Restart and run", exact: true });
  await expect(agree).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(agree).toHaveCount(0);
  await expect(cell).toHaveCount(1);

  // For others: a page with what was given, and a script.
  await tandem.answerSaveDialog("nights.html");
  await tandem.command("Export as HTML…");
  await expect(page.getByText("nights.html is written.")).toBeVisible();
  expect(await tandem.read("nights.html")).toContain("<h1>Nights</h1>");
  expect(await tandem.read("nights.html")).toContain("ZeroDivisionError");
  await tandem.answerSaveDialog("nights.pdf");
  await tandem.command("Export as PDF…");
  await expect(page.getByText("nights.pdf is written.")).toBeVisible();
  const pdf = await readFile(path.join(tandem.folder, "nights.pdf"));
  expect([pdf.subarray(0, 5).toString(), pdf.length > 5_000]).toEqual(["%PDF-", true]);
  await tandem.answerSaveDialog("nights.py");
  await tandem.command("Convert to…");
  await expect(page.getByText("nights.py is written.")).toBeVisible();
  expect(await tandem.read("nights.py")).toContain("# %%\nprint(36, 'nights')  # all\n");

  // Running the last cell goes on in a new one; what is typed behind its mark is its title.
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Shift+Enter");
  await expect(page.getByRole("group", { name: "Cell 4, code" })).toBeVisible();
  await page.keyboard.type("print('more')");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  await page.keyboard.type(" Extra");
  await page.keyboard.press("Control+s");
  await expect
    .poll(async () => JSON.parse(await readFile(file, "utf8")).cells.at(-1))
    .toMatchObject({ metadata: { title: "Extra" }, source: ["print('more')"] });

  // What another program saves meanwhile and what is typed here become one notebook.
  await page.keyboard.type(" thing");
  const theirs = JSON.parse(await readFile(file, "utf8"));
  theirs.cells[0].source = ["# Days"];
  await tandem.write("nights.ipynb", JSON.stringify(theirs, null, 1));
  await expect(page.getByText("Its cells and yours are one notebook now, not saved yet.")).toBeVisible();
  await page.keyboard.press("Control+s");
  const titles = async () =>
    JSON.parse(await readFile(file, "utf8")).cells.map(
      (one: { metadata: { title?: string } }) => one.metadata.title,
    );
  await expect.poll(titles).toEqual([undefined, undefined, undefined, "Extra thing"]);
  expect(JSON.parse(await readFile(file, "utf8")).cells[0].source).toEqual(["# Days"]);
});

test("of a pair each follows the other when it is saved", async ({ tandem }) => {
  await tandem.write("pair.ipynb", NOTEBOOK);
  const page = await tandem.start({ open: ["pair.ipynb"] });
  await tandem.answerSaveDialog("pair.py");
  await tandem.command("Pair with…");
  await expect(page.getByText("pair.ipynb and pair.py are a pair")).toBeVisible();
  expect(await tandem.read("pair.py")).toContain("formats: ipynb,py:percent");
  expect(JSON.parse(await tandem.read("pair.ipynb")).metadata.jupytext).toEqual({
    formats: "ipynb,py:percent",
  });

  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("more = 0");
  await page.keyboard.press("Control+s");
  await expect.poll(() => tandem.read("pair.py")).toContain("1 / 0\nmore = 0");

  // The script's change comes into the notebook, whose outputs stay.
  await tandem.answerOpenDialog("pair.py");
  await page.keyboard.press("Control+o");
  await expect(tandem.fileTab("pair.py")).toBeVisible();
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n# %%\nnew = 1");
  await page.keyboard.press("Control+s");
  const cells = async () => JSON.parse(await tandem.read("pair.ipynb")).cells;
  await expect.poll(async () => (await cells()).at(-1)).toMatchObject({ source: ["new = 1"] });
  expect((await cells())[1].outputs[0].text).toEqual(["36 nights\n"]);
  await tandem.fileTab("pair.ipynb").click();
  await expect(page.getByRole("group", { name: "Cell 4, code" })).toBeVisible();

  // What another program wrote is not written over before it was seen, and what was asked is gone with its answer.
  await tandem.write("pair.py", (await tandem.read("pair.py")).replace("new = 1", "new = 2"));
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("  # mine");
  await page.keyboard.press("Control+s");
  const left = page.getByText("pair.py holds other cells than pair.ipynb did, so it was not written.");
  await expect(left).toBeVisible();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page.getByRole("tab", { name: "pair.py ↔ pair.ipynb" })).toBeVisible();
  await expect(page.getByText("new = 2").first()).toBeVisible();
  expect(await tandem.read("pair.py")).toContain("new = 2");
  await page.getByRole("button", { name: "Write it all the same" }).click();
  await expect.poll(() => tandem.read("pair.py")).toContain("new = 1");
  await expect(left).toHaveCount(0);
});

const survey = (content: object) =>
  JSON.stringify({
    cells: [content],
    metadata: { kernelspec: { name: "survey", language: "python", display_name: "Survey" } },
    nbformat: 4,
    nbformat_minor: 5,
  });
const SCRIPT =
  "<button id='b'>quiet</button><script>document.getElementById('b').textContent = 'ran'</script>";

test("a notebook runs in the kernel that it names, and its scripts stand still until they are allowed", async ({
  alone: tandem,
}) => {
  const specs = path.join(tandem.folder, "specs");
  const argv = [
    process.env.TANDEM_TEST_PYTHON ?? "python3",
    "-m",
    "ipykernel_launcher",
    "-f",
    "{connection_file}",
  ];
  await tandem.write(
    "specs/kernels/survey/kernel.json",
    JSON.stringify({ argv, display_name: "Survey", language: "python" }),
  );
  const cell = (source: string, outputs: readonly object[] = []) =>
    survey({ cell_type: "code", id: "one", metadata: {}, execution_count: 1, outputs, source });
  const html = {
    output_type: "display_data",
    data: { "text/html": SCRIPT, "text/plain": "a button" },
    metadata: {},
  };
  await tandem.write("here.ipynb", cell("print(6 * 7)", [html]));
  await tandem.write("gone.ipynb", cell("1").replaceAll("urvey", "omewhere"));
  const start = {
    open: ["gone.ipynb", "here.ipynb"],
    settings: {},
    env: { JUPYTER_PATH: [process.env.JUPYTER_PATH, specs].filter(Boolean).join(path.delimiter) },
  };
  let page = await tandem.start(start);
  await idle(tandem);
  const result = () => page.getByRole("region", { name: /^Result of cell/ });
  await expect(result()).toContainText("a button");
  await expect(page.getByRole("combobox", { name: "Run in" })).toContainText("Survey, started by Run");

  await tandem.command("Allow the scripts of this notebook's outputs");
  await expect(result().locator("iframe[data-shown]")).toHaveCount(1);
  const shown = async () =>
    (await (await result().locator("iframe[data-shown]").elementHandle())?.contentFrame())?.textContent("#b");
  await expect.poll(shown).toBe("ran");

  // The answer is kept for the file as it is: after a new start, and no longer when another program has changed it.
  await tandem.quit();
  page = await tandem.start(start);
  await expect(result().locator("iframe[data-shown]")).toHaveCount(1);
  await tandem.write("here.ipynb", cell("print(6 * 7 )", [html]));
  await expect(result().locator("iframe")).toHaveCount(0);

  await idle(tandem);
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+e");
  await expect(page.getByRole("tab", { name: /^Survey/ })).toBeVisible();
  await expect(result()).toContainText("42", { timeout: 60_000 });

  await tandem.fileTab("gone.ipynb").click();
  const missing = page.getByText("gone.ipynb names the kernel “Somewhere”, which is not on this machine.");
  await expect(missing).toBeVisible();
  await tandem.fileTab("here.ipynb").click();
  await expect(missing).toBeHidden();
  await tandem.fileTab("gone.ipynb").click();
  await expect(missing).toBeVisible();
  await page.getByRole("button", { name: "How to install it" }).click();
  await expect(page.getByText("ipykernel install --user --name somewhere")).toBeVisible();
});
