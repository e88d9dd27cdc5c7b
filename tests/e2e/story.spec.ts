/** The main job: edit a file, run it piece by piece, see the results in the shell, and talk to the kernel there. */
import { expect, type Tandem, sharing as test, WITH_PROBLEMS } from "./app";
import { block, idle, KERNEL, STARTS, shell, shellText } from "./shells";

const experiment = `"""An experiment."""
# %% Order
import sys
print("one", flush=True)
print("two", file=sys.stderr, flush=True)
print("three", flush=True)
# %% Colour
print("\\x1b[31mred\\x1b[0m and \\x1b[1;32mbold green\\x1b[0m")
# %% Fails
def inner(x):
    return 1 / x
inner(0)
# %% Picture
import matplotlib.pyplot as plt
plt.plot([1, 4, 9])
plt.show()
# %% Ask
name = input("Who is there? ")
print("hello", name)
`;

/** Puts the cursor on a line of the file in front. */
async function goToLine(tandem: Tandem, line: number): Promise<void> {
  await tandem.page.keyboard.press("Control+9");
  await tandem.page.keyboard.press("Control+Home");
  for (let at = 1; at < line; at++) await tandem.page.keyboard.press("ArrowDown");
}

async function startWith(tandem: Tandem, name: string, text: string): Promise<void> {
  await tandem.write(name, text);
  await tandem.start({ open: [name], settings: { ...STARTS, ...WITH_PROBLEMS } });
  await expect(tandem.editor(name)).toBeVisible();
  await idle(tandem);
}

test("cells run in order, with colours, errors, pictures and questions", async ({ tandem }) => {
  await startWith(tandem, "exp.py", experiment);
  const { page } = tandem;

  await test.step("stdout and stderr keep their order; the cursor goes on to the next cell", async () => {
    await goToLine(tandem, 2);
    await page.keyboard.press("Shift+Enter");
    await expect(block(tandem, "In [1]:")).toContainText(/one\s*two\s*three$/);
  });

  await test.step("ANSI colours become colours", async () => {
    await page.keyboard.press("Shift+Enter");
    const red = block(tandem, "In [2]:").getByText("red", { exact: true });
    await expect(red).toBeVisible();
    const line = red.locator("..");
    await expect(line).toHaveText("red and bold green");
    const plain = await line.evaluate((e) => getComputedStyle(e).color);
    expect(await red.evaluate((e) => getComputedStyle(e).color)).not.toBe(plain);
  });

  await test.step("an error shows its traceback", async () => {
    await page.keyboard.press("Shift+Enter");
    await expect(block(tandem, "In [3]:")).toContainText("ZeroDivisionError");
    await expect(block(tandem, "In [3]:")).toContainText("return 1 / x");
    await expect(block(tandem, "In [3]:")).toContainText("failed");
  });

  await test.step("a figure is drawn", async () => {
    await page.keyboard.press("Shift+Enter");
    const image = block(tandem, "In [4]:").getByRole("img");
    await expect(image).toBeVisible({ timeout: 60_000 });
    expect(await image.evaluate((e) => (e instanceof HTMLImageElement ? e.naturalWidth : 0))).toBeGreaterThan(
      100,
    );
  });

  await test.step("input() is answered in place", async () => {
    await page.keyboard.press("Control+Enter");
    const question = shell(tandem).getByRole("textbox", { name: "Who is there?", exact: true });
    await expect(question).toBeVisible();
    await expect(page.getByRole("status", { name: "Kernel status" })).toHaveText("waiting for input");
    await question.fill("Ada");
    await question.press("Enter");
    await expect(block(tandem, "In [5]:")).toContainText("hello Ada");
    await expect(question).toHaveCount(0);
    await idle(tandem);
  });

  await test.step("the whole transcript can be copied, in the order of what happened", async () => {
    const copied = await shellText(tandem);
    const at = ["one", "two", "three", "red and bold green", "ZeroDivisionError", "hello Ada"].map((piece) =>
      copied.lastIndexOf(piece),
    );
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
  });
});

test("selection, statement, whole file and a changed file are run as they stand in the editor", async ({
  tandem,
}) => {
  await startWith(tandem, "exp.py", 'a = 20\nprint("file", a)\nfor i in range(2):\n    b = i\n');
  const { page } = tandem;
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+E");
  await expect(block(tandem, "In [1]:")).toContainText("file 20");

  // The statement at the cursor, then a selection.
  await goToLine(tandem, 3);
  await page.keyboard.press("Alt+Enter");
  await expect(block(tandem, "In [2]:")).toContainText("for i in range(2):");
  await expect(block(tandem, "In [2]:")).toContainText("b = i");
  await goToLine(tandem, 1);
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Alt+Enter");
  await expect(block(tandem, "In [3]:")).toContainText("a = 20");
  await expect(block(tandem, "In [3]:")).not.toContainText("print");

  // Unsaved text runs as it is seen; saved, it stands on disk.
  await tandem.typeText("print('changed', 6 * 7)\n");
  await page.keyboard.press("Control+E");
  await expect(block(tandem, "In [4]:")).toContainText("changed 42");
  await page.keyboard.press("Control+S");
  await expect.poll(() => tandem.read("exp.py")).toBe("print('changed', 6 * 7)\n");
});

