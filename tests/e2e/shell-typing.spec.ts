/** Typing in a shell: what the kernel says of the code while it is typed, and what comes in by paste and by drop. */
import path from "node:path";
import { expect, sharing as test } from "./app";
import { block, enter, idle, STARTS, shell, shellText } from "./shells";

test("call tips stay while arguments are typed; help and documentation come from the kernel", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  const { page } = tandem;
  const tip = page.locator(".parameter-hints-widget");
  await enter(
    tandem,
    'def fit(data, *, degree=2, weights=None):\n    "Fits a polynomial."\n    return degree\n\nimport math',
  );
  await idle(tandem);

  await page.keyboard.type("fit(");
  await expect(tip).toContainText("fit(data, *, degree=2, weights=None)");
  await expect(tip).toContainText("Fits a polynomial.");
  await expect(tip.locator(".parameter.active")).toHaveText("data");
  await page.keyboard.type("[1, 2], degree=3");
  await expect(tip.locator(".parameter.active")).toHaveText("degree=2");
  await page.keyboard.type(")");
  await expect(tip).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(block(tandem, "In [2]:")).toContainText("3");
  await idle(tandem);

  await test.step("a list that comes up by itself takes no key", async () => {
    await page.keyboard.type("math.pi");
    await expect(page.locator(".suggest-widget")).toContainText("pi");
    await page.keyboard.press("Enter");
    await expect(block(tandem, "In [3]:")).toContainText("3.14159");
    await idle(tandem);
  });

  await test.step("Shift+Tab shows what the kernel knows of the word", async () => {
    await page.keyboard.type("math.gcd");
    await page.keyboard.press("Shift+Tab");
    await expect(page.locator(".monaco-hover")).toContainText("Greatest Common Divisor");
    await page.keyboard.press("Escape");
  });
});

test("pasted prompts are stripped, and a dropped file gives its path", async ({ tandem }) => {
  await tandem.write("run 1.csv", "a,b\n");
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  const { page } = tandem;
  await page.keyboard.press("Control+0");
  await tandem.electron.evaluate(({ clipboard }) =>
    clipboard.writeText(">>> for i in range(2):\n...     print('row', i)\n...\nrow 0\nrow 1\n"),
  );
  await page.keyboard.press("Control+V");
  await page.keyboard.press("Control+Enter");
  await expect(block(tandem, "In [1]:")).toContainText("row 1");
  expect(await shellText(tandem)).not.toContain(">>>");

  await idle(tandem);
  await page.keyboard.press("Control+0");
  await page.keyboard.type("print(");
  const input = shell(tandem).locator(".shell-input-editor");
  const box = await input.boundingBox();
  if (!box) throw new Error("The input is not shown.");
  const devtools = await page.context().newCDPSession(page);
  const file = path.join(tandem.folder, "run 1.csv");
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await devtools.send("Input.dispatchDragEvent", {
      type,
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      data: { items: [], files: [file], dragOperationsMask: 1 },
    });
  }
  await expect(input).toContainText("run 1.csv");
  await page.keyboard.type(")");
  await page.keyboard.press("Enter");
  await expect(block(tandem, "In [2]:")).toContainText(file);

  await test.step("text that comes at once takes no time for each of its signs", async () => {
    /** How long a text of so many signs takes, the shortest of three times, in ms. */
    const taken = async (signs: number) => {
      const text = "# a line of a page that was written elsewhere, as it is said\n".repeat(signs / 60);
      const times: number[] = [];
      for (let time = 0; time < 3; time++) {
        await page.keyboard.press("Control+A");
        await page.keyboard.press("Delete");
        const begun = performance.now();
        await page.keyboard.insertText(text);
        times.push(performance.now() - begun);
      }
      return Math.min(...times);
    };
    // So short a text is taken as typed, sign by sign.
    const typed = await taken(420);
    expect(await taken(42_000)).toBeLessThan(10 * typed);
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("print(1 + 1) ");
    await page.keyboard.press("Control+Enter");
    await expect(block(tandem, "In [3]:")).toContainText("2");
    // It is taken back as one.
    await page.keyboard.insertText("x = 1\n".repeat(200));
    await page.keyboard.press("Control+Z");
    await expect(input.locator(".view-lines")).toHaveText("");
  });
});

