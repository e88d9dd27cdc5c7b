/** What changes a block that lies in a part of a long log which the window has not fetched is there when it is looked at. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "./app";
import { block, enter, idle, kernelStatus, STARTS, shell } from "./shells";

/** More than a window asks for at first. */
const LINES = 120_000;

test("a display that is updated late, and words of a thread, stand in their block when that is scrolled to", async ({
  tandem,
}) => {
  test.setTimeout(120_000);
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  const gate = path.join(tandem.folder, "gate");
  await enter(
    tandem,
    `import os, threading, time
from IPython.display import display
shown = display({"text/plain": "the first picture"}, raw=True, display_id=True)
def speak():
    while not os.path.exists(${JSON.stringify(gate)}): time.sleep(0.02)
    print("late words")
thread = threading.Thread(target=speak); thread.start()
`,
  );
  await expect(block(tandem, "In [1]:")).toContainText("the first picture");
  await enter(tandem, `for i in range(${LINES}): print(i, "x" * 60)\n`);
  await expect(block(tandem, "In [2]:")).toContainText(`${LINES - 1} xxx`, { timeout: 60_000 });
  await idle(tandem);
  await tandem.page.reload();
  await expect(block(tandem, "In [2]:")).toContainText(`${LINES - 1} xxx`, { timeout: 60_000 });
  await expect(block(tandem, "In [1]:")).toHaveCount(0);
  await writeFile(gate, "");
  await enter(tandem, 'thread.join()\nshown.update({"text/plain": "the second picture"}, raw=True)\n');
  await expect(block(tandem, "In [3]:")).toBeVisible();
  await expect(kernelStatus(tandem)).toHaveText("idle");
  const log = shell(tandem).getByRole("log");
  await expect(async () => {
    await log.evaluate((element) => element.parentElement?.scrollTo(0, 0));
    await expect(block(tandem, "In [1]:")).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await expect(block(tandem, "In [1]:")).toContainText("the second picture");
  await expect(block(tandem, "In [1]:")).toContainText("late words");
  await expect(shell(tandem).getByText("the first picture", { exact: true })).toHaveCount(0);
});