test("the shell is typed in: Enter when complete, continuation, history, completion, interrupt", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  const { page } = tandem;
  await page.keyboard.press("Control+0");
  await expect(page.getByRole("textbox", { name: "Shell input" })).toBeFocused();

  await page.keyboard.type("for i in range(3):");
  await page.keyboard.press("Enter");
  await page.keyboard.type("print('row', i)");
  await expect(block(tandem, "In [1]:")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(block(tandem, "In [1]:")).toContainText("row 2");
  await idle(tandem);

  await page.keyboard.type("value = 123");
  await page.keyboard.press("Enter");
  await expect(block(tandem, "In [2]:")).toBeVisible();
  await idle(tandem);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(block(tandem, "In [3]:")).toContainText("value = 123");
  await idle(tandem);

  await page.keyboard.type("import colorsys; colorsys.rgb_to_y");
  await page.keyboard.press("Tab");
  await expect(shell(tandem).getByText("rgb_to_yiq").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(block(tandem, "In [4]:")).toContainText("<function colorsys.rgb_to_yiq");
  await idle(tandem);

  await page.keyboard.type("print('it runs')");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("while True: pass");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("status", { name: "Kernel status" })).toHaveText("busy");
  // Before the code runs an interrupt has nothing to stop.
  await expect(block(tandem, "In [5]:").getByText("it runs", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+I");
  await expect(block(tandem, "In [5]:")).toContainText("KeyboardInterrupt");
  await idle(tandem);
});

test("what is sent while the kernel is busy waits in a queue, and can be taken back", async ({ tandem }) => {
  await startWith(
    tandem,
    "exp.py",
    "# %% Long\nanswer = input('go on? ')\n# %% Next\nprint('next ran')\n# %% Not\nprint('taken back')\n",
  );
  const { page } = tandem;
  await goToLine(tandem, 1);
  await page.keyboard.press("Shift+Enter");
  await expect(page.getByRole("status", { name: "Kernel status" })).toHaveText("waiting for input");
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Control+Enter");
  const queued = shell(tandem).getByRole("article", { name: "Queued", exact: true });
  await expect(queued).toHaveCount(2);
  await queued
    .filter({ hasText: "taken back" })
    .getByRole("button", { name: /Cancel/ })
    .click();
  await expect(queued).toHaveCount(1);
  const question = shell(tandem).getByRole("textbox", { name: "go on?", exact: true });
  await question.fill("yes");
  await question.press("Enter");
  await expect(block(tandem, "In [2]:")).toContainText("next ran");
  await idle(tandem);
  await expect(block(tandem, "In [3]:")).toHaveCount(0);
});

test("a file of another language never runs in a Python kernel", async ({ tandem }) => {
  await tandem.write("model.jl", "println(1)\n");
  await tandem.start({ open: ["model.jl"], settings: STARTS });
  await idle(tandem);
  await tandem.page.keyboard.press("Control+9");
  await tandem.page.keyboard.press("Control+E");
  await expect(tandem.page.getByText(/julia/i).filter({ visible: true }).first()).toBeVisible();
  await expect(tandem.page.getByRole("combobox", { name: "Run in" })).not.toContainText(KERNEL);
  await expect(block(tandem, "In [1]:")).toHaveCount(0);
  await expect(shell(tandem).getByRole("article", { name: "Queued" })).toHaveCount(0);
});

test("a password is asked for without showing it, and is kept nowhere", async ({ tandem }) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  const { page } = tandem;
  await page.keyboard.press("Control+0");
  await page.keyboard.type("import getpass; n = len(getpass.getpass('Token: '))");
  await page.keyboard.press("Enter");
  const question = shell(tandem).getByLabel("Token:", { exact: true });
  await expect(question).toHaveAttribute("type", "password");
  await question.fill("s3cret-value");
  await question.press("Enter");
  await idle(tandem);
  await page.keyboard.press("Control+0");
  await page.keyboard.type("print('length', n)");
  await page.keyboard.press("Enter");
  await expect(block(tandem, "In [2]:")).toContainText("length 12");
  expect(await shellText(tandem)).not.toContain("s3cret-value");
});
