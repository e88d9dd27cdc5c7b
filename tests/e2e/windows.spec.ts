/** Several windows of one app: each with its own files and shells, all on the same sessions. */
import { execFile } from "node:child_process";
import type { Locator, Page } from "playwright/test";
import { expect, type Tandem, test } from "./app";
import { block, enter, idle, KERNEL, shell } from "./shells";

/** Starts a kernel in a window that has no shell. */
async function startKernel(tandem: Tandem): Promise<void> {
  await tandem.page.getByRole("option", { name: KERNEL, exact: true }).click();
  await idle(tandem);
}

/** Opens a shell on the session of that name, which another window shows. */
async function openRunning(tandem: Tandem, name = KERNEL): Promise<void> {
  await tandem.command("Running kernels");
  const running = tandem.page.getByRole("region", { name: "Running kernels" });
  await running
    .getByText(name, { exact: true })
    .locator("..")
    .getByRole("button", { name: "Reopen" })
    .click();
  await expect(shell(tandem, name)).toBeVisible();
}

/** Starts the app once more on the same profile, as from a terminal; resolves when that start has ended. */
async function startAgain(tandem: Tandem, ...given: string[]): Promise<void> {
  const [program, ...args] = await tandem.electron.evaluate(({ app }) => [
    process.execPath,
    app.getAppPath(),
    ...process.argv.filter((argument) => /^--(?:user-data-dir|no-sandbox)/.test(argument)),
  ]);
  const env = await tandem.electron.evaluate(() => process.env as Record<string, string>);
  await new Promise((resolve) => {
    execFile(program as string, [...args, ...given], { cwd: tandem.folder, env }, resolve);
  });
}

/** Types code into one of several shells that are in view, and runs it. */
async function enterIn(region: Locator, code: string): Promise<void> {
  const input = region.getByRole("textbox", { name: "Shell input" });
  await input.focus();
  await expect(input).toBeFocused();
  await input.page().keyboard.insertText(code);
  await input.page().keyboard.press("Control+Enter");
}

const fileTabs = (page: Page) => page.getByRole("tablist", { name: "Files" }).getByRole("tab");
const shellTabs = (page: Page, name = "Shells") =>
  page.getByRole("tablist", { name, exact: true }).getByRole("tab");

test("each window has its own files and shells; all see the same sessions; they come back at the next start", async ({
  tandem,
}) => {
  await tandem.write("first.py", "first = 1\n");
  await tandem.write("third.py", "third = 3\n");
  const first = await tandem.start({ open: ["first.py"] });
  await startKernel(tandem);
  await enter(tandem, "print('said in', 'the first')");
  await expect(block(tandem, "In [1]:")).toContainText("said in the first");

  const second = await tandem.opens(() => first.keyboard.press("Control+Shift+N"));
  await test.step("a new window has nothing but a view of what runs", async () => {
    await expect(fileTabs(second).filter({ hasText: "first.py" })).toHaveCount(0);
    tandem.use(second);
    await openRunning(tandem);
    await expect(block(tandem, "In [1]:")).toContainText("said in the first");
    await enter(tandem, "print('said in', 'the second')");
    await expect(block(tandem, "In [2]:")).toContainText("said in the second");
    tandem.use(first);
    await expect(block(tandem, "In [2]:")).toContainText("said in the second");
    await expect(block(tandem, "In [2]:")).toContainText("another window");
    await expect(block(tandem, "In [1]:")).not.toContainText("another window");
  });

  await test.step("the command line opens one too, which closes alone", async () => {
    const third = await tandem.opens(() => startAgain(tandem, "--new-window", "third.py"));
    await expect(fileTabs(third)).toHaveText(["third.py"]);
    await expect(fileTabs(first)).toHaveText(["first.py"]);
    // The page may be gone before the key is let go.
    await Promise.all([third.waitForEvent("close"), third.keyboard.press("Control+Shift+W").catch(() => {})]);
    await expect.poll(async () => (await tandem.windowStates()).length).toBe(2);
  });

  const place = { x: 40, y: 60, width: 900, height: 640 };
  const bounds = () =>
    tandem.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .map((window) => window.getBounds())
        .sort((a, b) => a.width - b.width),
    );
  const title = await second.title();
  const handle = await tandem.electron.browserWindow(second);
  await handle.evaluate((window, to) => window.setBounds(to), place);
  await expect.poll(async () => JSON.stringify(await tandem.windowStates())).toContain('"width":900');
  expect(title).not.toBe("");
  await tandem.quit("Keep running");

  await tandem.start();
  // Which of the two is there first does not matter to a user.
  const pages = await tandem.bothWindows();
  await expect
    .poll(async () => (await Promise.all(pages.map((page) => fileTabs(page).count()))).toSorted())
    .toEqual([0, 1]);
  const [again, other] = (await fileTabs(pages[0]).count()) === 1 ? pages : pages.toReversed();
  if (!again || !other) throw new Error("there are not two windows");
  await expect(fileTabs(again)).toHaveText(["first.py"]);
  await expect(fileTabs(other)).toHaveCount(0);
  await expect(shellTabs(again)).toHaveCount(1);
  await expect(shellTabs(other)).toHaveCount(1);
  await expect.poll(async () => (await bounds())[0]).toEqual(place);
  tandem.use(other);
  await expect(block(tandem, "In [1]:")).toContainText("said in the first");
  // What a view sent is still its own.
  await expect(block(tandem, "In [1]:")).toContainText("another window");
  await expect(block(tandem, "In [2]:")).not.toContainText("another window");
});

