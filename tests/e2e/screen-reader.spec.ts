/** What screen readers are told: the names of the parts, and what happens, each thing once. */
import type { Page } from "playwright/test";
import { expect, sharing as test } from "./app";
import { block, enter, idle, kernelStatus, STARTS, shell } from "./shells";

/** Notes from now on what the window's live regions tell, in their order: the announcements, and alerts as they come. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    const tell = (kind: string, node: Node) => told.push(`${kind}: ${node.textContent?.trim()}`);
    new MutationObserver((changes) => {
      for (const { target, type, addedNodes } of changes) {
        // What is taken away is not read out.
        if (type === "childList" && addedNodes.length === 0) continue;
        const element = target instanceof Element ? target : target.parentElement;
        if (element?.closest('[role="status"][aria-label="Announcements"]')) tell("announced", target);
        for (const added of addedNodes) {
          if (!(added instanceof Element)) continue;
          const alerts = [added, ...added.querySelectorAll("*")].filter((one) => one.role === "alert");
          for (const alert of alerts) tell("alert", alert);
        }
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { told: string[] }).told);
}

test("a result, an error, a question and the death of a kernel are told once, a flood by its first line", async ({
  tandem,
}) => {
  const page = await tandem.start({ settings: STARTS });
  await idle(tandem);
  const told = await listen(page);
  const saying = async (words: string) => (await told()).filter((each) => each.includes(words));
  const once = (words: string) => expect.poll(() => saying(words), words).toEqual([`announced: ${words}`]);

  await enter(tandem, "6 * 7");
  await once("42");
  await idle(tandem);
  await test.step("the same result again is told again", async () => {
    await enter(tandem, "6 * 7");
    await expect.poll(() => saying("42")).toEqual(["announced: 42", "announced: 42"]);
    await idle(tandem);
  });

  await test.step("a flood", async () => {
    await enter(tandem, "for i in range(50_000): print('line', i)");
    await expect(shell(tandem)).toContainText("line 49999", { timeout: 60_000 });
    await idle(tandem);
    await once("line 0");
  });

  await test.step("an error after output", async () => {
    await enter(tandem, "print('before')\n1 / 0");
    await once("ZeroDivisionError: division by zero");
    await once("before");
    await idle(tandem);
  });

  await test.step("a question after output", async () => {
    await enter(tandem, "print('asking')\nname = input('\\x1b[1mYour name?\\x1b[0m ')");
    const question = page.getByRole("textbox", { name: "Your name?", exact: true });
    await expect(question).toBeFocused();
    await once("Your name?");
    await question.fill("Ada");
    await question.press("Enter");
    await idle(tandem);
  });

  await enter(tandem, "import os; os._exit(3)");
  await expect(kernelStatus(tandem)).toHaveText("dead");
  await expect(page.getByRole("alert", { name: "Kernel died" })).toBeVisible();
  // The next thing that is announced comes after whatever would have been said of the death.
  await page.getByRole("alert", { name: "Kernel died" }).getByRole("button", { name: "Restart" }).click();
  await idle(tandem);
  await enter(tandem, "'after the restart'");
  await once("'after the restart'");
  const all = await told();
  expect(all.filter((each) => /^alert: /.test(each))).toHaveLength(1);
  expect(all.filter((each) => /exit code 3|dead/.test(each))).toEqual([
    expect.stringMatching(/^alert: .*exit code 3/),
  ]);
  expect(all.filter((each) => each.includes("line "))).toHaveLength(1);
  expect(all.filter((each) => /busy|idle|waiting/.test(each))).toEqual([]);
});

test("the parts of the window have the names that screen readers and tests go by", async ({ tandem }) => {
  await tandem.write("exp.py", "# %% Load\nx = 1\n\n# %% Fit\nprint(x)\n");
  const page = await tandem.start({ open: ["exp.py"], settings: STARTS });
  await idle(tandem);
  await enter(tandem, "6 * 7");
  await expect(block(tandem, "In [1]:")).toContainText("42");
  await idle(tandem);
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - main:
      - tablist "Tools on the left":
        - tab "File browser" [selected]
        - tab "Source structure"
      - region "File browser"
      - region "Editor":
        - tablist "Files":
          - tab "exp.py" [selected]
        - combobox "Run in"
        - code:
          - 'textbox "Editor: exp.py"'
        - 'button "Run cell: Load"'
        - 'button "Run cell and advance: Load"'
        - 'button "Run cell: Fit"'
        - 'button "Run cell and advance: Fit"'
      - tablist "Shells":
        - tab "Python 3 (ipykernel)" [selected]
      - button "New shell"
      - toolbar "Shell":
        - button "Clear shell"
        - button "Interrupt kernel"
        - button "Restart kernel"
        - button "Find in shell"
        - button "Close shell"
        - button "More"
      - region "Python 3 (ipykernel)":
        - log "Shell output":
          - 'article "In [1]:"'
        - code:
          - textbox "Shell input"
    - contentinfo:
      - status "Kernel status": idle
      - status "Announcements"
  `);
  await expect(page.getByRole("log", { name: "Shell output" })).toHaveAttribute("aria-live", "off");
  await expect(block(tandem, "In [1]:")).toHaveAttribute("data-seq", /^\d+$/);
  await test.step("a screen reader finds the text of a file in a text area", async () => {
    const assisted = (is: boolean) =>
      tandem.electron.evaluate(({ app }, on) => app.setAccessibilitySupportEnabled(on), is);
    const editor = tandem.editor("exp.py");
    await assisted(true);
    await expect(editor).toHaveJSProperty("tagName", "TEXTAREA");
    await editor.focus();
    await expect(editor).toHaveValue(/x = 1/);
    await assisted(false);
    await expect(editor).toHaveJSProperty("tagName", "DIV");
    await expect(editor).toBeFocused();
  });
  await enter(tandem, "import time; time.sleep(600)");
  await expect(kernelStatus(tandem)).toHaveText("busy");
  await enter(tandem, "2");
  await expect(block(tandem, "Queued")).toBeVisible();
  await expect(page.getByRole("button", { name: "Queue cell: Fit", exact: true })).toBeAttached();
  await expect(page.getByRole("tab", { name: "Python 3 (ipykernel)" })).toHaveAccessibleDescription("busy");
  await page.keyboard.press("Control+I");
  await idle(tandem);
});
