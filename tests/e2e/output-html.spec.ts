/**
 * HTML as libraries give it: what rich, pandas, polars, scikit-learn and xarray sent a notebook, recorded in
 * fixtures/library-outputs.json (rich 15.0, pandas 3.1, polars 2.1, scikit-learn 1.9, xarray). What is text with styles
 * is drawn in the page, the rest in frames; all of it can be read in both themes.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Locator } from "playwright/test";
import { expect, test } from "./app";
import { block, enter, idle, STARTS, shell } from "./shells";
import { textContrasts } from "./text-contrast";

interface LibraryOutput {
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
}

const showHtml = (html: string) => `display({"text/html": ${JSON.stringify(html)}}, raw=True)`;

/** What text of normal size needs (WCAG 2.2, 1.4.3). */
const ENOUGH = 4.5;
/** Text over two grounds at once, as over the bars of pandas' Styler: what large text and signs need (1.4.11). */
const ENOUGH_OVER_TWO = 3;
/** Drawn by frames: they bring style sheets. */
const IN_FRAMES = /^(?:pandas Styler|sklearn|xarray)/;
/** A task of the window that a busy machine does not make of a short one, in ms. */
const LONG_TASK_MS = 1_000;

test("HTML of libraries is drawn in the page where it can be, and is read in both themes", async ({
  tandem,
}) => {
  test.setTimeout(240_000);
  const fixture = await readFile(path.join(__dirname, "fixtures/library-outputs.json"), "utf8");
  const recorded = await tandem.write("outputs.json", fixture);
  const outputs = JSON.parse(fixture) as readonly LibraryOutput[];
  const show = (name: string) => `display(outputs["${name}"], raw=True)`;
  // Three pixels for each of the window's: strokes of letters have their full colour.
  const page = await tandem.start({
    settings: { ...STARTS, theme: "system" },
    args: ["--force-device-scale-factor=3"],
  });
  await idle(tandem);
  let n = 0;
  const next = async (code: string): Promise<Locator> => {
    await enter(tandem, code);
    const at = block(tandem, `In [${++n}]:`);
    await expect(at).toHaveAttribute("data-state", "ok", { timeout: 60_000 });
    return at;
  };
  await next(
    `import json; outputs = {each["name"]: each["data"] for each in json.load(open("${recorded}"))}; from IPython.display import display`,
  );

  await test.step("40 prints of rich are lines, without a frame and without a long task", async () => {
    // The program that draws them is loaded with the first.
    await expect((await next(show("rich tree"))).locator(".html-output pre")).toBeVisible();
    await page.evaluate(() => {
      const state = window as unknown as { long: number[] };
      state.long = [];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) state.long.push(duration);
      }).observe({ entryTypes: ["longtask"] });
    });
    const at = await next(`for i in range(40):\n    ${show("rich line")}`);
    await expect(at.locator(".html-output").last()).toContainText("bold");
    await expect(at.locator("iframe")).toHaveCount(0);
    const heights = await at
      .locator(".piece[data-role=html]")
      .evaluateAll((pieces) => pieces.map((piece) => piece.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeLessThanOrEqual(20);
    const long = await page.evaluate(() => (window as unknown as { long: number[] }).long);
    expect(long.filter((ms) => ms > LONG_TASK_MS)).toEqual([]);
  });

  await test.step("what is empty takes no room", async () => {
    const height = (at: Locator) => at.evaluate((element) => element.getBoundingClientRect().height);
    // Of code that is as long: behind that what is said of its run may need a row of its own.
    const plain = async (code: string) => height(await next("None  #".padEnd(code.length, "-")));
    for (const code of [show("rich nothing"), showHtml("<div class='x'> <!-- nothing --> </div>")]) {
      const empty = await next(code);
      const bare = await plain(code);
      await expect.poll(() => height(empty)).toBe(bare);
    }
    const code = showHtml("<script>window.x = 1</script>");
    const script = await next(code);
    await expect(script.locator("iframe[data-shown]")).toHaveCount(1);
    const bare = await plain(code);
    await expect.poll(() => height(script)).toBe(bare);
  });

  await test.step("a link to a line of a file opens it there", async () => {
    const file = await tandem.write(
      "lab/runs.py",
      Array.from({ length: 60 }, (_, i) => `line_${i + 1}`).join("\n"),
    );
    const log = outputs.find(({ name }) => name === "rich log")?.data["text/html"] ?? "";
    const at = await next(showHtml(log.replaceAll("/home/ada/lab/runs.py", file)));
    await at.locator(".html-output").getByRole("link", { name: "43" }).click();
    await expect(tandem.fileTab("runs.py")).toHaveAttribute("aria-selected", "true");
    await expect(page.getByRole("contentinfo")).toContainText(/43\D+1/);
  });

  const poor: string[] = [];
  for (const output of outputs) {
    if (/nothing|empty/.test(output.name)) continue;
    await test.step(output.name, async () => {
      const at = await next(show(output.name));
      const isFrame = IN_FRAMES.test(output.name);
      await expect(at.locator(isFrame ? "iframe[data-shown]" : ".html-output")).toHaveCount(1, {
        timeout: 60_000,
      });
      await expect(at.locator("iframe")).toHaveCount(isFrame ? 1 : 0);
      for (const theme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await expect(page.locator(`html[data-theme="${theme}"]`)).toBeAttached();
        const handle = isFrame ? await at.locator("iframe[data-shown]").elementHandle() : null;
        const frame = (await handle?.contentFrame()) ?? page.mainFrame();
        if (isFrame) await expect(frame.locator(`html[data-theme="${theme}"]`)).toBeAttached();
        const enough = output.name === "pandas Styler bar" ? ENOUGH_OVER_TWO : ENOUGH;
        const within = isFrame ? "body" : `[data-seq="${await at.getAttribute("data-seq")}"] .html-output`;
        const measured = await textContrasts(page, frame, within);
        expect(measured.length, `${output.name} shows words`).toBeGreaterThan(0);
        for (const { text, contrast } of measured)
          if (contrast < enough) poor.push(`${output.name}, ${theme}: ${contrast} of “${text}”`);
        if (process.env.TANDEM_PICTURES)
          await page.screenshot({
            path: path.join(process.env.TANDEM_PICTURES, `${theme}-${output.name}.png`),
          });
      }
    });
  }
  expect(poor).toEqual([]);
  await expect(shell(tandem)).toBeVisible();
});
