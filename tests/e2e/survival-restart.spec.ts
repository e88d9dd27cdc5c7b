/** The app dies or is closed while kernels work: the next start shows every session as it was, with all that came. */
import { stat } from "node:fs/promises";
import path from "node:path";
import { firstNumbers, numbersIn, printsUntil } from "../numbered-lines";
import { expect, type Tandem, test } from "./app";
import { block, enter, idle, KERNEL, kernelStatus, STARTS, shell, shellText } from "./shells";

/** Code that prints until a file is there, then so many more lines, and says that it is done. */
const printer = (folder: string, more: number) =>
  `${printsUntil(path.join(folder, "go-on"), { rest: 0.05, more })}open(${JSON.stringify(path.join(folder, "done"))}, "w").write(str(n))\n`;

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

async function startPrinting(tandem: Tandem, more: number): Promise<void> {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, printer(tandem.folder, more));
  await expect(block(tandem, "In [1]:")).toContainText("line 5");
}

/** Waits until the window has kept that it has shown a few of the lines: what a killed one can be known to have shown. */
async function someLinesNotedAsSeen(tandem: Tandem): Promise<void> {
  const first = Number(await block(tandem, "In [1]:").getAttribute("data-seq"));
  type State = { view?: { shells?: { views?: { seen?: { seq: number } }[] } } } | null;
  const seen = async () => ((await tandem.windowState()) as State)?.view?.shells?.views?.[0]?.seen?.seq ?? 0;
  await expect.poll(seen).toBeGreaterThan(first + 12);
}

/** Lets the kernel print the rest while no window is there; answers how many lines there are. */
async function finishUnseen(tandem: Tandem): Promise<number> {
  await tandem.write("go-on", "");
  await expect.poll(() => exists(path.join(tandem.folder, "done")), { timeout: 60_000 }).toBe(true);
  let total = "";
  await expect.poll(async () => (total = await tandem.read("done"))).not.toBe("");
  return Number(total);
}

test("main killed in the middle of output: every line is there once, in order, and the unseen ones are marked", async ({
  tandem,
}) => {
  await startPrinting(tandem, 3000);
  await someLinesNotedAsSeen(tandem);
  await tandem.kill();
  const total = await finishUnseen(tandem);
  await tandem.start();
  await idle(tandem);
  expect(numbersIn(await shellText(tandem))).toEqual(firstNumbers(total));

  const rule = shell(tandem).getByRole("note");
  await expect(rule).toHaveAccessibleName(/^Window closed \d+:\d\d\s[AP]M to \d+:\d\d\s[AP]M: [\d,]+ lines$/);
  const unseen = Number(/: ([\d,]+) lines/.exec((await rule.textContent()) ?? "")?.[1]?.replace(",", ""));
  expect(unseen).toBeGreaterThanOrEqual(3000);
  expect(unseen).toBeLessThan(total);

  await test.step("its part leads to the last of them", async () => {
    await shell(tandem)
      .getByRole("log")
      .evaluate((log) => log.parentElement?.scrollTo(0, 0));
    await expect(block(tandem, "In [1]:")).toContainText("line 1");
    await rule.getByRole("button", { name: /lines$/ }).evaluate((button: HTMLElement) => button.click());
    await expect(block(tandem, "In [1]:").getByText(`line ${total - 1}`, { exact: true })).toBeInViewport();
  });

  await test.step("inputs and prompt are as they were", async () => {
    await enter(tandem, "print(n)");
    await expect(block(tandem, "In [2]:")).toContainText(String(total));
  });
});

test("quit with keep: a cell goes on without the app, and its warning is counted", async ({ tandem }) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(
    tandem,
    `${printer(tandem.folder, 20)}import sys\nprint('UserWarning: saturated', file=sys.stderr)\nprint(1 / 0)\n`,
  );
  await expect(block(tandem, "In [1]:")).toContainText("line 3");
  await tandem.quit("Keep running");
  const total = await finishUnseen(tandem);
  await tandem.start();
  await idle(tandem);
  expect(numbersIn(await shellText(tandem))).toEqual(firstNumbers(total));
  await expect(shell(tandem).getByRole("note")).toContainText(/lines, 1 warning, 1 error/);
  await expect(block(tandem, "In [1]:")).toContainText("failed");
});

test("every shell is in its place again, with what waits in it", async ({ tandem }) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "name = input('Who? ')");
  await expect(kernelStatus(tandem)).toHaveText("waiting for input");
  await tandem.page.getByRole("button", { name: "New shell" }).click();
  await tandem.page.getByRole("option", { name: KERNEL }).click();
  await idle(tandem);
  await enter(tandem, "print('second')");
  await expect(block(tandem, "In [1]:", `${KERNEL} 2`)).toContainText("second");
  await tandem.page.getByRole("tab", { name: KERNEL, exact: true }).click();
  await expect.poll(async () => JSON.stringify(await tandem.windowState())).toContain('"front"');
  const front = async () =>
    ((await tandem.windowState()) as { view: { shells: { front: string; views: { view: string }[] } } }).view
      .shells;
  await expect.poll(async () => (await front()).front === (await front()).views[0]?.view).toBe(true);
  await tandem.kill();

  const page = await tandem.start();
  const tabs = page.getByRole("tablist", { name: "Shells" }).getByRole("tab");
  await expect(tabs).toHaveCount(2);
  await expect(tabs.nth(0)).toHaveAccessibleName(KERNEL);
  await expect(tabs.nth(0)).toHaveAttribute("aria-selected", "true");
  const question = shell(tandem).getByRole("textbox", { name: "Who?" });
  await question.fill("Ada");
  await question.press("Enter");
  await idle(tandem);
  await enter(tandem, "print('hello', name)");
  await expect(block(tandem, "In [2]:")).toContainText("hello Ada");
  await tabs.nth(1).click();
  await expect(block(tandem, "In [1]:", `${KERNEL} 2`)).toContainText("second");
});
