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
    await region.getByText("computing").last().click();
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
  move(await onScreen(tandem, frame));
  press();
  release();
  await expect(frame).toBeFocused();
};

/** A shell in view, and the window that it is in. */
interface Side {
  readonly page: Page;
  readonly region: Locator;
  readonly name: string;
}

test("side by side, keys act on the kernel of the shell that has the keyboard", async ({ tandem }) => {
  test.setTimeout(400_000);
  const page = await tandem.start();
  await page.getByRole("option", { name: KERNEL, exact: true }).click();
  await idle(tandem);
  await page.getByRole("button", { name: "New shell" }).click();
  await page.getByRole("option", { name: KERNEL, exact: true }).click();
  await expect(shell(tandem, SECOND)).toBeVisible();
  await idle(tandem);
  await tandem.command("Move shell to the side");
  const first: Side = { page, region: shell(tandem), name: FIRST };
  const second: Side = { page, region: shell(tandem, SECOND), name: SECOND };
  const heard = (name: string) => tandem.read(`${name}.txt`).then(Number, () => 0);
  for (const { region } of [first, second]) await expect(region).toBeVisible();
  for (const { region, name } of [first, second]) {
    await region.locator(".shell-input-editor").click();
    await page.keyboard.insertText(endless(path.join(tandem.folder, `${name}.txt`)));
    await page.keyboard.press("Control+Enter");
    await expect(region).toContainText("computing");
    await page.keyboard.insertText("queued = 1");
  }

  const everyKey = async (way: string, one: Side, other: Side) => {
    const go = way === FRAME ? intoFrame : WAYS[way];
    const hit = async (key: string) => {
      if (way === FRAME) strike(key.replace("Control", "ctrl").replace("Enter", "Return"));
      else await one.page.keyboard.press(key);
    };
    const come = async () => {
      await input(other.region).focus();
      await expect(meant(other.page)).toHaveText(other.name);
      tandem.use(one.page);
      await go?.(tandem, one.region, one.name);
      await expect(meant(one.page)).toHaveText(one.name);
    };
    await come();
    await hit("Control+k");
    await expect(question(one.region)).toBeVisible();
    await expect(question(other.region)).toHaveCount(0);
    await one.page.keyboard.press("Escape");
    await expect(question(one.region)).toHaveCount(0);

    await come();
    const [before, othersBefore] = [await heard(one.name), await heard(other.name)];
    await hit("Control+i");
    await expect.poll(() => heard(one.name)).toBe(before + 1);
    expect(await heard(other.name)).toBe(othersBefore);

    await come();
    await hit("Control+Enter");
    await expect(queued(one.region)).toHaveCount(1);
    await expect(queued(other.region)).toHaveCount(0);
    await queued(one.region).getByRole("button", { name: "Cancel" }).click();
    await expect(queued(one.region)).toHaveCount(0);
    await input(one.region).focus();
    await one.page.keyboard.insertText("queued = 1");
  };
  for (const way of [...Object.keys(WAYS), ...(hasDesktopMouse() ? [FRAME] : [])])
    for (const [to, from] of [
      [first, second],
      [second, first],
    ] as const)
      await test.step(`${way}: ${to.name}`, () => everyKey(way, to, from));
});
