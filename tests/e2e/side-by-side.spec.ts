/** Two shells in view at once: every key that acts on a kernel acts on the one that has the keyboard, however it came there. */
import path from "node:path";
import type { Locator, Page } from "playwright/test";
import { expect, type Tandem, test } from "./app";
import { hasDesktopMouse, move, onScreen, press, release, strike } from "./desktop-mouse";
import { idle, KERNEL, shell } from "./shells";

const FIRST = KERNEL;
const SECOND = `${KERNEL} 2`;

/** Computes on and counts its interrupts in a file, after output that scrolls and a frame. */
const endless = (file: string) => `import time
print(*range(200), sep="\\n")
display({"text/html": "<style>p { margin: 8px }</style><p>a frame</p>"}, raw=True)
print("computing")
count = 0
while True:
    try:
        time.sleep(600)
    except KeyboardInterrupt:
        count += 1
        open("${file}", "w").write(str(count))
`;

const input = (region: Locator) => region.getByRole("textbox", { name: "Shell input" });
const question = (region: Locator) => region.getByText("Restart the kernel?");
const queued = (region: Locator) => region.getByRole("article", { name: "Queued" });
const meant = (page: Page) => page.getByRole("contentinfo").locator(".status-shell");

interface Way {
  (tandem: Tandem, region: Locator, name: string): Promise<void>;
}

