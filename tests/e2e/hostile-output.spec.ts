/** Hostile outputs, all of them in one shell: nothing runs outside its frame, reads, loads, covers or stops anything. */
import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright/test";
import { expect, type Tandem, test } from "./app";
import { hostileOutputs, PRELUDE } from "./hostile-outputs";
import { block, enter, idle, STARTS, shell } from "./shells";

/** The window is to stand still for less than a second, in ms: longer stops are printed, as a slow machine makes its own. */
const LONG_STOP_MS = 1_000;
/** So long a stop, in ms, in which the window's own thread also worked for so long, is no slow machine any more. */
const TOO_LONG_STOP_MS = 5_000;

/** Answers how long the thread of the window's page has worked since it was last asked, in ms of the processor. */
async function watchWork(page: Page): Promise<() => Promise<number>> {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable", { timeDomain: "threadTicks" });
  let before = 0;
  const since = async () => {
    const { metrics } = await client.send("Performance.getMetrics");
    const now = (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1_000;
    const worked = now - before;
    before = now;
    return worked;
  };
  await since();
  return since;
}

/** A server on this machine, and whatever came to it: connections, requests, packets. */
async function listen() {
  const came: string[] = [];
  const server = createServer((request, response) => {
    came.push(`${request.method} ${request.url}`);
    response.setHeader("access-control-allow-origin", "*");
    response.end("document.title = 'loaded'");
  });
  server.on("connection", () => came.push("connection"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const udp = createSocket("udp4", () => came.push("packet"));
  await new Promise<void>((done) => udp.bind(0, "127.0.0.1", done));
  return {
    came,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    udp: udp.address().port,
    async close() {
      udp.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Counts in main what no output may reach. */
async function watchMain(tandem: Tandem): Promise<void> {
  await tandem.electron.evaluate(({ app, session, shell: system, clipboard }) => {
    const seen: string[] = [];
    (globalThis as { seen?: string[] }).seen = seen;
    app.on("browser-window-created", () => seen.push("window"));
    session.defaultSession.on("will-download", (event) => {
      if (!event.defaultPrevented) seen.push("download");
    });
    system.openExternal = async (url) => void seen.push(`external ${url}`);
    system.openPath = async (path) => `${seen.push(`path ${path}`)}`;
    clipboard.writeText("mine");
  });
}

test("hostile outputs stay in their place", async ({ tandem }) => {
  // Some 130 outputs, a second or two each, of which several keep a processor busy until they are out of view.
  test.setTimeout(600_000);
  const network = await listen();
  const secret = await tandem.write("secret.txt", "the secret");
  const page = await tandem.start({ settings: STARTS });
  await idle(tandem);
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await watchMain(tandem);
  await enter(tandem, PRELUDE);
  await idle(tandem);
  const before = await page.evaluate(() => {
    const state = window as unknown as { label: string; stops: Record<string, number> };
    state.label = "";
    state.stops = {};
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      state.stops[state.label] = Math.max(state.stops[state.label] ?? 0, Math.round(now - last));
      last = now;
    }, 20);
    return { children: document.body.childElementCount, href: location.href };
  });

  const outputs = hostileOutputs(network.address, network.udp, secret);
  expect(outputs.length).toBeGreaterThanOrEqual(40);
  const workSince = await watchWork(page);
  const work: Record<string, number> = {};
  for (const [i, { name, code, says, drawn }] of outputs.entries()) {
    await test.step(name, async () => {
      await page.evaluate((label) => {
        (window as unknown as { label: string }).label = label;
      }, name);
      await enter(tandem, code);
      const at = block(tandem, `In [${i + 2}]:`);
      await expect(at).toHaveAttribute("data-state", "ok", { timeout: 60_000 });
      await expect(at.locator("iframe:not([data-shown]), .output-frames[data-waiting]")).toHaveCount(0, {
        timeout: 60_000,
      });
      if (drawn) {
        const place = drawn === "page" ? ".html-output" : ".output-frames";
        await expect(at.locator(".html-output, .output-frames")).toHaveCount(1);
        await expect(at.locator(place)).toHaveCount(1);
      }
      // Text in the page brings no name, class or place of its own.
      await expect(
        at.locator(".html-output :is([id], [class], [name], [role], [data-link], [aria-label], [target])"),
      ).toHaveCount(0);
      if (says) await expect(at).toContainText(says, { timeout: 60_000 });
      // The keyboard is where it was.
      await expect(page.getByRole("textbox", { name: "Shell input" })).toBeFocused();
      work[name] = await workSince();
    });
  }

  await test.step("scripts did run, inside", async () => {
    await enter(
      tandem,
      `display({"text/html": "<script>document.write('ran ' + origin)</script>"}, raw=True)`,
    );
    const frame = block(tandem, `In [${outputs.length + 2}]:`).frameLocator("iframe");
    await expect(frame.getByText("ran null")).toBeVisible();
  });

  await test.step("the window is as it was, and answers", async () => {
    const stops = await page.evaluate(() => (window as unknown as { stops: Record<string, number> }).stops);
    const long = Object.entries(stops).filter(([, ms]) => ms > LONG_STOP_MS);
    console.log(
      `stops of over ${LONG_STOP_MS} ms: ${long.map((each) => each.join(" ")).join(", ") || "none"}`,
    );
    const worked = (name: string) => work[name] ?? Number.POSITIVE_INFINITY;
    expect(
      long.filter(([name, ms]) => name !== "" && ms > TOO_LONG_STOP_MS && worked(name) > TOO_LONG_STOP_MS),
    ).toEqual([]);
    const [name, most] = Object.entries(work).reduce((a, b) => (b[1] > a[1] ? b : a));
    console.log(`the window worked longest for: ${name}, ${Math.round(most)} ms`);
    expect(most).toBeGreaterThan(0);
    const after = await page.evaluate(() => ({
      children: document.body.childElementCount,
      href: location.href,
      title: document.title,
      escaped: (window as unknown as { escaped?: number }).escaped ?? null,
      polluted: ({} as { escaped?: number }).escaped ?? null,
      fullScreen: document.fullscreenElement === null && document.pointerLockElement === null,
      stored: localStorage.length + document.cookie.length,
      // What is on top at the menu bar, the toolbar, and the status bar.
      tops: [
        document.elementFromPoint(60, 15)?.closest("[role=menubar], header") !== null,
        document.elementFromPoint(innerWidth / 2, innerHeight - 8)?.closest("footer") !== null,
      ],
    }));
    expect(after).toMatchObject({
      ...before,
      escaped: null,
      polluted: null,
      fullScreen: true,
      stored: 0,
      tops: [true, true],
    });
    expect(after.title).not.toMatch(/owned|escaped|loaded/);
    expect(dialogs).toEqual([]);
    expect(network.came).toEqual([]);
    const main = await tandem.electron.evaluate(({ BrowserWindow, clipboard }) => ({
      seen: (globalThis as { seen?: string[] }).seen,
      windows: BrowserWindow.getAllWindows().length,
      clipboard: clipboard.readText(),
    }));
    expect(main).toEqual({ seen: [], windows: 1, clipboard: "mine" });
  });

  await test.step("everything else goes on", async () => {
    await enter(tandem, "6 * 7");
    await expect(shell(tandem)).toContainText("Out[", { timeout: 30_000 });
    await expect(block(tandem, `In [${outputs.length + 3}]:`)).toContainText("42");
  });
  await network.close();
});
