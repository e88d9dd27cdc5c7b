/** Questions of the kernel: one line, several, none; a debugger's; and what becomes of one when the kernel restarts. */
import { expect, type Tandem, sharing as test } from "./app";
import { block, enter, idle, KERNEL, kernelStatus, STARTS, shell } from "./shells";

/** Answers the question with that name, which has the keyboard, and waits until it is over. */
async function answer(tandem: Tandem, name: string, text: string): Promise<void> {
  const question = shell(tandem).getByRole("textbox", { name, exact: true });
  await expect(question).toBeFocused();
  await expect(question).toHaveValue("");
  await tandem.page.keyboard.type(text);
  await tandem.page.keyboard.press("Enter");
}

test("questions over several lines, without words, one after the other", async ({ tandem }) => {
  const page = await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "a = input('first line\\nsecond: '); b = input(); c = input('c' * 300 + '> ')");
  const asking = block(tandem, "In [1]:");
  await expect(kernelStatus(tandem)).toHaveText("waiting for input");
  await expect(asking).toContainText("first line");
  await answer(tandem, "first line second:", "1");
  await answer(tandem, "Kernel input", "2");
  await answer(tandem, `${"c".repeat(300)}>`, "3");
  await idle(tandem);
  await enter(tandem, "print(a, b, c)");
  await expect(block(tandem, "In [2]:")).toContainText("1 2 3");
  await idle(tandem);

  await test.step("a debugger within a debugger; Up finds what it was told before", async () => {
    await enter(tandem, "def f(x):\n    y = x * 2\n    import pdb; pdb.set_trace()\n    return y\nf(4)");
    await answer(tandem, "ipdb>", "p x + 100");
    await expect(block(tandem, "In [3]:")).toContainText("104");
    const outer = shell(tandem).getByRole("textbox", { name: "ipdb>", exact: true });
    await expect(outer).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(outer).toHaveValue("p x + 100");
    await page.keyboard.press("ArrowDown");
    await answer(tandem, "ipdb>", "debug f(7)");
    const inner = shell(tandem).getByRole("textbox", { name: /^\(.*(?:Pdb|ipdb)/ });
    await expect(inner).toBeFocused();
    await page.keyboard.type("q");
    await page.keyboard.press("Enter");
    // The debugger's keys, wherever the keyboard is: over the line, and on to the end.
    await expect(outer).toBeFocused();
    await expect(async () => {
      await page.keyboard.press("F10");
      await expect(block(tandem, "In [3]:")).toContainText("--Return--", { timeout: 2_000 });
    }).toPass();
    // A key that comes before the debugger asks again tells it nothing.
    await expect(async () => {
      await page.keyboard.press("F5");
      await expect(block(tandem, "In [3]:")).toHaveAttribute("data-state", "ok", { timeout: 2_000 });
    }).toPass();
    await idle(tandem);
  });

  await test.step("a shell that asks goes behind another and stays there", async () => {
    const other = shell(tandem, `${KERNEL} 2`);
    await tandem.command("New shell");
    await page.getByRole("option", { name: KERNEL, exact: true }).click();
    await expect(other).toBeVisible();
    await idle(tandem);
    await page.keyboard.press("Control+1");
    await enter(tandem, "behind = input('behind? ')");
    const question = shell(tandem).getByRole("textbox", { name: "behind?", exact: true });
    await expect(question).toBeFocused();
    await page.keyboard.type("half");
    await page.keyboard.press("Control+2");
    await expect(other.getByRole("textbox", { name: "Shell input" })).toBeFocused();
    await expect(question).toBeHidden();
    await page.keyboard.press("Control+1");
    await expect(question).toBeFocused();
    await expect(question).toHaveValue("half");
    await page.keyboard.press("Enter");
    await idle(tandem);
    await expect(shell(tandem).getByRole("textbox", { name: "Shell input" })).toBeFocused();
  });

  await test.step("a restart takes the question away, and gives back what was typed", async () => {
    await enter(tandem, "z = input('kept? ')");
    const question = shell(tandem).getByRole("textbox", { name: "kept?", exact: true });
    await expect(question).toBeFocused();
    await page.keyboard.type("half an answer");
    await page.keyboard.press("Control+K");
    await expect(shell(tandem).getByRole("button", { name: "Restart", exact: true })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(question).toHaveCount(0);
    await idle(tandem);
    await expect(shell(tandem)).toContainText("half an answer");
    await enter(tandem, "print('a fresh', 'life')");
    await expect(block(tandem, "In [1]:").last()).toContainText("a fresh life");
  });
});