/** Every way to bring the keyboard into a shell that is in view. */
const WAYS: Readonly<Record<string, Way>> = {
  "a click into its input": async (_tandem, region) => {
    await region.locator(".shell-input-editor").click();
    await expect(input(region)).toBeFocused();
  },
  "a click on its output": async (_tandem, region) => {
    // What was printed may have left the view: each interrupt says something.
    await region.getByRole("log").locator('.piece:not([data-role="code"]) .line').last().click();
    await expect(input(region)).toBeFocused();
  },
  "selecting in its output": async ({ page }, region) => {
    await region.getByText("computing").last().dblclick();
    await expect.poll(() => page.evaluate(() => String(getSelection()))).toContain("computing");
  },
  "a click beside its text": async (_tandem, region) => {
    const { height = 0 } = (await region.locator(".shell-body").boundingBox()) ?? {};
    // In the column of the prompts: at the right the button of a block's menu may be there.
    await region.locator(".shell-body").click({ position: { x: 12, y: height / 2 } });
  },
  "its scrollbar": async ({ page }, region) => {
    const {
      x = 0,
      y = 0,
      width = 0,
      height = 0,
    } = (await region.locator(".shell-scroller").boundingBox()) ?? {};
    // Not at its edge: the separator beside it takes a press some px before it. At its end, where the view is
    // already: elsewhere it would scroll on while the next key is pressed.
    await page.mouse.click(x + width - 8, y + height - 12);
  },
  "its tab": async ({ page }, _region, name) => {
    await page.getByRole("tab", { name, exact: true }).click();
  },
  "the Tab key on its tab, then Enter": async ({ page }, _region, name) => {
    await page.getByRole("tab", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
  },
  "its key": async ({ page }, _region, name) => {
    await page.keyboard.press(name === FIRST ? "Control+1" : "Control+2");
  },
  "its log, by assistive technology": async (_tandem, region) => {
    await region.getByRole("log").focus();
  },
};

/** Only the desktop's own mouse and keyboard reach into a frame as a person's do. */
const FRAME = "a click into a frame of its output";
const intoFrame: Way = async (tandem, region) => {
  const frame = region.locator("iframe[data-shown]");
  await frame.scrollIntoViewIfNeeded();
  // The first press may come before the frame heard that the pointer is there.
  await expect(async () => {
    move(await onScreen(tandem, frame));
    await expect(frame).not.toHaveAttribute("inert");
    press();
    release();
    await expect(frame).toBeFocused({ timeout: 1_000 });
  }).toPass();
};

/** A shell in view, and the window that it is in. */
interface Side {
  readonly page: Page;
  readonly region: Locator;
  readonly name: string;
  /** Name of the session. */
  readonly kernel: string;
}

test("side by side, keys act on the kernel of the shell that has the keyboard", async ({ tandem }) => {
  test.setTimeout(400_000);
  const page = await tandem.start();
  // Two shells need the width: what lies over a line's middle is not clicked then.
  await tandem.command("Show tools");
  await page.getByRole("option", { name: KERNEL, exact: true }).click();
  await idle(tandem);
  await page.getByRole("button", { name: "New shell" }).click();
  await page.getByRole("option", { name: KERNEL, exact: true }).click();
  await expect(shell(tandem, SECOND)).toBeVisible();
  await idle(tandem);
  await tandem.command("Move shell to the side");
  const first: Side = { page, region: shell(tandem), name: FIRST, kernel: FIRST };
  const second: Side = { page, region: shell(tandem, SECOND), name: SECOND, kernel: SECOND };
  const heard = (name: string) => tandem.read(`${name}.txt`).then(Number, () => 0);
  for (const { region } of [first, second]) await expect(region).toBeVisible();
  for (const { region, name } of [first, second]) {
    await region.locator(".shell-input-editor").click();
    await page.keyboard.insertText(endless(path.join(tandem.folder, `${name}.txt`)));
    await page.keyboard.press("Control+Enter");
    await expect(region).toContainText("computing");
    await page.keyboard.insertText("queued = 1");
  }

  /** @param come brings the keyboard there, before each key @param hit strikes a key */
  const everyKey = async (
    one: Side,
    other: Side,
    come: () => Promise<unknown>,
    hit: (key: string) => Promise<void> = (key) => one.page.keyboard.press(key),
  ) => {
    const sameKernel = one.kernel === other.kernel;
    await come();
    await expect(meant(one.page), `the shell that has the keyboard, to restart ${one.name}`).toHaveText(
      one.name,
    );
    await hit("Control+k");
    await expect(question(one.region)).toBeVisible();
    await expect(question(other.region)).toHaveCount(0);
    await one.page.keyboard.press("Escape");
    await expect(question(one.region)).toHaveCount(0);

    await come();
    const [before, othersBefore] = [await heard(one.kernel), await heard(other.kernel)];
    await hit("Control+i");
    await expect.poll(() => heard(one.kernel)).toBe(before + 1);
    expect(await heard(other.kernel)).toBe(sameKernel ? before + 1 : othersBefore);

    await come();
    await hit("Control+Enter");
    await expect(queued(one.region)).toHaveCount(1);
    // Two views show what waits for their kernel alike; what is typed is each view's own.
    await expect(queued(other.region)).toHaveCount(sameKernel ? 1 : 0);
    await expect(input(other.region)).toHaveValue("queued = 1");
    await queued(one.region).getByRole("button", { name: "Cancel" }).click();
    await expect(queued(one.region)).toHaveCount(0);
    await input(one.region).focus();
    await one.page.keyboard.insertText("queued = 1");
  };
  const everyWay = async (way: string, one: Side, other: Side) => {
    const come = async () => {
      await input(other.region).focus();
      await expect(meant(other.page), `before ${way}: ${one.name}`).toHaveText(other.name);
      tandem.use(one.page);
      await (way === FRAME ? intoFrame : WAYS[way])?.(tandem, one.region, one.name);
      await expect(meant(one.page), `after ${way}: ${one.name}`).toHaveText(one.name);
    };
    if (way !== FRAME) return everyKey(one, other, come);
    await everyKey(one, other, come, async (key) =>
      strike(key.replace("Control", "ctrl").replace("Enter", "Return")),
    );
  };
  for (const way of [...Object.keys(WAYS), ...(hasDesktopMouse() ? [FRAME] : [])])
    for (const [to, from] of [
      [first, second],
      [second, first],
    ] as const)
      await test.step(`${way}: ${to.name}`, () => everyWay(way, to, from));

  for (const [there, elsewhere] of [
    [first, second],
    [second, first],
  ] as const)
    await test.step(`after a reload, where the keyboard was: ${there.name}`, async () => {
      await input(there.region).focus();
      await expect(meant(page)).toHaveText(there.name);
      await tandem.command("Reload window");
      for (const { region } of [first, second]) await expect(input(region)).toHaveValue("queued = 1");
      await expect(input(there.region)).toBeFocused();
      await everyKey(there, elsewhere, async () => expect(input(there.region)).toBeFocused());
    });

  const BY_HAND = ["a click into its input", "a click on its output", "its tab"] as const;
  await test.step("two views of one session", async () => {
    await input(first.region).focus();
    await tandem.command("Open another view");
    const name = `${FIRST} (view 2)`;
    await expect(shell(tandem, name)).toBeVisible();
    await tandem.command("Move shell to the side");
    const view: Side = { page, region: shell(tandem, name), name, kernel: FIRST };
    for (const { region } of [first, second, view]) await expect(region).toBeVisible();
    await input(view.region).focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText("queued = 1");
    for (const [to, from, ways] of [
      [view, first, BY_HAND],
      [first, view, ["its tab"]],
      [view, second, ["a click on its output"]],
      [second, view, ["a click into its input"]],
    ] as const)
      for (const way of ways)
        await test.step(`${way}: ${to.name}, from ${from.name}`, () => everyWay(way, to, from));
    await input(view.region).focus();
    await tandem.command("Close shell");
    await expect(view.region).toHaveCount(0);
  });

  await test.step("in a second window", async () => {
    const another = await tandem.opens(() => page.keyboard.press("Control+Shift+N"));
    tandem.use(another);
    await tandem.command("Running kernels");
    await another
      .getByRole("region", { name: "Running kernels" })
      .getByText(FIRST, { exact: true })
      .locator("..")
      .getByRole("button", { name: "Reopen" })
      .click();
    const there: Side = { page: another, region: shell(tandem), name: FIRST, kernel: FIRST };
    await expect(there.region).toContainText("Interrupt sent.");
    await input(there.region).focus();
    await another.keyboard.press("Control+A");
    await another.keyboard.insertText("queued = 1");
    for (const [to, from, ways] of [
      [there, second, BY_HAND],
      [second, there, ["its tab"]],
      [there, first, ["a click on its output"]],
      [first, there, ["a click into its input"]],
    ] as const)
      for (const way of ways)
        await test.step(`${way}: ${to.name}, from ${from.name}`, () => everyWay(way, to, from));
  });
});
