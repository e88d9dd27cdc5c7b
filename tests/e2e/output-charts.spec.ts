/** Charts and tables of a kernel: drawn without the network, in the window's colours, taken along in every way. */
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Locator } from "playwright/test";
import { expect, sharing as test } from "./app";
import { block, enter, idle, STARTS } from "./shells";

const VEGA_LITE = "application/vnd.vegalite.v5.20.1+json";
const VEGA = "application/vnd.vega.v5+json";
const PLOTLY = "application/vnd.plotly.v1+json";
const RESOURCE = "application/vnd.dataresource+json";

const bars = (data: object) => ({
  $schema: "https://vega.github.io/schema/vega-lite/v5.20.1.json",
  description: "Counts",
  data,
  mark: "bar",
  encoding: {
    x: { field: "run", type: "ordinal", title: "Run of the day" },
    y: { field: "counts", type: "quantitative" },
  },
});
const VALUES = [1, 2, 3].map((run) => ({ run, counts: run * run }));

const show = (data: Readonly<Record<string, unknown>>) =>
  `display(json.loads(${JSON.stringify(JSON.stringify(data))}), raw=True)`;

/** A server that counts who asks it for data. */
async function dataServer(): Promise<{ server: Server; url: string; asked: () => number }> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "*" });
    response.end(JSON.stringify(VALUES));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked: () => asked };
}

