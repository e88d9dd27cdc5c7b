/** The process that watches over a kernel is killed: the window goes on with the same kernel, and names the gap. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { breaksIn, numbersIn } from "../numbered-lines";
import { expect, type Tandem, test } from "./app";
import { block, enter, idle, kernelStatus, STARTS, shell, shellText } from "./shells";

async function killHost(tandem: Tandem): Promise<void> {
  const folder = path.join(tandem.profile, "sessions");
  const [session] = await readdir(folder);
  const host = JSON.parse(await readFile(path.join(folder, session as string, "host.json"), "utf8"));
  process.kill(host.pid, "SIGKILL");
}

test("lines before and after one named gap, in order and once each; the cell ends as it should", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(
    tandem,
    "import time\nfor i in range(1, 301):\n    print('line', i, flush=True)\n    time.sleep(0.05)\nprint('end')\n",
  );
  await expect(block(tandem, "In [1]:")).toContainText("line 20");
  await killHost(tandem);
  await expect(
    shell(tandem)
      .getByText(/may be missing|not heard|was replaced|gap/i)
      .first(),
  ).toBeVisible({
    timeout: 60_000,
  });
  await expect(block(tandem, "In [1]:")).toContainText("line 300", { timeout: 60_000 });
  await idle(tandem);
  const numbers = numbersIn(await shellText(tandem));
  expect(breaksIn(numbers).length).toBeLessThanOrEqual(1);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  expect(numbers[0]).toBe(1);
  expect(numbers.at(-1)).toBe(300);
  await enter(tandem, "print(i * 2)");
  await expect(block(tandem, "In [2]:")).toContainText("600");
});

test("a question that waited is answered after", async ({ tandem }) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "name = input('Who? ')");
  await expect(kernelStatus(tandem)).toHaveText("waiting for input");
  await killHost(tandem);
  await expect(kernelStatus(tandem)).not.toHaveText("waiting for input");
  await expect(kernelStatus(tandem)).toHaveText("waiting for input", { timeout: 60_000 });
  const question = shell(tandem).getByRole("textbox", { name: "Who?" });
  await question.fill("Ada");
  await question.press("Enter");
  await idle(tandem);
  await enter(tandem, "print('hello', name)");
  await expect(block(tandem, "In [2]:")).toContainText("hello Ada");
});
