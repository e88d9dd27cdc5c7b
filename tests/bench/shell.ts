/**
 * The shell under load, in the real window: floods of output, typing meanwhile, scrolling, memory. The peer is the bare
 * interpreter printing the same to a pipe, in the same run.
 */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Page } from "playwright";
import { expect, Tandem } from "../e2e/app";
import { enter, idle, STARTS } from "../e2e/shells";
import { heapBytes, reset, strain, untilPainted, watchWindow } from "./probe/window-probe";

const MILLION = "for i in range(1_000_000): print(i)";
const COLOURED = 'for i in range(20_000): print(f"\\x1b[3{i % 8}mline \\x1b[1m{i}\\x1b[0m", flush=True)';

const ms = (value: number) => `${value.toFixed(0).padStart(7)} ms`;
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1).padStart(7)} MB`;
function say(what: string, figure: string, more = ""): void {
  console.log(`${what.padEnd(52)} ${figure}${more === "" ? "" : `   ${more}`}`);
}

/** How long the bare interpreter takes to print to a pipe, its own start taken off, in ms. */
async function barePrints(code: string): Promise<number> {
  const run = async (program: string) => {
    const from = performance.now();
    const child = spawn(process.env.TANDEM_TEST_PYTHON ?? "python3", ["-c", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.stdout.resume();
    await new Promise((resolve) => child.once("close", resolve));
    return performance.now() - from;
  };
  const start = await run("pass");
  return (await run(code)) - start;
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
  const painted = await untilPainted(page, last);
  await idle(tandem);
  const { longestTask, longTasks } = await strain(page);
  const own = await kernelTook(tandem);
  const bare = peer === null ? "" : `, the bare interpreter's ${peer.toFixed(0)} ms`;
  const ratio = `${(painted / own).toFixed(2)} times the kernel's own ${own.toFixed(0)} ms${bare}`;
  say(`${what}: Return to last line painted`, ms(painted), ratio);
  say(`${what}: longest task`, ms(longestTask), `${longTasks} tasks over 50 ms`);
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
  const frames = await page.evaluate(async () => {
    const scroller = document.querySelector(".shell:not([hidden]) .shell-scroller") as HTMLElement;
    const steps = 120;
    const times: number[] = [];
    let before = performance.now();
    for (let i = 0; i <= steps; i++) {
      scroller.scrollTop = (scroller.scrollHeight * (steps - i)) / steps;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      times.push(now - before);
      before = now;
    }
    scroller.scrollTop = scroller.scrollHeight;
    return times.sort((a, b) => a - b);
  });
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
  say("find over everything, the first time", ms(await find("999998", /^\d+ of 1$/)));
  say("find over everything, again", ms(await find("meanwhile 59999", /^\d+ of 11$/)));
  await page.keyboard.press("Escape");
  await tandem.electron.evaluate(({ clipboard }) => clipboard.clear());
  const from = performance.now();
  await tandem.command("Copy all output");
  let chars = 0;
  while (chars === 0)
    chars = await tandem.electron.evaluate(async ({ clipboard }) => (await clipboard.readText()).length);
  say("copy all output", ms(performance.now() - from), `${(chars / 1e6).toFixed(1)} million characters`);
  say("find and copy: longest task", ms((await strain(page)).longestTask));
}

async function main(): Promise<void> {
  const root = await mkdtemp(path.join(os.tmpdir(), "tandem-bench-"));
  const [folder, profile, home] = ["work", "profile", "home"].map((name) => path.join(root, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([folder, home].map((each) => mkdir(each)));
  const tandem = new Tandem(folder, profile, home);
  try {
    const million = await barePrints(MILLION);
    const page = await tandem.start({ settings: STARTS });
    await idle(tandem);
    await watchWindow(page);
    await enter(tandem, "1");
    await idle(tandem);
    const empty = await heapBytes(page);
    say("window, empty shell: heap", mb(empty));
    await flood(tandem, "a million prints", MILLION, "999999", million);
    say("a million prints: heap above the empty shell's", mb((await heapBytes(page)) - empty));
    await flood(tandem, "20,000 flushed coloured lines", COLOURED, "line 19999", null);
    await typing(tandem);
    await idle(tandem);
    await scrolling(page);
    await findAndCopy(tandem);
    say("in the end: heap above the empty shell's", mb((await heapBytes(page)) - empty));
  } finally {
    await tandem.end().finally(() => tandem.clear());
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