test("whoever selects in the output and types, types in the input; recall by prefix; the local rule", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  const { page } = tandem;
  const input = shell(tandem).locator(".shell-input-editor .view-lines");
  const clear = async () => {
    await page.keyboard.press("Control+0");
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
  };
  await enter(tandem, "print('select this')");
  await idle(tandem);
  const line = block(tandem, "In [1]:").locator("[data-role=stdout]").getByText("select this");

  await test.step("typed and pasted over a selection in the output", async () => {
    await line.dblclick();
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).not.toBe("");
    await page.keyboard.type("typed");
    await expect(input).toHaveText("typed");
    await clear();
    await line.dblclick();
    await tandem.electron.evaluate(({ clipboard }) => clipboard.writeText("pasted"));
    await page.keyboard.press("Control+V");
    await expect(input).toHaveText("pasted");
    await clear();
    // What is selected is copied still.
    await line.dblclick();
    await page.keyboard.press("Control+C");
    await expect
      .poll(() => tandem.electron.evaluate(({ clipboard }) => clipboard.readText()))
      .toMatch(/select|this/);
  });

  await test.step("Up and Down find what begins alike, over several lines, and lead back", async () => {
    await enter(tandem, "def twice(x):\n    return 2 * x");
    await expect(block(tandem, "In [2]:")).toHaveAttribute("data-state", "ok");
    await enter(tandem, "other = 1");
    await expect(block(tandem, "In [3]:")).toHaveAttribute("data-state", "ok");
    await idle(tandem);
    await page.keyboard.type("def");
    await page.keyboard.press("ArrowUp");
    await expect(input).toContainText("return");
    await page.keyboard.press("ArrowDown");
    await expect(input).toHaveText("def");
    await clear();
  });

  await test.step("a long paste is at once there, with only the prompts that are in view", async () => {
    const code = Array.from({ length: 10_000 }, (_, i) => `v${i} = ${i}`).join("\n");
    await tandem.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), code);
    await page.keyboard.press("Control+V");
    await expect(input).toContainText("v9999");
    expect(await shell(tandem).locator(".shell-input > .prompt > span").count()).toBeLessThan(200);
    await page.keyboard.press("Control+Enter");
    await expect(block(tandem, "In [4]:")).toHaveAttribute("data-state", "ok");
    await enter(tandem, "v9999 + 1");
    await expect(block(tandem, "In [5]:")).toContainText("10000");
    await idle(tandem);
  });

  await test.step("while the kernel is busy a rule of the window's own says what is complete", async () => {
    await enter(tandem, "input('busy ')");
    await expect(shell(tandem).getByRole("textbox", { name: "busy" })).toBeFocused();
    const queued = page.getByRole("article", { name: "Queued", exact: true });
    await page.getByRole("textbox", { name: "Shell input" }).focus();
    await page.keyboard.type("%%bash");
    await page.keyboard.press("Enter");
    await page.keyboard.type("echo from bash");
    await page.keyboard.press("Enter");
    await expect(input).toContainText("from");
    await expect(queued).toHaveCount(0);
    await page.keyboard.press("Enter");
    await expect(queued).toContainText("echo from bash");
    await expect(shell(tandem).locator(".shell-input > .prompt")).toHaveText("");
    await shell(tandem).getByRole("textbox", { name: "busy" }).fill("on");
    await page.keyboard.press("Enter");
    await expect(block(tandem, "In [7]:")).toContainText("from bash");
  });

  await test.step("Alt+Enter runs, Ctrl+C interrupts a question and a loop, Alt+K closes", async () => {
    await idle(tandem);
    await page.keyboard.press("Control+0");
    await page.keyboard.insertText("input('stop? ')");
    await page.keyboard.press("Alt+Enter");
    await expect(shell(tandem).getByRole("textbox", { name: "stop?" })).toBeFocused();
    await page.keyboard.press("Control+C");
    await expect(block(tandem, "In [8]:")).toContainText("KeyboardInterrupt");
    await idle(tandem);
    await page.keyboard.press("Control+0");
    await page.keyboard.insertText("print('it', 'loops')\nwhile True: pass");
    await page.keyboard.press("Alt+Enter");
    // Before the code runs an interrupt has nothing to stop.
    await expect(block(tandem, "In [9]:")).toContainText("it loops");
    await page.keyboard.press("Control+C");
    await expect(block(tandem, "In [9]:")).toContainText("KeyboardInterrupt");
    await idle(tandem);
    await page.keyboard.press("Alt+K");
    await expect(shell(tandem)).toHaveCount(0);
  });
});
