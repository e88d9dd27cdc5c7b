/**
 * A notebook of 900 cells with results, 20 MB of them: scrolling over all of it with the results shown, and a key until it is
 * painted, in turns with the same text without results. docs/SPEED.md has the figures.
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright";
import { expect, type Tandem } from "../e2e/app";
import { run, withWindow } from "./probe/bench-window";
import { load, ms, say, sayAim } from "./probe/report";
import { paintedWithin, sayTyped, type Typed, typeIn } from "./probe/typing";

const CELLS = 900;
const ROUNDS = 3;
/** Of each cell's picture, so that the file has 20 MB. */
const PICTURE_CHARS = 20_000;
const SCROLL_STEPS = 300;
/** Within which 95 % of the keys are to be painted with results shown; and between two pictures at the full rate, in ms. */
const KEY_AIM_MS = 32;
const FRAME_AIM_MS = 17;

/** A PNG of 40 × 30 pixels, as large as wanted by a chunk that nobody reads. */
const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAACgAAAAeCAIAAADRv8uKAAAAKklEQVR4nO3NMQEAAAjDsIF/z+ACvlQEVpPc5qFd7w+CZVmWZVmWZVmWZV1Y5RABO8YcEYgAAAAASUVORK5CYII=";

function cellOf(at: number): object {
  const source = [`# Step ${at}\n`, `value_${at} = step(${at})\n`, `print("step", ${at})\n`, "value"];
  const printed = Array.from({ length: 6 }, (_, line) => `step ${at}, line ${line}: ${"x".repeat(60)}\n`);
  const rows = Array.from({ length: 5 }, (_, row) => `<tr><th>${row}</th><td>${at}</td><td>a</td></tr>`);
  const outputs: object[] = [{ output_type: "stream", name: "stdout", text: printed }];
  if (at % 3 === 0)
    outputs.push({
      output_type: "execute_result",
      execution_count: at,
      data: {
        "text/html": `<table border="1" class="dataframe"><tbody>${rows.join("")}</tbody></table>`,
        "text/plain": "a table",
      },
      metadata: {},
    });
  if (at % 3 === 1)
    outputs.push({
      output_type: "display_data",
      data: { "image/png": PNG, "text/plain": "<Figure>" },
      metadata: { padding: "A".repeat(PICTURE_CHARS * 3) },
    });
  return { cell_type: "code", id: `c${at}`, execution_count: at, metadata: {}, outputs, source };
}

function notebook(hasOutputs: boolean): string {
  const cells = Array.from({ length: CELLS }, (_, at) => {
    const cell = cellOf(at);
    return hasOutputs ? cell : { ...cell, outputs: [], execution_count: null };
  });
  const kernelspec = { display_name: "Python 3", language: "python", name: "python3" };
  return `${JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

async function open(tandem: Tandem, name: string): Promise<void> {
  const { page } = tandem;
  const from = performance.now();
  await tandem.answerOpenDialog(name);
  await page.keyboard.press("Control+o");
  await expect(tandem.fileTab(name)).toBeVisible();
  await expect(page.getByRole("group", { name: "Cell 1, code" })).toBeVisible();
  say(`${name}: opened`, ms(performance.now() - from));
}

/** Scrolls by the wheel's steps over all of it; the times between pictures, sorted, in ms. */
async function scrolled(page: Page): Promise<readonly number[]> {
  return page.evaluate(async (steps) => {
    const host = document.querySelector(
      ".editor-host:not([hidden]) .monaco-scrollable-element",
    ) as HTMLElement;
    const times: number[] = [];
    let before = performance.now();
    for (let step = 0; step < steps; step++) {
      const up = step >= steps / 2;
      host.dispatchEvent(
        new WheelEvent("wheel", { deltaY: up ? -400 : 400, bubbles: true, cancelable: true }),
      );
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      times.push(now - before);
      before = now;
    }
    return times.sort((a, b) => a - b);
  }, SCROLL_STEPS);
}

function sayFrames(what: string, frames: readonly number[], aim?: number): void {
  const at = (share: number) => frames[Math.floor(share * (frames.length - 1))] ?? 0;
  say(
    `${what}: between pictures, median, 95 %, worst`,
    [0.5, 0.95, 1].map((share) => ms(at(share))).join(""),
  );
  if (aim !== undefined) sayAim(`${what}: median`, at(0.5), aim);
}

/** Types in a cell in the middle. */
async function typed(tandem: Tandem, name: string): Promise<Typed> {
  const { page, electron } = tandem;
  await tandem.fileTab(name).click();
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+g");
  await page.keyboard.type(String(CELLS * 3));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  return typeIn(page, electron.process().pid as number, name);
}

run(async () => {
  console.log(`load ${load()}\n`);
  await withWindow(async (tandem) => {
    for (const [name, has] of [
      ["plain.ipynb", false],
      ["results.ipynb", true],
    ] as const) {
      const text = notebook(has);
      say(`${name}: its size`, `${(text.length / 1e6).toFixed(1).padStart(7)} MB`);
      await writeFile(path.join(tandem.folder, name), text);
      await open(tandem, name);
      await tandem.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
      sayFrames(`${name}: scrolling`, await scrolled(tandem.page), has ? FRAME_AIM_MS : undefined);
    }
    const plain: Typed[] = [];
    const results: Typed[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      plain.push(await typed(tandem, "plain.ipynb"));
      results.push(await typed(tandem, "results.ipynb"));
    }
    sayTyped("a key without results", plain);
    sayTyped("a key with results", results);
    sayAim("a key with results: 95 %", paintedWithin(results, 0.95), KEY_AIM_MS);
  });
  console.log(`\nload ${load()}`);
});
