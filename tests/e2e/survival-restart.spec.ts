/** The app dies or is closed while kernels work: the next start shows every session as it was, with all that came. */
import { stat } from "node:fs/promises";
import path from "node:path";
import { expect, type Tandem, test } from "./app";
import { block, enter, idle, KERNEL, kernelStatus, STARTS, shell, shellText } from "./shells";

/** Code that prints a numbered line until a file is there, then so many more, and says that it is done. */
const printer = (folder: string, more: number) =>
  [
    "import os, time",
    "n = 0",
    `while not os.path.exists(${JSON.stringify(path.join(folder, "go-on"))}):`,
    "    n += 1",
    "    print('line', n, flush=True)",
    "    time.sleep(0.05)",
    `for n in range(n + 1, n + 1 + ${more}): print('line', n, flush=True)`,
    `open(${JSON.stringify(path.join(folder, "done"))}, 'w').write(str(n))`,
    "",
  ].join("\n");

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/** The numbers of the printed lines, in their order. */
const numbersIn = (text: string) => [...text.matchAll(/^line (\d+)$/gm)].map((match) => Number(match[1]));

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

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

/** Lets the kernel print the rest while no window is there; answers the number of the last line. */
async function finishUnseen(tandem: Tandem): Promise<number> {
  await tandem.write("go-on", "");
  await expect.poll(() => exists(path.join(tandem.folder, "done")), { timeout: 60_000 }).toBe(true);
  let last = "";
  await expect.poll(async () => (last = await tandem.read("done"))).not.toBe("");
  return Number(last);
}

test("main killed in the middle of output: every line is there once, in order, and the unseen ones are marked", async ({
  tandem,
}) => {
  await startPrinting(tandem, 3000);
  await someLinesNotedAsSeen(tandem);
  await tandem.kill();
  const last = await finishUnseen(tandem);
  await tandem.start();
  await idle(tandem);
  expect(numbersIn(await shellText(tandem))).toEqual(upTo(last));

  const rule = shell(tandem).getByRole("note");
  await expect(rule).toHaveAccessibleName(/^Window closed \d\d:\d\d to \d\d:\d\d: [\d,]+ lines$/);
  const unseen = Number(/: ([\d,]+) lines/.exec((await rule.textContent()) ?? "")?.[1]?.replace(",", ""));
  expect(unseen).toBeGreaterThanOrEqual(3000);
  expect(unseen).toBeLessThan(last);

  await test.step("its part leads to the last of them", async () => {
    await shell(tandem)
      .getByRole("log")
      .evaluate((log) => log.parentElement?.scrollTo(0, 0));
    await expect(block(tandem, "In [1]:")).toContainText("line 1");
    await rule.getByRole("button", { name: /lines$/ }).evaluate((button: HTMLElement) => button.click());
    await expect(block(tandem, "In [1]:").getByText(`line ${last}`, { exact: true })).toBeInViewport();
  });

  await test.step("inputs and prompt are as they were", async () => {
    await enter(tandem, "print(n)");
    await expect(block(tandem, "In [2]:")).toContainText(String(last));
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
  const last = await finishUnseen(tandem);
  await tandem.start();
  await idle(tandem);
  expect(numbersIn(await shellText(tandem))).toEqual(upTo(last));
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
