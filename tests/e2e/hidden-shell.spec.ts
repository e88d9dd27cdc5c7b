/** What changes the measures of a shell while it is hidden: when it comes to the front it is drawn right, with all that came. */
import type { Page } from "playwright/test";
import { expect, type Tandem, test } from "./app";
import { enter, idle, KERNEL, STARTS, shell } from "./shells";

const FIRST = KERNEL;
const SECOND = `${KERNEL} 2`;
/** Longer than any row of a shell here. */
const LONG = 150;

/** Prints a line, and two more when the test says so, each with a long one behind it. */
const printing = (folder: string) => `import os, time
def speak(name):
    for part in ("before", "during", "late", "after"):
        while part != "before" and not os.path.exists(os.path.join("${folder}", f"{name} {part}")):
            time.sleep(0.01)
        print(f"{part} {name}")
        print("x" * ${LONG})
        if part == "before": print("\\u0436 \\u03b6 \\u05d0 \\u7f51")
        open(os.path.join("${folder}", f"{name} {part} said"), "w").close()
`;

/** Settings by the window's own request: what is hidden cannot be clicked. */
const set = (page: Page, change: Readonly<Record<string, unknown>>) =>
  page.evaluate(
    (to) =>
      (
        window as unknown as { tandem: { request(name: string, input: unknown): Promise<unknown> } }
      ).tandem.request("app.setSettings", to),
    change,
  );

/** A screen of other pixels, as a window has that is moved to another monitor. */
async function pixelRatio(page: Page, deviceScaleFactor: number): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setDeviceMetricsOverride", {
    width: 0,
    height: 0,
    deviceScaleFactor,
    mobile: false,
  });
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).not.toBe(1);
  await client.detach();
}

async function resize(tandem: Tandem, width: number, height: number): Promise<void> {
  const window = await tandem.electron.browserWindow(tandem.page);
  await window.evaluate((one, size) => one.setContentSize(size.width, size.height), { width, height });
}

async function loaded(page: Page, language: string, action: () => Promise<unknown>): Promise<void> {
  await action();
  await expect(page.locator(`html[lang="${language}"]`)).toBeAttached();
  await expect(page.getByRole("contentinfo")).toBeAttached();
}

interface Change {
  /** What happens while the shell is hidden. */
  readonly make: (tandem: Tandem) => Promise<unknown>;
  /** Back to how it was, for what comes after. */
  readonly undo?: (tandem: Tandem) => Promise<unknown>;
}

/** All that measures: each that an output, the user, the desktop or a program may do. */
const CHANGES: Readonly<Record<string, Change>> = {
  "a font is loaded": {
    make: ({ page }) =>
      page.evaluate(async () => {
        const next = [...document.fonts].find(({ status }) => status === "unloaded");
        if (!next) throw new Error("all fonts are loaded already");
        const done = new Promise((heard) =>
          document.fonts.addEventListener("loadingdone", heard, { once: true }),
        );
        await next.load();
        await done;
      }),
  },
  "larger code": {
    make: ({ page }) => set(page, { codeFontSize: 17 }),
    undo: ({ page }) => set(page, { codeFontSize: 13 }),
  },
  zoom: { make: ({ page }) => set(page, { zoom: 125 }), undo: ({ page }) => set(page, { zoom: 100 }) },
  "another theme": {
    make: ({ page }) => set(page, { theme: "dark" }),
    undo: ({ page }) => set(page, { theme: "light" }),
  },
  "another size of the window": {
    make: (tandem) => resize(tandem, 1000, 640),
    undo: (tandem) => resize(tandem, 1200, 800),
  },
  "other pixels": {
    make: ({ page }) => pixelRatio(page, 1.5),
    undo: async ({ page }) => {
      const client = await page.context().newCDPSession(page);
      await client.send("Emulation.clearDeviceMetricsOverride");
      await client.detach();
    },
  },
  "another language": {
    make: ({ page }) => loaded(page, "de", () => set(page, { language: "de" })),
    undo: ({ page }) => loaded(page, "en", () => set(page, { language: "en" })),
  },
};

interface Hiding {
  hide(tandem: Tandem): Promise<void>;
  show(tandem: Tandem): Promise<void>;
}

const tab = ({ page }: Tandem, name: string) => page.getByRole("tab", { name, exact: true });

const HIDINGS: Readonly<Record<string, Hiding>> = {
  "behind another": {
    hide: async (tandem) => {
      await tab(tandem, SECOND).click();
      await expect(shell(tandem, SECOND)).toBeVisible();
      await expect(shell(tandem, FIRST)).toBeHidden();
    },
    show: (tandem) => tab(tandem, FIRST).click(),
  },
  // A display without a window manager does not minimise: the window is taken off it.
  "in a hidden window": {
    hide: async (tandem) => {
      const window = await tandem.electron.browserWindow(tandem.page);
      await window.evaluate((one) => one.hide());
      await expect.poll(() => window.evaluate((one) => one.isVisible())).toBe(false);
    },
    show: async (tandem) => {
      const window = await tandem.electron.browserWindow(tandem.page);
      await window.evaluate((one) => one.show());
      await expect.poll(() => window.evaluate((one) => one.isVisible())).toBe(true);
    },
  },
  "in a folded pane": {
    hide: async (tandem) => {
      await tandem.page.locator('[data-command="view.shells"]').click();
      await expect(shell(tandem, FIRST)).not.toBeInViewport();
    },
    show: (tandem) => tandem.page.locator('[data-command="view.shells"]').click(),
  },
};

