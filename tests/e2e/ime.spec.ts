/** Writing systems that need more than one key for a letter: while an input method composes, the keys are its own. */
import type { CDPSession, Page } from "playwright/test";
import { expect, type Tandem, sharing as test } from "./app";
import { block, enter, idle, STARTS, shell } from "./shells";

/** What every key is to a page while an input method has it (keyCode 229, UI Events §4.3.3). */
const OF_INPUT_METHOD = 229;

/** An input method, as the page sees one. */
class InputMethod {
  private constructor(private readonly devtools: CDPSession) {}

  static async of(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page));
  }

  /** Shows text that is not decided yet; with a cursor behind it. */
  async compose(text: string): Promise<void> {
    await this.devtools.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }

  /** A key that goes to the input method: pages hear of it, and are to leave it alone. */
  async key(code: string): Promise<void> {
    for (const type of ["rawKeyDown", "keyUp"] as const) {
      await this.devtools.send("Input.dispatchKeyEvent", {
        type,
        code,
        key: "Process",
        windowsVirtualKeyCode: OF_INPUT_METHOD,
      });
    }
  }

  /** Ends the composition with this text. */
  async decide(text: string): Promise<void> {
    await this.devtools.send("Input.insertText", { text });
  }
}

const KEYS = ["ArrowUp", "ArrowDown", "Tab", "Escape", "Enter"] as const;

/** Composes 日本 where the keyboard is: whatever key is pressed meanwhile, only the undecided text stands there. */
async function composes(tandem: Tandem, method: InputMethod, untouched: () => Promise<void>): Promise<void> {
  await method.compose("に");
  await method.compose("にほん");
  for (const key of KEYS) {
    await method.key(key);
    await untouched();
  }
  await method.decide("日本");
  await expect(tandem.page.locator(":focus")).toHaveCount(1);
}

test("an input method keeps its keys in the shell's input, in input(), in the editor and in the palette", async ({
  tandem,
}) => {
  await tandem.write("exp.py", "");
  const page = await tandem.start({ open: ["exp.py"], settings: STARTS });
  await idle(tandem);
  await enter(tandem, "earlier = 1");
  await expect(block(tandem, "In [1]:")).toHaveAttribute("data-state", "ok");
  await idle(tandem);
  const method = await InputMethod.of(page);

  await test.step("the shell: no key runs the code, steps through the history, completes or leaves", async () => {
    const input = shell(tandem).getByRole("textbox", { name: "Shell input" });
    const before = await shell(tandem).getByRole("article").count();
    await page.keyboard.press("Control+0");
    await page.keyboard.type("print('");
    const text = shell(tandem).locator(".shell-input .view-lines");
    await composes(tandem, method, async () => {
      await expect(text).toHaveText("print('にほん");
      await expect(input).toBeFocused();
      await expect(shell(tandem).getByRole("article")).toHaveCount(before);
    });
    await page.keyboard.type("')");
    await expect(text).toHaveText("print('日本')");
    await page.keyboard.press("Enter");
    await expect(block(tandem, "In [2]:")).toContainText("日本");
    await idle(tandem);
  });

  await test.step("input() is answered by the Enter that comes after", async () => {
    await enter(tandem, "input('名前 ')");
    const question = page.getByRole("textbox", { name: "名前" });
    await expect(question).toBeFocused();
    await composes(tandem, method, async () => {
      await expect(question).toHaveValue("にほん");
      await expect(question).toBeFocused();
    });
    await expect(question).toHaveValue("日本");
    await page.keyboard.press("Enter");
    await expect(block(tandem, "In [3]:")).toContainText("'日本'");
    await idle(tandem);
  });

  await test.step("the editor", async () => {
    await page.keyboard.press("Control+9");
    const lines = page.locator(".editor-place .view-line");
    await composes(tandem, method, async () => {
      await expect(tandem.editor("exp.py")).toBeFocused();
      await expect(lines).toHaveText(["にほん"]);
    });
    await page.keyboard.press("Enter");
    await expect(lines).toHaveText(["日本", ""]);
    await page.keyboard.press("Control+S");
    await expect.poll(() => tandem.read("exp.py")).toBe("日本\n");
  });

  await test.step("the palette: nothing is chosen before the text is", async () => {
    await page.keyboard.press("Control+Shift+P");
    const field = page.getByRole("combobox", { name: "Command" });
    await composes(tandem, method, async () => {
      await expect(field).toBeFocused();
      await expect(field).toHaveValue("にほん");
    });
    await expect(field).toHaveValue("日本");
    await page.keyboard.press("Escape");
    await expect(field).toBeHidden();
  });
});
