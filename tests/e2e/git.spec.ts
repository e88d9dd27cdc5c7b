/** Git in the window: the branch, marks of files, changed lines with what stood there, comparing, committing, discarding. */
import { execFileSync } from "node:child_process";
import { expect, sharing as test } from "./app";

const notebook = (text: string) =>
  JSON.stringify({
    cells: [
      {
        cell_type: "code",
        execution_count: 1,
        id: "a",
        metadata: {},
        outputs: [{ output_type: "stream", name: "stdout", text: [text] }],
        source: ["print(x)"],
      },
    ],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  });

test("what is changed is marked, compared, committed and taken back", async ({ tandem }) => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@t", ...args], {
      cwd: tandem.folder,
      encoding: "utf8",
    });
  git("init", "--quiet", "--initial-branch=fits");
  git("config", "user.name", "T");
  git("config", "user.email", "t@t");
  await tandem.write("fit.py", "a = 1\nb = 2\nc = 3\n");
  await tandem.write("other.py", "x = 1\n");
  await tandem.write("notes.txt", "photosynthesis\n");
  await tandem.write("n.ipynb", notebook("one"));
  git("add", ".");
  git("commit", "--quiet", "-m", "first");
  await tandem.write("other.py", "x = 2\n");
  const page = await tandem.start({ open: [".", "notes.txt", "fit.py"] });
  const status = page.getByRole("contentinfo");
  await expect(status.getByRole("button", { name: "Branch fits, 1 changed file" })).toBeVisible();
  const files = page.getByRole("tree", { name: "Files" });
  await expect(files.getByRole("treeitem", { name: "other.py" })).toHaveAccessibleDescription(
    "changed since the last commit",
  );

  await test.step("a changed line shows what stood there, and is taken back as one edit", async () => {
    await tandem.editor("fit.py").focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.type("0");
    await expect(page.locator(".git-change.git-changed")).toBeVisible();
    await page.locator(".git-change.git-changed").click();
    const peek = page.getByRole("region", { name: "What stood here" });
    await expect(peek).toContainText("b = 2");
    await peek.getByRole("button", { name: "Revert" }).click();
    await expect(page.locator(".git-change")).toHaveCount(0);
    await expect(tandem.editor("fit.py")).toBeFocused();
    await page.keyboard.press("Control+Z");
    await expect(page.locator(".view-lines")).toContainText("b = 20");
  });

  await test.step("it is compared with the last commit, and with what is saved", async () => {
    await tandem.command("Compare with the last commit");
    const compared = page.getByRole("region", { name: "fit.py: changes" });
    await expect(compared.getByRole("status", { name: "Differences" })).toHaveText("1 difference");
    // What leads to a line brings the file in front of the page, with the keyboard in it.
    await tandem.command("Go to line…");
    await page.keyboard.type("3");
    await page.keyboard.press("Enter");
    await expect(compared).toHaveCount(0);
    await expect(tandem.editor("fit.py")).toBeFocused();
    await page.getByRole("tab", { name: "fit.py: changes" }).click();
    await expect(compared.getByRole("status", { name: "Differences" })).toHaveText("1 difference");
    await page.keyboard.press("Control+W");
    await expect(compared).toHaveCount(0);
  });

  await test.step("words are completed after it, for the first time in the window", async () => {
    await tandem.fileTab("notes.txt").click();
    await tandem.editor("notes.txt").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("phot");
    await expect(page.locator(".suggest-widget")).toContainText("photosynthesis");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+S");
    await expect.poll(() => tandem.read("notes.txt")).toContain("photosynthesis\nphotosynthesis");
    git("commit", "--quiet", "-m", "notes", "notes.txt");
    await tandem.fileTab("fit.py").click();
  });

  await test.step("chosen files are committed, unsaved text after a question", async () => {
    await tandem.command("Git");
    const tool = page.getByRole("region", { name: "Git" });
    await tool.getByRole("checkbox", { name: "Commit other.py" }).check();
    await tool.getByRole("textbox", { name: "Message of the commit" }).fill("Other fit");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => git("log", "-1", "--format=%s").trim()).toBe("Other fit");
    await expect(tool).toContainText("Nothing is changed");
    await expect(tool.getByRole("status")).toContainText("Committed 1 file as");
    expect(git("status", "--porcelain")).toBe("");

    await tandem.editor("fit.py").focus();
    await page.keyboard.press("Control+S");
    const changed = tool.getByRole("button", { name: "fit.py, changed since the last commit" });
    await expect(changed).toBeVisible();
    // Unsaved text is no other program's change.
    await page.keyboard.insertText("unsaved");
    await changed.click({ button: "right" });
    await page.getByRole("menuitem", { name: "Discard…" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
    await expect(changed).toHaveCount(0);
    expect(await tandem.read("fit.py")).toBe("a = 1\nb = 2\nc = 3\n");
    await expect(page.locator(".view-lines")).not.toContainText("b = 20");
    await expect(tandem.fileTab("fit.py")).toBeVisible();
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
    await tandem.editor("fit.py").focus();
    await page.keyboard.press("Control+Z");
    await expect(page.locator(".view-lines")).toContainText("unsaved");
  });

  await test.step("the commits of a file stand in its timeline, and are compared with now", async () => {
    await tandem.command("Timeline");
    const commits = page.getByRole("list", { name: "Commits" });
    await expect(commits.getByRole("listitem")).not.toHaveCount(0);
    const before = await commits.getByRole("listitem").count();
    await tandem.write("fit.py", "a = 1\nb = 2\nc = 3\nd = 4\n");
    git("commit", "--quiet", "-m", "A fourth", "fit.py");
    await expect(commits.getByRole("listitem")).toHaveCount(before + 1);
    await expect(commits.getByRole("button").first()).toContainText("A fourth");
    await page.screenshot({ path: test.info().outputPath("commits.png") });
    await commits.getByRole("button").last().click();
    const compared = page.getByRole("region", { name: "fit.py: changes" });
    await expect(compared.getByRole("status", { name: "Differences" })).toContainText("difference");
    await page.keyboard.press("Control+W");
    await expect(compared).toHaveCount(0);
  });

  await test.step("a notebook with other outputs alone says so, and is compared as text", async () => {
    await tandem.write("n.ipynb", notebook("two"));
    await tandem.command("Git");
    const row = page.getByRole("button", { name: "n.ipynb, changed since the last commit" });
    await row.click({ button: "right" });
    await page.getByRole("menuitem", { name: "Open" }).click();
    await expect(tandem.editor("n.ipynb")).toBeVisible();
    await row.click();
    const compared = page.getByRole("region", { name: "n.ipynb: changes" });
    const differences = compared.getByRole("status", { name: "Differences" });
    await expect(differences).toHaveText("Only outputs, counts or metadata differ");
    await compared.getByRole("button", { name: "Compare as text" }).click();
    await expect(differences).toHaveText("1 difference");
  });
});

