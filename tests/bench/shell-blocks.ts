/**
 * A shell of very many blocks: another Jupyter client asks the kernel for a hundred thousand small things while the
 * window shows them. TANDEM_BENCH_BLOCKS names another number.
 */
import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright";
import { expect, type Tandem } from "../e2e/app";
import { enter, idle } from "../e2e/shells";
import { run, withWindow } from "./probe/bench-window";
import { load, mb, ms, say, sayTasks } from "./probe/report";
import { heapBytes, reset, scrollOver, strain, watchWindow } from "./probe/window-probe";
import { watchTasks } from "./probe/window-tasks";

const BLOCKS = Number(process.env.TANDEM_BENCH_BLOCKS ?? 100_000);
/** Of them so many at the beginning and at the end are measured: what is told of hours of tasks fits nowhere. */
const WATCHED = 3000;
/** Asks for one sum after another, never waiting for more than a hundred. */
const CLIENT = `
import sys, time
from jupyter_client import BlockingKernelClient
client = BlockingKernelClient(connection_file=sys.argv[1])
client.load_connection_file()
client.start_channels(iopub=False, stdin=False, hb=False)
first, count = int(sys.argv[2]), int(sys.argv[3])
client.kernel_info(reply=True, timeout=60)
began = time.perf_counter()
for i in range(count + 100):
    if i < count: client.execute(f"{first + i} + 1")
    if i >= 100: client.get_shell_msg(timeout=600)
print(round((time.perf_counter() - began) * 1000))
`;

/** Has another client run so many requests, the one numbered `first` before the others; answers what that took it, in ms. */
async function askedByAnother(tandem: Tandem, first: number, count: number): Promise<number> {
  const runtime = path.join(tandem.profile, "jupyter-runtime");
  const [file = ""] = (await readdir(runtime)).filter((name) => /^kernel-.*\.json$/.test(name));
  const client = spawn(
    process.env.TANDEM_TEST_PYTHON ?? "python3",
    ["-c", CLIENT, path.join(runtime, file), String(first), String(count)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  client.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve) => client.once("close", resolve));
  if (code !== 0) throw new Error(`the other client ended with ${code}`);
  return Number(said);
}

/** Waits until so many blocks are there, and the newest is shown. The first was asked for by the window itself. */
async function shownUpTo(page: Page, count: number): Promise<void> {
  const newest = page.getByRole("article", { name: `In [${count + 1}]:`, exact: true });
  await expect(newest).toContainText(String(count), { timeout: 600_000 });
}

/** So many more blocks, while the window's tasks are watched. */
async function filled(tandem: Tandem, what: string, first: number, count: number): Promise<void> {
  const { page } = tandem;
  await reset(page);
  const began = performance.now();
  const { result: client, tasks } = await watchTasks(page, what, async () => {
    const asked = await askedByAnother(tandem, first, count);
    await shownUpTo(page, first + count);
    return asked;
  });
  const { longestTask, longTasks } = await strain(page);
  const shown = ms(performance.now() - began);
  say(`${what}: until the last is shown`, shown, `the client alone took ${client.toFixed(0)} ms`);
  say(`${what}: longest task`, ms(longestTask), `${longTasks} tasks over 50 ms`);
  sayTasks(what, tasks);
}

/** Every line may wrap anew. */
async function resized(tandem: Tandem, what: string): Promise<void> {
  const { page } = tandem;
  await reset(page);
  const { tasks } = await watchTasks(page, what, async () => {
    for (const by of [-160, 160]) {
      const width = await page.evaluate(() => window.innerWidth);
      await tandem.electron.evaluate(({ BrowserWindow }, more) => {
        const [window] = BrowserWindow.getAllWindows();
        const [now = 0, height = 0] = window?.getSize() ?? [];
        window?.setSize(now + more, height);
      }, by);
      await page.waitForFunction((before) => window.innerWidth !== before, width);
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    }
  });
  say(`${what}: longest task`, ms((await strain(page)).longestTask));
  sayTasks(what, tasks);
}

async function scrolling(page: Page, what: string): Promise<void> {
  await reset(page);
  const { result: frames, tasks } = await watchTasks(page, what, () => scrollOver(page));
  say(`${what}: median frame`, ms(frames[Math.floor(frames.length / 2)] ?? 0));
  say(`${what}: 95 % of frames`, ms(frames[Math.floor(frames.length * 0.95)] ?? 0));
  sayTasks(what, tasks);
  const worst = `longest task ${(await strain(page)).longestTask.toFixed(0)} ms`;
  say(`${what}: worst frame`, ms(frames.at(-1) ?? 0), worst);
}

/** The window is loaded anew, which takes the same path as opening a session; then somebody looks for the first block. */
async function reopened(page: Page, what: string, empty: number): Promise<void> {
  const began = performance.now();
  await page.reload();
  await expect(page.getByText("after 999", { exact: true }).last()).toBeVisible({ timeout: 120_000 });
  say(`${what}, window loaded anew: until the newest is shown`, ms(performance.now() - began));
  await watchWindow(page);
  say(`${what}, window loaded anew: heap`, mb((await heapBytes(page)) - empty));
  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+F");
  await page.getByRole("button", { name: "Regular expression" }).click();
  await reset(page);
  const asked = performance.now();
  const { tasks } = await watchTasks(page, "finding the first", async () => {
    await page.getByRole("textbox", { name: "Find", exact: true }).fill("^0 [+] 1$");
    const found = page.getByRole("status", { name: "Found" });
    await expect(found).toHaveText("1 of 1", { timeout: 300_000 });
    say(`${what}: found in all of the log`, ms(performance.now() - asked));
    const first = page.getByRole("article", { name: "In [2]:", exact: true });
    await expect(first).toBeVisible({ timeout: 600_000 });
  });
  const longest = `longest task ${(await strain(page)).longestTask.toFixed(0)} ms`;
  say(`${what}: until the first is shown`, ms(performance.now() - asked), longest);
  sayTasks("finding the first", tasks);
  await page.keyboard.press("Escape");
  say(`${what}, all fetched again: heap`, mb((await heapBytes(page)) - empty));
  await scrolling(page, "scrolling over all of it again");
}

run(() =>
  withWindow(async (tandem) => {
    const { page } = tandem;
    const what = `${BLOCKS.toLocaleString("en")} blocks`;
    say("the machine's load", load());
    const empty = await heapBytes(page);
    const watched = Math.min(WATCHED, Math.floor(BLOCKS / 2));
    await filled(tandem, `the first ${watched}`, 0, watched);
    const middle = BLOCKS - 2 * watched;
    if (middle > 0) await askedByAnother(tandem, watched, middle);
    await shownUpTo(page, BLOCKS - watched);
    await filled(tandem, `the last ${watched} of ${what}`, BLOCKS - watched, watched);
    say(`${what}: heap above the empty shell's`, mb((await heapBytes(page)) - empty));
    await idle(tandem);

    await reset(page);
    const later = await watchTasks(page, "a request after them", async () => {
      await enter(tandem, "for i in range(1000): print('after', i, flush=True)");
      await expect(page.getByText("after 999", { exact: true }).last()).toBeVisible({ timeout: 60_000 });
    });
    const after = await strain(page);
    say("a thousand lines after them: longest task", ms(after.longestTask));
    sayTasks("a thousand lines after them", later.tasks);
    await resized(tandem, `${what}, another width`);
    await scrolling(page, "scrolling over them");
    say(`${what}: heap after scrolling`, mb((await heapBytes(page)) - empty));
    await reopened(page, what, empty);
  }),
);
