/** Results beside the code: under each cell what its last run gave, from the log, as long as the log is there. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import type { Page } from "playwright/test";
import { expect, type Tandem, sharing as test } from "./app";
import { enter, idle, NOTHING } from "./shells";

const FIT = `# %% Load
nights = [1, 2, 3]
print(len(nights), "nights")

# %% Fit
for n in nights:
    print("fit", n * 10)
sum(nights)

# %% Fail
1 / 0
`;

const result = (page: Page, cell: string) =>
  page.getByRole("region", { name: `Result of cell: ${cell}`, exact: true });

async function runAll(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  await page.keyboard.press("Control+9");
  await tandem.command("Run all cells");
}

for (const { kernel, settings, prompt } of [
  { kernel: "ipykernel", settings: {}, prompt: "In [2]" },
] as const) {
  test(`${kernel}: under each cell stands what it gave, over reload and edits`, async ({ tandem }) => {
    await tandem.write("exp.py", FIT);
    const page = await tandem.start({ open: ["exp.py"], settings });
    await idle(tandem);
    await tandem.command("Results beside the code: under the cell");
    await runAll(tandem);
    await expect(result(page, "Load")).toContainText("3 nights");
    await expect(result(page, "Fit")).toContainText("fit 30");
    await expect(result(page, "Fit")).toContainText("6");
    await expect(result(page, "Fail")).toContainText("ZeroDivisionError");

    await page.reload();
    await expect(result(page, "Fit")).toContainText("fit 30");

    // Edited: it stays, and says of which run it is.
    await page.keyboard.press("Control+9");
    await page.keyboard.press("Control+Home");
    for (let line = 1; line < 7; line++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.type("  # ten");
    await expect(result(page, "Fit")).toContainText(`as of ${prompt}`);
    await expect(result(page, "Fit")).toContainText("fit 30");
    await expect(result(page, "Load")).not.toContainText("as of");

    // Run again: what was before is a step away.
    await page.keyboard.press("Control+Enter");
    await expect(result(page, "Fit")).toContainText("2 of 2");
    await expect(result(page, "Fit")).not.toContainText("as of");
    await result(page, "Fit").getByRole("button", { name: "Previous result" }).click();
    await expect(result(page, "Fit")).toContainText(`as of ${prompt}`);
    await result(page, "Fit").getByRole("button", { name: "Open in shell" }).click();
    await expect(page.getByRole("article", { name: `${prompt}:` })).toBeFocused();

    // Compared with what was before, in a page; cleared ones stay cleared.
    await page.getByRole("button", { name: "Next result" }).click();
    await result(page, "Fit").getByRole("button", { name: "Compare", exact: true }).click();
    await expect(page.getByRole("tab", { name: "Fit: results" })).toBeVisible();
    await tandem.fileTab("exp.py").click();
    await result(page, "Load").getByRole("button", { name: "Result actions" }).click();
    await page.getByRole("menuitem", { name: "Clear the results of this cell" }).click();
    await expect(result(page, "Load")).toHaveCount(0);

    // What a session gave that no shell shows any more comes from its log, and its cells are not said to have never run.
    await page.getByRole("button", { name: "Close shell" }).click();
    await expect(page.getByRole("article", { name: `${prompt}:` })).toHaveCount(0);
    const shutDown = page.getByRole("button", { name: "Shut down", exact: true });
    await shutDown.first().click();
    await expect(shutDown).toHaveCount(0);
    await page.reload();
    await expect(result(page, "Fit")).toContainText("fit 30", { timeout: 60_000 });
    await expect(result(page, "Fit")).toContainText("as of In [4]");
    await expect(result(page, "Load")).toHaveCount(0);
    const states = page.locator(".cell-state");
    await expect(states).toHaveText(Array.from({ length: 3 }, () => "ran in another session"));
    await states.nth(1).click();
    await expect(page.getByRole("article", { name: "In [4]:" })).toBeVisible();
  });
}

const PYTHON = `# %% Load
nights = [1, 2, 3]
print(len(nights), "nights")

# %% Fit
sum(nights)
`;
const JAVASCRIPT = `// %% Load
const nights = [1, 2, 3];
console.log(nights.length, "nights in js");
`;

test("built-in kernels: results are there after a kill, in another window and another branch, and when the kernel is dead", async ({
  alone: tandem,
}) => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@t", ...args], { cwd: tandem.folder });
  await tandem.write("exp.py", PYTHON);
  await tandem.write("exp.js", JAVASCRIPT);
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "-m", "sum");
  git("checkout", "--quiet", "-b", "other");
  await tandem.write("exp.py", PYTHON.replace("sum", "max"));
  git("commit", "--quiet", "-am", "max");
  git("checkout", "--quiet", "main");

  const bare = path.join(tandem.home, "bare");
  execFileSync("python3", ["-m", "venv", "--without-pip", bare]);
  const env = { ...NOTHING, PATH: path.join(bare, "bin") };
  const start = { open: ["exp.js", "exp.py"], settings: { startKernel: true, results: "under" }, env };
  let page = await tandem.start(start);
  await idle(tandem);
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Shift+Enter");
  await expect(result(page, "Fit")).toContainText("6");
  await tandem.fileTab("exp.js").click();
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "Start JavaScript (built in)" }).click();
  await expect(result(page, "Load")).toContainText("3 nights in js");

  // Both kernels outlive the app, and what they gave is theirs still.
  await tandem.kill();
  page = await tandem.start(start);
  await tandem.fileTab("exp.js").click();
  await expect(result(page, "Load")).toContainText("3 nights in js");
  await expect(result(page, "Load")).not.toContainText("as of");
  await tandem.fileTab("exp.py").click();
  await expect(result(page, "Load")).toContainText("3 nights");
  await expect(result(page, "Fit")).not.toContainText("as of");

  // A window that has no shell of it follows what is run in this one.
  const second = await tandem.opens(() => tandem.command("New window"));
  tandem.use(second);
  await tandem.answerOpenDialog("exp.py");
  await second.keyboard.press("Control+o");
  await expect(result(second, "Fit")).toContainText("6");
  await expect(second.locator(".cell-state").first()).toHaveText("ran in another session");
  tandem.use(page);
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Control+Enter");
  await expect(result(page, "Fit")).toContainText("2 of 2");
  await expect(result(second, "Fit")).toContainText("2 of 2");
  await expect(result(second, "Fit")).not.toContainText("as of");
  await second.close();

  // In another branch the code is another; back in the first its own result is shown again.
  git("checkout", "--quiet", "other");
  await expect(result(page, "Fit")).toContainText("as of In [3]");
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Control+Enter");
  await expect(result(page, "Fit")).toContainText("3 of 3");
  await expect(result(page, "Fit")).not.toContainText("as of");
  git("checkout", "--quiet", "main");
  await expect(result(page, "Fit")).toContainText("2 of 3");
  await expect(result(page, "Fit")).toContainText("as of In [3]");

  // Of a kernel that is dead it says of when it is.
  await result(page, "Load").getByRole("button", { name: "Open in shell" }).click();
  await enter(tandem, "import os; os.kill(os.getpid(), 9)");
  await expect(result(page, "Load")).toContainText("as of In [1]");
  await expect(result(page, "Load")).toContainText("3 nights");
});

const CHUNKS = `# Nights

\`\`\`{python}
#| label: load
nights = [1, 2, 3]
print(len(nights), "nights")
\`\`\`

In another language:

\`\`\`{js}
console.log("from js", 6 * 7)
\`\`\`
`;

test("chunks of Quarto run as cells, each in a shell of its language, with their results beside them", async ({
  tandem,
}) => {
  await tandem.write("nights.qmd", CHUNKS);
  const page = await tandem.start({ open: ["nights.qmd"], settings: {} });
  await idle(tandem);
  await tandem.command("Results beside the code: under the cell");
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+e");
  await expect(result(page, "load")).toContainText("3 nights");
  await page.getByRole("button", { name: "Start JavaScript (built in)" }).click();
  await expect(result(page, "line 11")).toContainText("from js 42");
  // The statement at the cursor is its language's; Run in is the shell of the chunk that the cursor is in.
  await expect(page.getByRole("combobox", { name: "Run in" })).toContainText("Python 3");
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+End");
  await expect(page.getByRole("combobox", { name: "Run in" })).not.toContainText("Python 3");

  // What gets the focus below the view scrolls the text, so that results stay where their code is.
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("\n".repeat(30));
  const last = result(page, "line 41").getByRole("button", { name: "Result actions" });
  await last.focus();
  await expect(last).toBeInViewport();
  await expect.poll(() => page.locator(".results").evaluate((box) => box.scrollTop)).toBe(0);
});