test("quitting asks in one window, and one that stays keeps all", async ({ tandem }) => {
  const first = await tandem.start();
  await startKernel(tandem);
  await enter(tandem, "x = 1");
  await idle(tandem);
  const second = await tandem.opens(() => first.keyboard.press("Control+Shift+N"));
  tandem.use(second);
  await second.keyboard.press("Control+N");
  await tandem.typeText("unsaved = True\n");
  await second.keyboard.press("Control+Q");
  const asks = (page: Page) => page.getByRole("alertdialog");
  const either = async (name: string): Promise<Locator> => {
    const found = [first, second].map((page) => page.getByRole("alertdialog", { name }));
    await expect
      .poll(async () => (await Promise.all(found.map((one) => one.count()))).reduce((a, b) => a + b))
      .toBe(1);
    return ((await found[0]?.count()) ? found[0] : found[1]) as Locator;
  };
  const unsaved = await either("Unsaved changes");
  await unsaved.getByRole("button", { name: "Discard" }).click();
  const kernels = await either("Kernels are running");
  await kernels.getByRole("button", { name: "Cancel" }).click();
  await expect(asks(first)).toHaveCount(0);
  await expect(asks(second)).toHaveCount(0);
  expect(tandem.electron.windows()).toHaveLength(2);
  tandem.use(first);
  await enter(tandem, "print(x + 41)");
  await expect(block(tandem, "In [2]:")).toContainText("42");
});

test("a question is asked in every view; the first answer counts, and what was typed elsewhere is not lost", async ({
  tandem,
}) => {
  const first = await tandem.start();
  await startKernel(tandem);
  await tandem.command("Open another view");
  const otherView = `${KERNEL} (view 2)`;
  await expect(shell(tandem, otherView)).toBeVisible();
  await tandem.command("Move shell to the side");
  await expect(shell(tandem)).toBeVisible();
  await enterIn(shell(tandem, otherView), "print('from view 2')");
  await expect(block(tandem, "In [1]:", otherView)).toContainText("from view 2");
  await expect(block(tandem, "In [1]:")).toContainText("another view");

  await enterIn(shell(tandem, otherView), "name = input('Who? ')");
  const fields = () =>
    [shell(tandem), shell(tandem, otherView)].map((one) => one.getByRole("textbox", { name: "Who?" }));
  for (const field of fields()) await expect(field).toBeVisible();
  await shell(tandem).getByRole("textbox", { name: "Who?" }).fill("half an ans");

  const late = await tandem.opens(() => first.keyboard.press("Control+Shift+N"));
  tandem.use(late);
  await openRunning(tandem);
  const question = shell(tandem).getByRole("textbox", { name: "Who?" });
  await question.fill("Ada");
  await question.press("Enter");
  await idle(tandem);
  await enter(tandem, "print('hello', name)");
  await expect(block(tandem, "In [3]:")).toContainText("hello Ada");

  tandem.use(first);
  for (const field of fields()) await expect(field).toHaveCount(0);
  for (const name of [KERNEL, otherView]) {
    await expect(block(tandem, "In [2]:", name)).toContainText("answered in another window");
    await expect(block(tandem, "In [3]:", name)).toContainText("hello Ada");
    await expect(block(tandem, "In [3]:", name)).toContainText("another window");
  }
  await expect(shell(tandem)).toContainText("Your answer was not sent: half an ans");
  await shell(tandem).getByRole("button", { name: "Put into the input" }).click();
  await first.keyboard.type("wer = 1");
  await first.keyboard.press("Enter");
  await expect(block(tandem, "In [4]:")).toContainText("half an answer = 1");
});