test("Vega and Plotly charts, and tables", async ({ tandem }) => {
  test.setTimeout(180_000);
  const page = await tandem.start({ settings: { ...STARTS, theme: "light" } });
  await idle(tandem);
  let n = 0;
  const next = async (code: string): Promise<Locator> => {
    await enter(tandem, code);
    const at = block(tandem, `In [${++n}]:`);
    await expect(at).toHaveAttribute("data-state", "ok", { timeout: 60_000 });
    return at;
  };
  const menuOf = async (at: Locator) => {
    await at.getByRole("button", { name: "Output menu" }).focus();
    await page.keyboard.press("Enter");
    return page.getByRole("menu", { name: "Output menu" });
  };
  const clipboard = () => tandem.electron.evaluate(({ clipboard: system }) => system.readText());
  await next("import json; from IPython.display import display");

  await test.step("a Vega-Lite chart has the window's colours, and follows them", async () => {
    const at = await next(show({ [VEGA_LITE]: bars({ values: VALUES }), "text/plain": "alt.Chart(...)" }));
    const frame = at.frameLocator("iframe");
    await expect(frame.locator(".mark-rect path")).toHaveCount(3, { timeout: 60_000 });
    const title = frame.getByText("Run of the day");
    const light = await title.evaluate((text) => getComputedStyle(text).fill);
    await tandem.command("Dark theme");
    await expect.poll(() => title.evaluate((text) => getComputedStyle(text).fill)).not.toBe(light);
    await page.screenshot({ path: test.info().outputPath("vega-dark.png") });
    await tandem.command("Light theme");
    await expect.poll(() => title.evaluate((text) => getComputedStyle(text).fill)).toBe(light);
    await page.screenshot({ path: test.info().outputPath("vega-light.png") });
  });

  await test.step("its data from an address are kept away, until they are allowed for this output", async () => {
    const { server, url, asked } = await dataServer();
    try {
      const at = await next(show({ [VEGA_LITE]: bars({ url: `${url}data.json` }) }));
      await expect(at.getByRole("status")).toContainText(
        `kept from loading from ${new URL(url).origin}, which is this computer.`,
        { timeout: 30_000 },
      );
      expect(asked()).toBe(0);
      await page.screenshot({ path: test.info().outputPath("vega-kept-away.png") });
      await at.getByRole("button", { name: "Allow for this output" }).click();
      await expect(at.frameLocator("iframe").locator(".mark-rect path")).toHaveCount(3);
      expect(asked()).toBe(1);
      // Another output has to be allowed by itself.
      const other = await next(show({ "text/html": `<img src="${url}picture.png">` }));
      await expect(other.getByRole("status")).toContainText("kept from loading from");
      expect(asked()).toBe(1);
    } finally {
      server.close();
    }
  });

  await test.step("Vega itself, and what is no specification", async () => {
    const marks = [
      {
        type: "symbol",
        from: { data: "points" },
        encode: {
          enter: { x: { field: "run" }, y: { value: 9 }, fill: { signal: "datum.run > 1 ? 'red' : 'blue'" } },
        },
      },
    ];
    const spec = { width: 90, height: 20, data: [{ name: "points", values: VALUES }], marks };
    const at = await next(
      show({ [VEGA]: { ...spec, $schema: "https://vega.github.io/schema/vega/v5.json" } }),
    );
    await expect(at.frameLocator("iframe").locator(".mark-symbol path")).toHaveCount(3);
    const broken = await next(show({ [VEGA]: "no specification", "text/plain": "its text" }));
    await expect(broken.getByRole("status")).toContainText("This output failed");
  });

  await test.step("a Plotly figure", async () => {
    const layout = {
      title: { text: "Decay" },
      template: { layout: { font: { color: "#2a3f5f" }, paper_bgcolor: "white", plot_bgcolor: "#E5ECF6" } },
    };
    const data = [
      { type: "bar", x: [1, 2, 3], y: [4, 2, 1], name: "counts" },
      { type: "scatter", x: [1, 2, 3], y: [3, 2, 2], name: "fit" },
    ];
    const at = await next(show({ [PLOTLY]: { data, layout }, "text/html": "<p>needs the network</p>" }));
    const frame = at.frameLocator("iframe");
    await expect(frame.locator(".bars .point")).toHaveCount(3, { timeout: 60_000 });
    const title = frame.getByText("Decay");
    const light = await title.evaluate((text) => getComputedStyle(text).fill);
    await page.screenshot({ path: test.info().outputPath("plotly-light.png") });
    await tandem.command("Dark theme");
    await expect.poll(() => title.evaluate((text) => getComputedStyle(text).fill)).not.toBe(light);
    await page.screenshot({ path: test.info().outputPath("plotly-dark.png") });
    await tandem.command("Light theme");
  });

  await test.step("Altair's page is drawn without the network", async () => {
    const page = await readFile(path.join(__dirname, "fixtures/altair-page.html"), "utf8");
    const at = await next(show({ "text/html": page, "text/plain": "alt.Chart(...)" }));
    await expect(at.frameLocator("iframe").locator(".mark-rect path")).toHaveCount(3, { timeout: 60_000 });
    await expect(at.getByRole("status")).toHaveCount(0);
  });

  await test.step("a plot of Bokeh: its library and its place come by outputs of their own", async () => {
    const drawn = "document.getElementById(items[0].roots.p1).textContent = 'drawn by ' + root.Bokeh.version";
    const plot = `(function(root) { const items = [{"docid":"d","roots":{"p1":"plot-1"},"root_ids":["p1"]}]; ${drawn}; })(window);`;
    const program = { "application/javascript": plot, "application/vnd.bokehjs_exec.v0+json": "" };
    const before = await next(show(program));
    await expect(before.getByRole("status")).toContainText("Run output_notebook() again");
    const library = `'use strict'; (function(root) { root.Bokeh = { version: "3.9" }; const said = document.getElementById("said-1"); if (said) said.textContent = "BokehJS 3.9 loaded"; })(window);`;
    const loaded = await next(
      show({ "application/javascript": library, "application/vnd.bokehjs_load.v0+json": library }),
    );
    await expect(loaded.frameLocator("iframe").getByText("BokehJS 3.9 loaded")).toBeVisible();
    const place = '<div id="plot-1" data-root-id="p1" style="display: contents;"></div>';
    const at = await next(`${show({ "text/html": place })}; ${show(program)}`);
    await expect(at.frameLocator("iframe").getByText("drawn by 3.9")).toBeVisible();
    await expect(at.locator("iframe")).toHaveCount(1);
  });

  await test.step("a table: its head stays, more rows come when asked for, spreadsheets get all of it", async () => {
    const csv = [
      "name,counts",
      '"Ada, the first",1',
      ...Array.from({ length: 149 }, (_one, i) => `run ${i},${i}`),
    ];
    const at = await next(show({ "text/csv": csv.join("\n") }));
    const table = at.getByRole("region", { name: "Table" });
    await expect(table.getByRole("row")).toHaveCount(101);
    await expect(table.getByRole("cell", { name: "Ada, the first" })).toBeVisible();
    await table.focus();
    await page.keyboard.press("End");
    await expect(table.getByRole("columnheader", { name: "counts" })).toBeInViewport();
    await page.screenshot({ path: test.info().outputPath("table.png") });
    await table.getByRole("button", { name: "Show more rows" }).click();
    await expect(table.getByRole("row")).toHaveCount(151);
    await (await menuOf(at)).getByRole("menuitem", { name: "Copy as TSV" }).click();
    await expect
      .poll(async () => (await clipboard()).split("\n").slice(0, 3))
      .toEqual(["name\tcounts", "Ada, the first\t1", "run 0\t0"]);

    const schema = { fields: [{ name: "index" }, { name: "x" }] };
    const resource = await next(show({ [RESOURCE]: { schema, data: [{ index: 0, x: 0.5 }] } }));
    await expect(resource.getByRole("cell", { name: "0.5" })).toBeVisible();
  });

  await test.step("an output is saved, copied and opened elsewhere by its menu", async () => {
    await tandem.electron.evaluate(({ shell: system }) => {
      const opened: string[] = [];
      (globalThis as { opened?: string[] }).opened = opened;
      system.openPath = async (path) => {
        opened.push(path);
        return "";
      };
    });
    const svg =
      "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'><rect width='9' height='9'/></svg>";
    const at = await next(show({ "image/svg+xml": svg, "text/plain": "a square" }));
    await tandem.answerSaveDialog("square.svg");
    await (await menuOf(at)).getByRole("menuitem", { name: "Save as…" }).click();
    await expect.poll(() => tandem.read("square.svg").catch(() => "")).toBe(svg);
    await (await menuOf(at)).getByRole("menuitem", { name: "Copy SVG picture" }).click();
    await expect.poll(clipboard).toBe(svg);
    const pdf = await next(show({ "application/pdf": Buffer.from("%PDF-1.4").toString("base64") }));
    await (await menuOf(pdf)).getByRole("menuitem", { name: "Open in another program" }).click();
    await expect
      .poll(() => tandem.electron.evaluate(() => (globalThis as { opened?: string[] }).opened?.length))
      .toBe(1);
  });

  await test.step("links that programs name (OSC 8) show where they lead, and lead to nothing that runs", async () => {
    await tandem.electron.evaluate(({ shell: system }) => {
      const opened: string[] = [];
      (globalThis as { opened?: string[] }).opened = opened;
      system.openExternal = async (url) => void opened.push(url);
    });
    const hostile = [
      "javascript:alert(1)",
      " javascript:alert(1)",
      "data:text/html,<script>alert(1)</script>",
      "vbscript:x",
      "file://other.example.org/etc/passwd",
      "tandem://app/index.html",
      "tandem-output://x/",
      "chrome://gpu",
      "blob:https://x/1",
      "ms-word:ofe|u|https://x/",
      "https",
    ];
    const print = hostile.map((url) => `\x1b]8;;${url}\x1b\\bank.example.org\x1b]8;;\x1b\\`).join("\n");
    const good = "\x1b]8;;https://example.org/evil\x1b\\your bank\x1b]8;;\x1b\\";
    const at = await next(`print(json.loads(${JSON.stringify(JSON.stringify(`${print}\n${good}`))}))`);
    await expect(at.getByRole("link")).toHaveCount(1);
    const link = at.getByRole("link", { name: "your bank" });
    await expect(link).toHaveAttribute("title", "https://example.org/evil");
    await link.focus();
    await page.keyboard.press("Enter");
    await link.click();
    const opened = () => tandem.electron.evaluate(() => (globalThis as { opened?: string[] }).opened);
    await expect.poll(opened).toEqual(["https://example.org/evil", "https://example.org/evil"]);
  });
});
