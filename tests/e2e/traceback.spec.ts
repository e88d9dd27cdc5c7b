/** A failed request: its traceback folded to what the user wrote and where it broke, and the kernel's debugger in it. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, type Tandem, sharing as test } from "./app";
import { block, enter, idle, KERNEL, STARTS, shell } from "./shells";

const LIBRARIES = /^\d+ frames of libraries$/;

const exp = `import json
def load(text):
    return json.loads(text)
`;

/** Fails in json, called from exp.py, and looks at what is folded; answers the failed block. */
async function failInLibrary(tandem: Tandem, name: string) {
  const { page } = tandem;
  await enter(tandem, "import sys; sys.path.insert(0, ''); import exp; exp.load('{bad')");
  const failed = block(tandem, "In [1]:", name);
  const folded = failed.getByRole("button", { name: LIBRARIES });
  await expect(folded).toHaveAttribute("aria-expanded", "false");
  await expect(failed.getByRole("link", { name: /exp\.py/ })).toBeVisible();
  await expect(failed).toContainText("raw_decode");
  await expect(failed).not.toContainText("_default_decoder");

  await test.step("the keyboard opens it, and it stays open until it is closed", async () => {
    await folded.focus();
    await page.keyboard.press("Enter");
    await expect(failed).toContainText("_default_decoder");
    await expect(folded).toHaveAttribute("aria-expanded", "true");
    await expect(failed.getByRole("link", { name: /json.__init__\.py/ })).toBeVisible();
    await enter(tandem, "print('\\n' * 200)");
    await expect(block(tandem, "In [2]:", name)).toHaveAttribute("data-state", "ok");
    await page.getByRole("log", { name: "Shell output" }).focus();
    await page.keyboard.press("Control+Home");
    await expect(failed).toContainText("_default_decoder");
    await folded.click();
    await expect(failed).not.toContainText("_default_decoder");
  });

  await test.step("what is copied is whole", async () => {
    await failed.getByText("exp.load").first().hover();
    await failed.getByRole("button", { name: "Block actions" }).click();
    await page.getByRole("menuitem", { name: "Copy output" }).click();
    await expect
      .poll(() => tandem.electron.evaluate(({ clipboard }) => clipboard.readText()))
      .toContain("_default_decoder.decode");
  });
  return failed;
}

/** Opens pdb where the last error was raised, moves in it, and leaves it. */
async function debug(tandem: Tandem, name: string, prompt: string, code: string): Promise<void> {
  const { page } = tandem;
  await expect(block(tandem, "In [1]:", name).getByRole("button", { name: "Debug here" })).toBeVisible();
  await enter(tandem, code);
  const debugging = block(tandem, "In [3]:", name);
  await expect(debugging).toContainText(code);
  const input = shell(tandem, name).getByRole("textbox", { name: prompt, exact: true });
  await expect(input).toBeFocused();
  const place = debugging.locator(".debugger-place");
  await expect(place).toHaveText(/^in raw_decode decoder\.py:\d+$/);
  await page.screenshot({ path: test.info().outputPath("debugger.png") });
  // From the library to the user's own file, and to what was typed.
  for (const where of [/^in decode decoder/, /^in loads __init__/, /^in load exp\.py:3$/]) {
    await input.fill("up");
    await input.press("Enter");
    await expect(place).toHaveText(where);
  }
  await input.fill("p text");
  await input.press("Enter");
  await expect(debugging).toContainText("'{bad'");
  await input.fill("up");
  await input.press("Enter");
  await expect(place).toHaveText(/^in <module>, line 1$/);
  await input.fill("q");
  await input.press("Enter");
  await idle(tandem);
  await expect(place).toHaveCount(0);
}

