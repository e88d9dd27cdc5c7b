/** Code of the editor runs in the right shell: cells, selections, files, and never in another language's kernel. */
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright/test";
import { expect, sharing as test } from "./app";

const cells = `import sys

# %% Load
nights = [1, 2]
print("loaded", len(nights))

# %% Fit
def fit(n):
    return n * 10

for n in nights:
    print("fit", fit(n))
`;

const log = (page: Page) => page.getByRole("log", { name: "Shell output" });
const status = (page: Page) => page.getByRole("status", { name: "Kernel status" });

test("cells, selections, statements and the file run with their keys", async ({ tandem }) => {
  await tandem.write("exp.py", cells);
  const page = await tandem.start({ open: ["exp.py"], settings: {} });
  await expect(status(page)).toHaveText("idle");
  await expect(page.getByRole("combobox", { name: "Run in" }).getByRole("option")).toHaveText([
    "Python 3 (ipykernel)",
  ]);
  await page.keyboard.press("Control+9");

  await page.keyboard.press("Shift+Enter");
  await expect(page.getByText("Ln 3, Col 1")).toBeVisible();
  await page.keyboard.press("Control+Shift+Enter");
  await expect(page.getByText("Ln 7, Col 1")).toBeVisible();
  await expect(log(page)).toContainText("loaded 2");
  await page.keyboard.press("Control+Enter");
  await expect(log(page)).toContainText("fit 20");
  await expect(page.getByText("Ln 7, Col 1")).toBeVisible();
  await expect(log(page).getByRole("article", { name: "In [3]:" })).toContainText("fit 10");

  // The statement at the cursor: line 11 begins the loop.
  for (let line = 7; line < 11; line++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Alt+Enter");
  const loop = log(page).getByRole("article", { name: "In [4]:" });
  await expect(loop).toContainText("for n in nights:");
  await expect(loop).toContainText("fit 20");
  await expect(tandem.editor("exp.py")).toBeFocused();

  // A part of a line is sent as it is selected.
  await page.keyboard.press("Control+Home");
  for (let line = 1; line < 4; line++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  for (let step = 0; step < "[1, 2]".length; step++) await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Alt+Enter");
  await expect(log(page).getByRole("article", { name: "In [5]:" })).toContainText("Out[5]:");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+F9");
  await expect(page.getByText("Ln 5, Col 1")).toBeVisible();

  await page.keyboard.press("Control+e");
  await expect(log(page).getByRole("article", { name: "In [7]:" })).toContainText("fit 20");
  await expect(tandem.editor("exp.py")).toBeFocused();

  // Whole cells: moved with their cursor, split, joined, and all of that undone; then run from the cursor on.
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+PageDown");
  await page.keyboard.press("Control+Alt+PageDown");
  await expect(page.getByText("Ln 9, Col 1")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await tandem.command("Split cell before this line");
  await expect(page.getByRole("button", { name: /^Run cell: / })).toHaveCount(3);
  await page.keyboard.press("Control+PageUp");
  await tandem.command("Join cell with the one below");
  await expect(page.getByRole("button", { name: /^Run cell: / })).toHaveCount(2);
  for (let step = 0; step < 3; step++) await page.keyboard.press("Control+z");
  await expect(page.getByText("modified")).toHaveCount(0);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+PageDown");
  await tandem.command("Run this cell and all below");
  await expect(log(page).getByRole("article", { name: "In [8]:" })).toContainText("loaded 2");
  await expect(log(page).getByRole("article", { name: "In [9]:" })).toContainText("fit 20");
});

test("a mark in a string begins no cell, one without code runs nothing, and a method runs by itself", async ({
  tandem,
}) => {
  await tandem.write(
    "exp.py",
    'text = """\n# %% not a cell\n"""\n# %% Class\nclass A:\n    def f(self):\n        """Says\n  it."""\n        return 41 + 1\n\ncase = 2\n#%%',
  );
  const page = await tandem.start({ open: ["exp.py"], settings: {} });
  await expect(status(page)).toHaveText("idle");
  await expect(page.getByRole("button", { name: /^Run cell: / })).toHaveCount(2);
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Alt+Enter");
  await expect(log(page).getByRole("article", { name: "In [1]:" })).toContainText("case = 2");
  await expect(log(page)).not.toContainText("class A");
  for (let line = 11; line > 6; line--) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Alt+Enter");
  const method = log(page).getByRole("article", { name: "In [2]:" });
  await expect(method).toContainText("return 41 + 1");
  await page.keyboard.press("Control+0");
  await page.keyboard.type("f(None)");
  await page.keyboard.press("Control+Enter");
  await expect(log(page).getByRole("article", { name: "In [3]:" })).toContainText("Out[3]:42");
});

test("a cell's buttons run it, and say Queue while the kernel is busy", async ({ tandem }) => {
  await tandem.write("exp.py", `# %% Wait\ninput("go? ")\n\n# %% Then\nprint("th" + "en")\n`);
  const page = await tandem.start({ open: ["exp.py"], settings: {} });
  await expect(status(page)).toHaveText("idle");
  await page.getByRole("button", { name: "Run cell: Wait", exact: true }).click();
  await expect(status(page)).toHaveText("waiting for input");
  await page.getByRole("button", { name: "Queue cell and advance: Then", exact: true }).click();
  await expect(log(page).getByRole("article", { name: "Queued" })).toContainText("print");
  await page.getByRole("textbox", { name: "go?" }).fill("yes");
  await page.keyboard.press("Enter");
  await expect(log(page).getByRole("article", { name: "In [2]:" })).toContainText("then");
  await expect(page.getByRole("button", { name: "Run cell: Then", exact: true })).toBeVisible();
});

test("code sent while the first kernel still starts is run there", async ({ tandem }) => {
  await tandem.write("exp.py", "print('ear' + 'ly')\n");
  const page = await tandem.start({ open: ["exp.py"], settings: {} });
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+e");
  await expect(log(page).getByRole("article", { name: "In [1]:" })).toContainText("early");
  await expect(page.getByText("No shell runs Python")).toHaveCount(0);
});

test("the file's language decides: no other kernel runs it, and a missing one is offered", async ({
  alone: tandem,
}) => {
  const specs = path.join(tandem.folder, "specs");
  await tandem.write(
    "specs/kernels/ir/kernel.json",
    JSON.stringify({ argv: ["no-such-program", "{connection_file}"], display_name: "R 4.4", language: "R" }),
  );
  await tandem.write("model.R", "x <- 'never in Python'\n");
  await tandem.write("main.jl", "x = 1\n");
  await writeFile(path.join(tandem.folder, "notes.md"), "# Notes\n");
  const page = await tandem.start({
    open: ["notes.md", "main.jl", "model.R"],
    settings: {},
    env: { JUPYTER_PATH: [specs, process.env.JUPYTER_PATH].filter(Boolean).join(path.delimiter) },
  });
  await expect(tandem.page.getByRole("tab", { name: /^(?:Python 3|R 4\.4)/ })).toHaveCount(1);
  const first = await page
    .getByRole("tablist", { name: "Shells" })
    .getByRole("tab")
    .first()
    .getAttribute("aria-label");
  test.skip(first !== "Python 3 (ipykernel)", "the list of kernels begins with another one here");
  await expect(status(page)).toHaveText("idle");

  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+e");
  await expect(page.getByRole("button", { name: "Start R 4.4" })).toBeVisible();
  await tandem.fileTab("main.jl").click();
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+e");
  await expect(page.getByText("There is no kernel for Julia")).toBeVisible();
  await tandem.fileTab("notes.md").click();
  await expect(page.getByRole("combobox", { name: "Run in" })).toHaveCount(0);
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+e");
  await expect(page.getByText("notes.md is not in a language that a kernel runs.")).toBeVisible();
  await expect(log(page)).not.toContainText("x");
});

test("Run in ties a file to a shell", async ({ tandem }) => {
  await tandem.write("exp.py", "print('from', 'exp')\n");
  const page = await tandem.start({ open: ["exp.py"], settings: {} });
  await expect(status(page)).toHaveText("idle");
  await tandem.command("New shell");
  await page
    .getByRole("listbox", { name: "Kernels" })
    .getByRole("option", { name: "Python 3 (ipykernel)" })
    .first()
    .click();
  const second = page.getByRole("tab", { name: "Python 3 (ipykernel) 2", exact: true });
  await expect(second).toHaveAttribute("aria-selected", "true");
  const runIn = page.getByRole("combobox", { name: "Run in" });
  await expect(runIn.getByRole("option")).toHaveText(["Python 3 (ipykernel)", "Python 3 (ipykernel) 2"]);
  await expect(runIn.locator("option:checked")).toHaveText("Python 3 (ipykernel) 2");

  await runIn.selectOption("Python 3 (ipykernel)");
  await second.click();
  await expect(runIn.locator("option:checked")).toHaveText("Python 3 (ipykernel)");
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+e");
  await expect(second).toHaveAttribute("aria-selected", "false");
  const region = page.getByRole("region", { name: "Python 3 (ipykernel)", exact: true });
  await expect(region.getByRole("log")).toContainText("from exp");
});

test("the first kernel works in the open folder, else the file's folder, else home", async ({
  alone: tandem,
}) => {
  await tandem.write("sub/exp.py", "import os\nprint('works in', os.getcwd())\n");
  const worksIn = async (folder: string) => {
    await expect(status(tandem.page)).toHaveText("idle");
    await tandem.page.keyboard.press("Control+9");
    await tandem.page.keyboard.press("Control+e");
    await expect(log(tandem.page)).toContainText(`works in ${folder}`);
    await tandem.quit();
  };
  await tandem.start({ open: ["sub/exp.py"], settings: {} });
  await worksIn(path.join(tandem.folder, "sub"));
  // The second start has the file and, from the command line, the folder.
  await tandem.start({ open: [""] });
  await worksIn(tandem.folder);
  await rm(path.join(tandem.profile, "window-state.json"));
  const page = await tandem.start();
  await expect(page.getByRole("contentinfo")).toContainText("~");
  await page.keyboard.press("Control+n");
  await page.keyboard.insertText("import os\nprint('works in', os.getcwd())");
  await worksIn(tandem.home);
});