test("a branch that is switched in a terminal is seen: files, marks and the branch", async ({ tandem }) => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@t", ...args], { cwd: tandem.folder });
  git("init", "--quiet", "--initial-branch=fits");
  await tandem.write("fit.py", "a = 1\n");
  await tandem.write("typed.py", "t = 1\n");
  await tandem.write("data/deep.py", "d = 1\n");
  git("add", ".");
  git("commit", "--quiet", "-m", "first");
  git("checkout", "--quiet", "-b", "other");
  for (const [name, text] of [
    ["fit.py", "a = 2\n"],
    ["typed.py", "t = 2\n"],
    ["data/deep.py", "d = 2\n"],
  ] as const)
    await tandem.write(name, text);
  git("commit", "--quiet", "-am", "second");
  const page = await tandem.start({ open: [".", "fit.py", "typed.py"] });
  const branch = page.getByRole("contentinfo").getByRole("button", { name: /^Branch / });
  await expect(branch).toHaveAccessibleName(/^Branch other/);
  await expect(tandem.editor("typed.py")).toBeFocused();
  await page.keyboard.insertText("mine = 1\n");

  git("checkout", "--quiet", "fits");
  await expect(branch).toHaveAccessibleName(/^Branch fits/);
  const bar = page.getByRole("status", { name: "About this file" });
  await expect(bar).toContainText("typed.py changed on disk");
  await expect(page.locator(".view-lines")).toContainText("mine = 1");
  await tandem.fileTab("fit.py").click();
  await expect(page.locator(".view-lines")).toContainText("a = 1");
  await expect(bar).toHaveCount(0);

  // Nothing that is open or listed is another one: only Git's own files tell of it.
  git("checkout", "--quiet", "-b", "third");
  await expect(branch).toHaveAccessibleName(/^Branch third/);
  await tandem.write("data/deep.py", "d = 3\n");
  git("commit", "--quiet", "-am", "deep");
  git("branch", "--quiet", "-m", "fourth");
  await expect(branch).toHaveAccessibleName(/^Branch fourth/);
});