test("a traceback of ipykernel is folded, and its debugger opened where it broke", async ({ tandem }) => {
  await tandem.write("exp.py", exp);
  const page = await tandem.start({ open: ["exp.py"], settings: STARTS });
  await idle(tandem);
  const failed = await failInLibrary(tandem, KERNEL);
  await page.screenshot({ path: test.info().outputPath("traceback.png") });
  await debug(tandem, KERNEL, "ipdb>", "%debug");

  await test.step("finding opens what it finds", async () => {
    await page.keyboard.press("Control+F");
    await page.keyboard.insertText("JSONDecoder.decode(self");
    await expect(failed).toContainText("_default_decoder.decode");
    await page.keyboard.press("Escape");
  });

  await test.step("Ctrl+P in the shell stands in the error that came last", async () => {
    await enter(tandem, "1/0");
    await expect(block(tandem, "In [4]:")).toHaveAttribute("data-state", "error");
    await expect(failed.getByRole("button", { name: "Debug here" })).toHaveCount(0);
    await page.keyboard.press("Control+P");
    const steps = page.getByRole("toolbar", { name: "Debugger" });
    await expect(steps).toBeVisible({ timeout: 30_000 });
    await expect(steps.getByRole("button", { name: "Step over" })).toBeDisabled();
    await expect(shell(tandem)).toContainText("Stopped at line 1 in <module>");
    await page.keyboard.press("Shift+F5");
    await expect(steps).toHaveCount(0);
    await idle(tandem);
  });

  await test.step("a link into a module leads to the line that was printed, and says that the file was changed", async () => {
    await enter(tandem, "exp.load('{worse')");
    const link = block(tandem, "In [5]:")
      .getByRole("link", { name: /exp\.py/ })
      .first();
    const notice = (words: string) => page.getByRole("status", { name: "Notice" }).filter({ hasText: words });
    await link.click();
    await expect(page.getByText("Ln 3, Col 1")).toBeVisible();
    await expect(notice("exp.py was changed")).toHaveCount(0);
    await tandem.write("exp.py", `# above\n${exp}`);
    await expect(page.locator(".view-line").filter({ hasText: "# above" })).toBeVisible();
    await link.click();
    await expect(page.getByText("Ln 4, Col 1")).toBeVisible();
    await expect(notice("exp.py was changed after this ran: what was line 3 is line 4.")).toBeVisible();
    await tandem.write("exp.py", "pass\n");
    await expect(page.locator(".view-line").filter({ hasText: "# above" })).toHaveCount(0);
    await link.click();
    await expect(notice("has this line no more: return json.loads(text)")).toBeVisible();
  });
});

/** A traceback through a file that was never saved leads into its tab. */
async function linkIntoUnsaved(tandem: Tandem, name: string): Promise<void> {
  const { page } = tandem;
  await page.keyboard.press("Control+N");
  const unsaved = tandem.editor("Untitled 1");
  await expect(unsaved).toBeFocused();
  await page.keyboard.insertText("one = 1\ntwo = 2\n\ndef fail():\n    return one / 0\n");
  await page.keyboard.press("Control+E");
  await idle(tandem);
  await tandem.fileTab("exp.py").click();
  await enter(tandem, "fail()");
  const link = shell(tandem, name)
    .getByRole("link", { name: /Untitled 1/ })
    .last();
  await link.click();
  await expect(unsaved).toBeFocused();
  await expect(tandem.fileTab("Untitled 1")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("Ln 5, Col 1")).toBeVisible();
  // New shells begin in the folder of the file in front.
  await tandem.fileTab("exp.py").click();
}

test("the same with the built-in kernels", async ({ alone: tandem }) => {
  const bare = path.join(tandem.home, "bare");
  execFileSync("python3", ["-m", "venv", "--without-pip", bare]);
  await tandem.write("exp.py", exp);
  await tandem.write(
    "node_modules/lib/index.js",
    "const one = (f) => f();\nconst two = (f) => one(f);\nmodule.exports = (f) => two(f);\n",
  );
  const nothing = { JUPYTER_PATH: "", VIRTUAL_ENV: "", CONDA_PREFIX: "", PYENV_ROOT: "", CONDA_EXE: "" };
  const page = await tandem.start({
    open: ["exp.py"],
    settings: STARTS,
    env: { ...nothing, PATH: path.join(bare, "bin") },
  });
  await idle(tandem);
  const plain = page.getByRole("region", { name: /^Plain Python/ });
  const name = (await plain.getAttribute("aria-label")) ?? "";
  await failInLibrary(tandem, name);
  await debug(tandem, name, "(Pdb)", "%debug");
  await test.step("a link into a file that was never saved leads into its tab", () =>
    linkIntoUnsaved(tandem, name));

  await test.step("JavaScript", async () => {
    await page.getByRole("button", { name: "New shell", exact: true }).click();
    await page.getByRole("listbox", { name: "Kernels" }).getByText("JavaScript (built in)").click();
    const javascript = "JavaScript (built in)";
    await expect(shell(tandem, javascript)).toBeVisible();
    await idle(tandem);
    await enter(tandem, "function mine() { null.x }\nrequire('./node_modules/lib/index.js')(mine)");
    const failed = block(tandem, "In [1]:", javascript);
    await expect(failed).toContainText("at mine");
    await expect(failed).not.toContainText("at two");
    await failed.getByRole("button", { name: LIBRARIES }).click();
    await expect(failed).toContainText("at two");
    await expect(failed.getByRole("button", { name: "Debug here" })).toHaveCount(0);
  });
});