test("of two windows on one kernel each follows the other: name, restart, reload, closing", async ({
  tandem,
}) => {
  const first = await tandem.start();
  await startKernel(tandem);
  await enter(tandem, "kept = 41");
  await expect(block(tandem, "In [1]:")).toHaveAttribute("data-state", "ok");
  const second = await tandem.opens(() => first.keyboard.press("Control+Shift+N"));
  tandem.use(second);
  await openRunning(tandem);

  await test.step("renamed in the second", async () => {
    await tandem.command("Rename shell…");
    await expect(second.getByRole("textbox", { name: "Name of the shell" })).toBeFocused();
    await second.keyboard.insertText("Fit");
    await second.keyboard.press("Enter");
    tandem.use(first);
    await expect(shell(tandem, "Fit")).toBeVisible();
  });
  await test.step("restarted from the second: both say so, and begin anew", async () => {
    tandem.use(second);
    await tandem.command("Restart kernel");
    await second.getByRole("button", { name: "Restart", exact: true }).click();
    for (const page of [first, second]) {
      tandem.use(page);
      await expect(shell(tandem, "Fit")).toContainText("Restarting");
      await idle(tandem);
    }
    tandem.use(first);
    await enter(tandem, "print('kept is', 'kept' in globals())");
    for (const page of [first, second]) {
      tandem.use(page);
      await expect(shell(tandem, "Fit")).toContainText("kept is False");
    }
  });
  await test.step("reloaded, the first is as it was", async () => {
    await first.reload();
    tandem.use(first);
    await expect(shell(tandem, "Fit")).toContainText("kept is False");
    tandem.use(second);
    await enter(tandem, "print('from', 'the second')");
    tandem.use(first);
    await expect(shell(tandem, "Fit")).toContainText("from the second");
  });
  await test.step("the second closes and asks nothing; the kernel goes on", async () => {
    await Promise.all([
      second.waitForEvent("close"),
      second.keyboard.press("Control+Shift+W").catch(() => {}),
    ]);
    await enter(tandem, "6 * 7");
    await expect(shell(tandem, "Fit")).toContainText("42");
  });
});

test("shells stand side by side, their tabs are dragged, and one gets a window of its own", async ({
  tandem,
}) => {
  const page = await tandem.start();
  await startKernel(tandem);
  await enter(tandem, "side = 'left'");
  await idle(tandem);
  await page.getByRole("button", { name: "New shell" }).click();
  await page.getByRole("option", { name: KERNEL, exact: true }).click();
  const second = `${KERNEL} 2`;
  await expect(shell(tandem, second)).toBeVisible();
  await idle(tandem);
  await enter(tandem, "side = 'right'");
  await idle(tandem);
  await page.keyboard.type("print('still here'");

  const tab = (name: string) => page.getByRole("tab", { name, exact: true });
  const regions = () => [shell(tandem), shell(tandem, second)];
  await test.step("a tab that is dropped at the right makes a pane there", async () => {
    const body = (await shell(tandem, second).boundingBox()) as { width: number; height: number };
    await tab(second).dragTo(shell(tandem, second), {
      targetPosition: { x: body.width - 20, y: body.height / 2 },
    });
    for (const region of regions()) await expect(region).toBeVisible();
    const [left, right] = await Promise.all(regions().map((region) => region.boundingBox()));
    expect(left?.x).toBeLessThan(right?.x ?? 0);
    await expect(shellTabs(page, "Shells 1")).toHaveCount(1);
    await expect(shellTabs(page, "Shells 2")).toHaveCount(1);
  });
  await test.step("what was typed moved along; commands mean the pane that has the keyboard", async () => {
    const input = (region: Locator) => region.getByRole("textbox", { name: "Shell input" });
    await expect(input(shell(tandem, second))).toBeFocused();
    await page.keyboard.type(", side)");
    await page.keyboard.press("Enter");
    await expect(block(tandem, "In [2]:", second)).toContainText("still here right");
    await shell(tandem).getByRole("log").click();
    await expect(input(shell(tandem))).toBeFocused();
    await page.keyboard.type("print(side)");
    await page.keyboard.press("Enter");
    await expect(block(tandem, "In [2]:")).toContainText("left");
    await page.keyboard.type("kept over a reload");
  });
  await test.step("they are so again after a reload", async () => {
    await expect
      .poll(async () => JSON.stringify(await tandem.windowStates()))
      .toContain("kept over a reload");
    await page.reload();
    for (const region of regions()) await expect(region).toBeVisible();
    await expect(shell(tandem)).toContainText("kept over a reload");
    await expect(block(tandem, "In [2]:", second)).toContainText("right");
  });
  await test.step("a tab that is dropped on others stands among them", async () => {
    await tab(second).dragTo(tab(KERNEL));
    await expect(shellTabs(page)).toHaveCount(2);
    await expect(shell(tandem)).toBeHidden();
  });
  await test.step("one moves to a window of its own, with what was typed", async () => {
    await tab(KERNEL).click();
    const own = await tandem.opens(() => tandem.command("Move shell to a new window"));
    await expect(shellTabs(page)).toHaveCount(1);
    tandem.use(own);
    await expect(shell(tandem)).toContainText("kept over a reload");
    await expect(block(tandem, "In [2]:")).toContainText("left");
    await expect(own.getByRole("tablist", { name: "Files" })).toBeHidden();
    tandem.use(page);
  });
  await test.step("the middle button closes", async () => {
    await tab(second).click({ button: "middle" });
    await expect(shell(tandem, second)).toHaveCount(0);
    await expect(page.getByText(`its kernel ${second} runs on`)).toBeVisible();
  });
});
