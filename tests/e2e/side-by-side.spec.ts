/** Two shells in view at once: every key that acts on a kernel acts on the one that has the keyboard, however it came there. */
import path from "node:path";
import type { Locator, Page } from "playwright/test";
import { expect, test } from "./app";
import { idle, KERNEL, shell } from "./shells";

const FIRST = KERNEL;
const SECOND = `${KERNEL} 2`;

/** Computes on and counts its interrupts in a file, after output that scrolls. */
const endless = (file: string) => `import time
print(*range(200), sep="\\n")
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

/** Every way to bring the keyboard into a shell that is in view. */
const WAYS: Readonly<Record<string, (page: Page, region: Locator, name: string) => Promise<void>>> = {
  "a click into its input": async (_page, region) => {
    await region.locator(".shell-input-editor").click();
    await expect(input(region)).toBeFocused();
  },
  "a click on its output": async (_page, region) => {
    await region.getByText("computing").last().click();
    await expect(input(region)).toBeFocused();
  },
  "selecting in its output": async (page, region) => {
    await region.getByText("computing").last().dblclick();
    await expect.poll(() => page.evaluate(() => String(getSelection()))).toContain("computing");
  },
  "a click beside its text": async (_page, region) => {
    const { height = 0 } = (await region.locator(".shell-body").boundingBox()) ?? {};
    // In the column of the prompts: at the right the button of a block's menu may be there.
    await region.locator(".shell-body").click({ position: { x: 12, y: height / 2 } });
  },
  "its scrollbar": async (page, region) => {
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
  "its tab": async (page, _region, name) => {
    await page.getByRole("tab", { name, exact: true }).click();
  },
  "the Tab key on its tab, then Enter": async (page, _region, name) => {
    await page.getByRole("tab", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
  },
  "its key": async (page, _region, name) => {
    await page.keyboard.press(name === FIRST ? "Control+1" : "Control+2");
  },
  "its log, by assistive technology": async (_page, region) => {
    await region.getByRole("log").focus();
  },
};

test("side by side, keys act on the kernel of the shell that has the keyboard", async ({ tandem }) => {
  test.setTimeout(240_000);
  const page = await tandem.start();
  await page.getByRole("option", { name: KERNEL, exact: true }).click();
  await idle(tandem);
  await page.getByRole("button", { name: "New shell" }).click();
  await page.getByRole("option", { name: KERNEL, exact: true }).click();
  await expect(shell(tandem, SECOND)).toBeVisible();
  await idle(tandem);
  await tandem.command("Move shell to the side");
  const regions: Record<string, Locator> = { [FIRST]: shell(tandem), [SECOND]: shell(tandem, SECOND) };
  for (const region of Object.values(regions)) await expect(region).toBeVisible();
  const both = [
    [FIRST, SECOND],
    [SECOND, FIRST],
  ] as const;
  for (const [name] of both) {
    await regions[name]?.locator(".shell-input-editor").click();
    await page.keyboard.insertText(endless(path.join(tandem.folder, `${name}.txt`)));
    await page.keyboard.press("Control+Enter");
    await expect(regions[name] as Locator).toContainText("computing");
    await page.keyboard.insertText("queued = 1");
  }
  const interrupts: Record<string, number> = { [FIRST]: 0, [SECOND]: 0 };
  const everyKey = async (way: string, [name, otherName]: readonly [string, string]) => {
    const [region, other] = [regions[name], regions[otherName]] as [Locator, Locator];
    const come = async () => {
      await input(other).focus();
      await expect(meant(page)).toHaveText(otherName);
      await WAYS[way]?.(page, region, name);
      await expect(meant(page)).toHaveText(name);
    };
    await come();
    await page.keyboard.press("Control+k");
    await expect(question(region)).toBeVisible();
    await expect(question(other)).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(question(region)).toHaveCount(0);

    await come();
    await page.keyboard.press("Control+i");
    interrupts[name] = (interrupts[name] ?? 0) + 1;
    const heard = (who: string) => tandem.read(`${who}.txt`).catch(() => "0");
    await expect.poll(() => heard(name)).toBe(String(interrupts[name]));
    expect(await heard(otherName)).toBe(String(interrupts[otherName]));

    await come();
    await page.keyboard.press("Control+Enter");
    await expect(queued(region)).toHaveCount(1);
    await expect(queued(other)).toHaveCount(0);
    await queued(region).getByRole("button", { name: "Cancel" }).click();
    await expect(queued(region)).toHaveCount(0);
    await input(region).focus();
    await page.keyboard.insertText("queued = 1");
  };
  for (const way of Object.keys(WAYS))
    for (const pair of both) await test.step(`${way}: ${pair[0]}`, () => everyKey(way, pair));
});