/** What is wrong with the lines that a shell shows, as they are on the page. */
function faultsOf(tandem: Tandem): Promise<string[]> {
  return shell(tandem, FIRST).evaluate((region, long) => {
    const faults: string[] = [];
    const scroller = region.querySelector<HTMLElement>(".shell-scroller") as HTMLElement;
    const view = scroller.getBoundingClientRect();
    const size = Number.parseFloat(getComputedStyle(region).getPropertyValue("--code-size"));
    const row = Math.round((size * 20) / 13);
    const sample = document.createElement("span");
    sample.className = "line-sample";
    sample.textContent = "0".repeat(100);
    scroller.append(sample);
    const character = sample.getBoundingClientRect().width / 100;
    sample.remove();
    const lines = [...region.querySelectorAll<HTMLElement>(".line")].filter((line) => {
      const { top, bottom } = line.getBoundingClientRect();
      return bottom > view.top && top < view.bottom;
    });
    if (lines.length === 0) faults.push("no line is in view");
    for (const line of lines) {
      const name = (line.textContent ?? "").slice(0, 20);
      const { top: lineTop, height, width } = line.getBoundingClientRect();
      const rows = Number(line.style.getPropertyValue("--rows") || 1);
      if (Math.abs(height - rows * row) > 0.5)
        faults.push(`${name}: ${height} px for ${rows} rows of ${row}`);
      if (width < 10 * character) faults.push(`${name}: ${width} px wide`);
      const range = document.createRange();
      range.selectNodeContents(line);
      // By their middles: characters of another font are of another height.
      const drawn = new Set(
        [...range.getClientRects()].map(({ top, bottom }) =>
          Math.floor(((top + bottom) / 2 - lineTop) / row),
        ),
      );
      if ((line.textContent ?? "").startsWith("xxx")) {
        const needed = Math.ceil(long / Math.floor(width / character + 0.01));
        if (rows !== needed || drawn.size !== needed)
          faults.push(`${name}: ${rows} rows counted, ${drawn.size} drawn, ${needed} needed`);
      } else if (drawn.size > rows) faults.push(`${name}: ${drawn.size} rows drawn, ${rows} counted`);
    }
    return faults;
  }, LONG);
}

test("a shell that was hidden while its measures changed comes to the front as it should be", async ({
  tandem,
}) => {
  test.setTimeout(400_000);
  const page = await tandem.start({ settings: { ...STARTS, theme: "light" } });
  await idle(tandem);
  await resize(tandem, 1200, 800);
  await enter(tandem, printing(tandem.folder));
  await idle(tandem);
  await page.getByRole("button", { name: "New shell" }).click();
  await page.getByRole("option", { name: KERNEL, exact: true }).click();
  await expect(shell(tandem, SECOND)).toBeVisible();
  await idle(tandem);
  await tab(tandem, FIRST).click();

  let number = 0;
  for (const [how, { hide, show }] of Object.entries(HIDINGS))
    for (const [what, { make, undo }] of Object.entries(CHANGES))
      await test.step(`${what}, ${how}`, async () => {
        number += 1;
        const name = `case ${number}`;
        const said = (part: string) =>
          expect
            .poll(() => tandem.read(`${name} ${part} said`).catch(() => null), {
              message: `${part} is printed`,
            })
            .toBe("");
        const first = shell(tandem, FIRST);
        const output = first.locator(".shell-output");
        await enter(tandem, `speak("${name}")`);
        await expect(output).toContainText(`before ${name}`);
        await hide(tandem);
        await tandem.write(`${name} during`, "");
        await said("during");
        await make(tandem);
        await tandem.write(`${name} late`, "");
        await said("late");
        await show(tandem);
        await expect(output).toBeInViewport();
        for (const part of ["before", "during", "late"])
          await expect(output.getByText(`${part} ${name}`, { exact: true })).toBeAttached();
        await expect(output.getByText(`late ${name}`, { exact: true })).toBeInViewport();
        await expect.poll(() => faultsOf(tandem)).toEqual([]);
        await tandem.write(`${name} after`, "");
        await expect(output.getByText(`after ${name}`, { exact: true })).toBeInViewport();
        await expect.poll(() => faultsOf(tandem)).toEqual([]);
        await undo?.(tandem);
        await expect.poll(() => faultsOf(tandem)).toEqual([]);
      });
});
