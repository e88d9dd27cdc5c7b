/**
 * The shell under load, in the real window: floods of output, typing meanwhile, scrolling, memory. The peer is the bare
 * interpreter printing the same to a pipe, in the same run.
 */
import { spawn } from "node:child_process";
import { stat } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright";
import { expect, type Tandem } from "../e2e/app";
import { enter, idle } from "../e2e/shells";
import { run, withWindow } from "./probe/bench-window";
import { load, mb, ms, say, sayTasks } from "./probe/report";
import { heapBytes, reset, scrollOver, strain, untilPainted } from "./probe/window-probe";
import { type WindowTasks, watchTasks } from "./probe/window-tasks";

const MILLION = "for i in range(1_000_000): print(i)";
const coloured = (lines: number, more: string) =>
  `for i in range(${lines}): print(f"\\x1b[3{i % 8}mline \\x1b[1m{i}\\x1b[0m"${more})`;
const FLUSHED = coloured(20_000, ", flush=True");
const COLOURED = coloured(200_000, "");

/** How long the bare interpreter takes to print to a pipe, its own start taken off, in ms. */
async function barePrints(code: string): Promise<number> {
  const took = async (program: string) => {
    const from = performance.now();
    const child = spawn(process.env.TANDEM_TEST_PYTHON ?? "python3", ["-c", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.stdout.resume();
    await new Promise((resolve) => child.once("close", resolve));
    return performance.now() - from;
  };
  const start = await took("pass");
  return (await took(code)) - start;
}

/** What the last flood took within the kernel, in ms. */
async function kernelTook(tandem: Tandem): Promise<number> {
  const mark = `took ${Math.random().toString(36).slice(2)}`;
  await enter(tandem, `print("${mark}", round(took * 1000))`);
  const line = tandem.page.locator(".line", { hasText: new RegExp(`^${mark} \\d+$`) }).last();
  const text = (await line.textContent({ timeout: 60_000 })) ?? "";
  return Number(text.split(" ").at(-1));
}

async function flood(
  tandem: Tandem,
  what: string,
  code: string,
  last: string,
  peer: number | null,
): Promise<void> {
  const { page } = tandem;
  await reset(page);
  await enter(
    tandem,
    `import time; began = time.perf_counter()\n${code}\ntook = time.perf_counter() - began`,
  );
  const { result: painted, tasks } = await watchTasks(page, what, async () => {
    const time = await untilPainted(page, last);
    await idle(tandem);
    return time;
  });
  const { longestTask, longTasks } = await strain(page);
  const own = await kernelTook(tandem);
  const bare = peer === null ? "" : `, the bare interpreter's ${peer.toFixed(0)} ms`;
  const ratio = `${(painted / own).toFixed(2)} times the kernel's own ${own.toFixed(0)} ms${bare}`;
  say(`${what}: Return to last line painted`, ms(painted), ratio);
  say(`${what}: longest task`, ms(longestTask), `${longTasks} tasks over 50 ms`);
  sayTasks(what, tasks);
}

async function typing(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  await enter(tandem, 'for i in range(600_000): print("typed meanwhile", i)\nprint("typing ends")');
  const painted = untilPainted(page, "typing ends");
  await reset(page);
  let ended = false;
  void painted.then(() => {
    ended = true;
  });
  let typed = 0;
  while (!ended) {
    await page.keyboard.press("x");
    typed += 1;
  }
  const { keys, longestTask } = await strain(page);
  const all = [...keys, ...Array<number>(Math.max(0, typed - keys.length)).fill(8)].sort((a, b) => a - b);
  const at = (share: number) => all[Math.floor(share * (all.length - 1))] ?? 0;
  say("a key during a flood: median", ms(at(0.5)), `${typed} keys`);
  say("a key during a flood: 95 %", ms(at(0.95)));
  say("a key during a flood: worst", ms(at(1)), `longest task ${longestTask.toFixed(0)} ms`);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
}

async function scrolling(page: Page): Promise<void> {
  await reset(page);
  const frames = await scrollOver(page);
  const { longestTask } = await strain(page);
  say("scrolling over everything: median frame", ms(frames[Math.floor(frames.length / 2)] ?? 0));
  say(
    "scrolling over everything: worst frame",
    ms(frames.at(-1) ?? 0),
    `longest task ${longestTask.toFixed(0)} ms`,
  );
}

async function findAndCopy(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  await reset(page);
  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+F");
  const find = async (text: string, expected: RegExp) => {
    const from = performance.now();
    await page.getByRole("textbox", { name: "Find", exact: true }).fill(text);
    const found = page.getByRole("status", { name: "Found" });
    await expect(found).toHaveText(expected, { timeout: 120_000 });
    return performance.now() - from;
  };
  const finding = await watchTasks(page, "find", async () => {
    say("find over everything, the first time", ms(await find("999998", /^\d+ of 1$/)));
    say("find over everything, again", ms(await find("meanwhile 59999", /^\d+ of 11$/)));
  });
  await sayStrain(page, "find", finding.tasks);
  await page.keyboard.press("Escape");
  await tandem.electron.evaluate(({ clipboard }) => clipboard.clear());
  const copied = await watchTasks(page, "copy", async () => {
    const from = performance.now();
    await tandem.command("Copy all output");
    let chars = 0;
    while (chars === 0)
      chars = await tandem.electron.evaluate(async ({ clipboard }) => (await clipboard.readText()).length);
    say("copy all output", ms(performance.now() - from), `${(chars / 1e6).toFixed(1)} million characters`);
  });
  await sayStrain(page, "copy", copied.tasks);
  for (const format of ["text", "HTML"]) {
    const name = `all.${format}`;
    await tandem.answerSaveDialog(name);
    const { tasks } = await watchTasks(page, `save as ${format}`, async () => {
      const from = performance.now();
      await tandem.command(`Save output as ${format}…`);
      // The file gets its name when it is whole.
      await expect
        .poll(() => fileSize(tandem, name), { timeout: 120_000, intervals: [50] })
        .toBeGreaterThan(0);
      const bytes = await fileSize(tandem, name);
      say(`save as ${format}`, ms(performance.now() - from), `${(bytes / 1e6).toFixed(1)} MB`);
    });
    await sayStrain(page, `save as ${format}`, tasks);
  }
}

async function fileSize(tandem: Tandem, name: string): Promise<number> {
  const file = await stat(path.join(tandem.folder, name)).catch(() => null);
  return file?.size ?? 0;
}

/** Says what held the window up since it was asked last. */
async function sayStrain(page: Page, what: string, tasks: WindowTasks): Promise<void> {
  const { longestTask, longTasks } = await strain(page);
  say(`${what}: longest task`, ms(longestTask), `${longTasks} tasks over 50 ms`);
  sayTasks(what, tasks);
  await reset(page);
}

run(async () => {
  const million = await barePrints(MILLION);
  await withWindow(async (tandem) => {
    const { page } = tandem;
    say("the machine's load", load());
    const empty = await heapBytes(page);
    say("window, empty shell: heap", mb(empty));
    await flood(tandem, "a million prints", MILLION, "999999", million);
    say("a million prints: heap above the empty shell's", mb((await heapBytes(page)) - empty));
    await flood(tandem, "20,000 flushed coloured lines", FLUSHED, "line 19999", null);
    await flood(tandem, "200,000 coloured lines", COLOURED, "line 199999", null);
    await typing(tandem);
    await idle(tandem);
    await scrolling(page);
    await findAndCopy(tandem);
    say("in the end: heap above the empty shell's", mb((await heapBytes(page)) - empty));
  });
});
