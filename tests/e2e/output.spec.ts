/** What is not text in a shell: every kind of output drawn, changed in place, saved, shown otherwise, opened. */
import type { Locator } from "playwright/test";
import { expect, type Tandem, sharing as test } from "./app";
import { block, enter, idle, STARTS, shell } from "./shells";

const GIF = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
const WEBP = "UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=";
const SVG = `<svg xmlns='http://www.w3.org/2000/svg' width='80' height='40'><circle cx='20' cy='20' r='9'/></svg>`;

const show = (data: Readonly<Record<string, unknown>>) =>
  `display(json.loads(${JSON.stringify(JSON.stringify(data))}), raw=True)`;

/** Runs code as In [n] and answers its block, once it ended. */
async function run(tandem: Tandem, n: number, code: string, state = "ok"): Promise<Locator> {
  await enter(tandem, code);
  const at = block(tandem, `In [${n}]:`);
  await expect(at).toHaveAttribute("data-state", state, { timeout: 60_000 });
  return at;
}

test("outputs of every kind are drawn, changed in place, saved, and shown otherwise", async ({ tandem }) => {
  test.setTimeout(180_000);
  const page = await tandem.start({ settings: STARTS });
  await idle(tandem);
  let n = 0;
  const next = (code: string, state?: string) => run(tandem, ++n, code, state);
  await next("import json; from IPython.display import display, clear_output, HTML, Markdown, Audio");
  const menuOf = async (at: Locator) => {
    await at.getByRole("button", { name: "Output menu" }).focus();
    await page.keyboard.press("Enter");
    return page.getByRole("menu", { name: "Output menu" });
  };

  await test.step("HTML runs in a frame of its own, as high as it is", async () => {
    const at = await next(
      show({
        "text/html":
          "<div style='height:123px'><b>bold</b> <i id=i></i></div><script>i.textContent = 'from ' + origin</script>",
        "text/plain": "only text",
      }),
    );
    const frame = at.frameLocator("iframe");
    await expect(frame.getByText("from null")).toBeVisible();
    await expect
      .poll(() => at.locator("iframe").evaluate((element) => element.getBoundingClientRect().height))
      .toBe(123);

    // In a pane of another width it is the same page still.
    const widthOf = () => at.locator("iframe").evaluate((element) => element.getBoundingClientRect().width);
    const width = await widthOf();
    await frame.locator("#i").evaluate((element) => element.append(" once"));
    const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    await page.setViewportSize({ ...size, width: size.width - 150 });
    await expect.poll(widthOf).not.toBe(width);
    await expect(frame.getByText("from null once")).toBeVisible();
    await expect(at.locator("iframe")).toHaveCount(1);
    await page.setViewportSize(size);

    const menu = await menuOf(at);
    await expect(menu.getByRole("menuitemradio", { name: "HTML" })).toBeChecked();
    await menu.getByRole("menuitemradio", { name: "Plain text" }).click();
    await expect(at.locator(".output-text")).toHaveText("only text");
    await expect(at.locator("iframe")).toHaveCount(0);
    await (await menuOf(at)).getByRole("menuitemradio", { name: "HTML" }).click();
    await expect(frame.getByText("from null")).toBeVisible();
  });

  await test.step("pictures, Markdown, LaTeX, JSON, sound and unknown types", async () => {
    const pictures = await next(
      [GIF, WEBP].map((data, i) => show({ [i ? "image/webp" : "image/gif"]: data })).join(";"),
    );
    await expect(pictures.getByRole("img")).toHaveCount(2);

    // A light figure in the dark theme has a frame, and is dimmed where that is wished.
    const filter = () =>
      pictures
        .getByRole("img")
        .first()
        .evaluate((img) => getComputedStyle(img).filter);
    await tandem.command("Dim pictures in the dark theme");
    await tandem.command("Light theme");
    await expect.poll(filter).toBe("none");
    await tandem.command("Dark theme");
    await expect.poll(filter).toMatch(/^brightness\(0\.\d+\)$/);
    await tandem.command("Dim pictures in the dark theme");
    await expect.poll(filter).toBe("none");
    await tandem.command("Theme of the system");
    const svg = await next(show({ "image/svg+xml": SVG, "text/plain": "a circle" }));
    await expect(svg.getByRole("img", { name: "a circle" })).toHaveJSProperty("naturalWidth", 80);
    const narrow = await next(
      `display({"image/gif": "${GIF}"}, metadata={"image/gif": {"width": 40}}, raw=True)`,
    );
    await expect(narrow.getByRole("img")).toHaveJSProperty("width", 40);
    await expect(narrow.getByRole("img")).toHaveJSProperty("height", 40);
    const elsewhere = await next(
      show({ "text/markdown": "![a plot](https://example.org/a.png) https://example.org/b" }),
    );
    await expect(elsewhere.getByRole("link")).toHaveText([
      "a plot, a picture at example.org that was not loaded",
      "https://example.org/b",
    ]);
    const markup = await next(
      `${show({ "text/markdown": "# Title\n\n**bold** $x^2$ [to](https://example.org)" })}; ${show({ "text/latex": "$\\alpha$" })}`,
    );
    await expect(markup.getByRole("heading", { name: "Title" })).toBeVisible();
    await expect(markup.locator(".katex")).toHaveCount(2);
    const json = await next(
      show({ "application/json": { run: 7, values: [1, 2], deep: { a: { b: "inner" } } } }),
    );
    await expect(json.getByRole("tree", { name: "JSON" })).toContainText("run: 7");
    await json.getByRole("button", { name: "a:" }).click();
    await expect(json.getByRole("tree")).toContainText('"inner"');
    const sound = await next(`Audio([0.0] * 8000, rate=8000)`);
    await expect(sound.frameLocator("iframe").locator("audio")).toBeVisible();
  });

  await test.step("an unknown type says what it is, and is saved as it came", async () => {
    const at = await next(show({ "application/x-own": "AQID/w==" }));
    await expect(at).toContainText(
      "application/x-own, which Tandem cannot draw. 4 bytes".replace(". 4", ".4"),
    );
    await tandem.answerSaveDialog("own.bin");
    await at.getByRole("button", { name: "Save as…" }).click();
    await expect
      .poll(() =>
        tandem.read("own.bin").then(
          (text) => text.length,
          () => 0,
        ),
      )
      .toBeGreaterThan(0);
  });

  await test.step("display ids and clear_output change outputs in place", async () => {
    const at = await next(
      "handle = display(HTML('<p>first</p>'), display_id=True)\nfor i in range(30):\n    handle.update(HTML(f'<p>now {i}</p><script></script>'))",
    );
    await expect(at.frameLocator("iframe[data-shown]").getByText("now 29")).toBeVisible();
    await expect(at.locator("iframe")).toHaveCount(1);
    const cleared = await next(
      "for i in range(30):\n    clear_output(wait=True)\n    display(Markdown(f'step *{i}*'))",
    );
    await expect(cleared.locator("em")).toHaveText(["29"]);
  });

  await test.step("an output opens in a tab of the editor's area", async () => {
    const at = await next(show({ "text/html": "<p>in a tab</p><script></script>" }));
    await (await menuOf(at)).getByRole("menuitem", { name: "Open in a tab" }).click();
    await expect(page.getByRole("tab", { name: "HTML", selected: true })).toBeVisible();
    const opened = page.getByRole("region", { name: "HTML" });
    await expect(opened.frameLocator("iframe").getByText("in a tab")).toBeVisible();
    await page.keyboard.press("Control+W");
    await expect(page.getByRole("tab", { name: "HTML" })).toHaveCount(0);
  });

  await test.step("links lead to lines, to the browser, and to nothing else", async () => {
    const file = await tandem.write("lab/exp.py", "one = 1\ntwo = 2\nthree = 3\n");
    await tandem.electron.evaluate(({ shell: system }) => {
      const opened: string[] = [];
      (globalThis as { opened?: string[] }).opened = opened;
      system.openExternal = async (url) => void opened.push(url);
    });
    const at = await next(
      `print('File "${file}", line 3, in f'); print("\\x1b]8;;https://example.org/docs\\x1b\\\\docs\\x1b]8;;\\x1b\\\\ \\x1b]8;;javascript:alert(1)\\x07js\\x1b]8;;\\x07")`,
    );
    await expect(at.getByRole("link")).toHaveCount(2);
    await at.getByRole("link", { name: "docs" }).click();
    await expect
      .poll(() => tandem.electron.evaluate(() => (globalThis as { opened?: string[] }).opened))
      .toEqual(["https://example.org/docs"]);
    await at.getByRole("link", { name: "exp.py" }).focus();
    await page.keyboard.press("Enter");
    await expect(tandem.fileTab("exp.py")).toHaveAttribute("aria-selected", "true");
    await expect(page.getByRole("contentinfo")).toContainText(/3\D+1/);
  });

  await test.step("a file that HTML links to (IPython's FileLink) opens in the editor", async () => {
    const file = await tandem.write("lab/run 7.txt", "the seventh\n");
    const at = await next(`from IPython.display import FileLink; FileLink('${file}')`);
    await at.locator(".html-output").getByRole("link").click();
    await expect(tandem.fileTab("run 7.txt")).toHaveAttribute("aria-selected", "true");
    await tandem.page.keyboard.press("Control+W");
    // A page may click on its own links, so that its user is asked.
    const asks = await next(`HTML(FileLink('${file}')._repr_html_() + "<script></script>")`);
    await asks.frameLocator("iframe").getByRole("link").click();
    await expect(asks.getByRole("status")).toContainText(`Open ${file} in the editor?`);
    await asks.getByRole("button", { name: "Open", exact: true }).click();
    await expect(tandem.fileTab("run 7.txt")).toHaveAttribute("aria-selected", "true");
  });

  await test.step("a drawing that fails says so, and harms nothing else", async () => {
    await page.evaluate(() => {
      const page = document as { createElement(name: string, options?: ElementCreationOptions): HTMLElement };
      const whole = page.createElement.bind(page);
      page.createElement = (name, options) => {
        if (name === "iframe") throw new Error("no frames today");
        return whole(name, options);
      };
    });
    const at = await next(show({ "text/html": "<p>x</p><script></script>", "text/plain": "its text" }));
    await expect(at).toContainText("could not be drawn as HTML: no frames today");
    await page.evaluate(() => {
      // The prototype's own is found again.
      delete (document as { createElement?: unknown }).createElement;
    });
    await at.getByRole("button", { name: "Show its text" }).click();
    await expect(at.locator(".output-text")).toHaveText("its text");
    await next("print('still here')");
    await expect(shell(tandem)).toContainText("still here");
  });
});
