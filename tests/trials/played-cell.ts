/** One cell in the real window: pasted into the shell's input, run, and its block copied as a person copies it. */
import type { Tandem } from "../e2e/app";
import { until } from "../process/until";
import { type Standstill, Stretch } from "./frozen";

/** What came of a cell. */
export interface Played {
  /** The code that ran, as the block has it. */
  readonly code: string;
  /** All outputs, as "Copy both" gives them. */
  readonly text: string;
  /** How its request ended: "ok", "error", … */
  readonly state: string;
  /** Whether there is text, the block's end is in view, and nothing of it is drawn. */
  readonly blank: boolean;
  /** The longest that the window stood still. */
  readonly standstill: Standstill;
  /** From the key to the end of the request, in ms. */
  readonly tookMs: number;
}

/** A cell ends within so many ms, or the trial fails. */
const CELL_MS = 90_000;

/**
 * Runs a cell in the shell that has the keyboard.
 * @throws Error when it does not end
 */
export async function playCell(tandem: Tandem, paste: string): Promise<Played> {
  const { page } = tandem;
  const before = (await lastBlock(tandem)).seq;
  await tandem.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), paste);
  await page.keyboard.press("Control+0");
  const stretch = await Stretch.begin(tandem);
  const started = performance.now();
  await page.keyboard.press("Control+V");
  await page.keyboard.press("Control+Enter");
  const ended = async () => {
    const { seq, state } = await lastBlock(tandem);
    return seq > before && state !== "queued" && state !== "running" && state;
  };
  const state = await until("the cell's end", ended, CELL_MS);
  const tookMs = performance.now() - started;
  await drawn(tandem);
  const standstill = await stretch.end();
  return { ...(await copyBlock(tandem)), state, standstill, tookMs };
}

/** The last block of the shell in front, read anew: what a kernel prints after its reply comes late. */
export async function copyBlock(tandem: Tandem): Promise<Pick<Played, "code" | "text" | "blank">> {
  const rows = await tandem.page.evaluate(() => {
    const article = [
      ...document.querySelectorAll<HTMLElement>('[role="log"] article[data-kind="request"]'),
    ].at(-1);
    const pieces = [...(article?.querySelectorAll<HTMLElement>('.piece:not([data-role="code"])') ?? [])];
    return pieces.map(
      (piece) => piece.innerText + (piece.querySelector("img, iframe, svg, table") ? "#" : ""),
    );
  });
  const { both, whole } = await copied(tandem);
  if (!whole) return { code: both, text: "", blank: false };
  const prompt = /^In \[[^\]]*\]: /.exec(both)?.[0] ?? "";
  const further = `${"...:".padStart(prompt.length - 1)} `;
  const lines = both.slice(prompt.length).split("\n");
  const end = lines.findIndex((line, i) => i > 0 && !line.startsWith(further));
  const codeLines = end < 0 ? lines : lines.slice(0, end);
  const text = end < 0 ? "" : lines.slice(end).join("\n");
  return {
    code: codeLines.map((line, i) => (i === 0 ? line : line.slice(further.length))).join("\n"),
    text,
    blank: text.trim() !== "" && rows.join("").trim() === "",
  };
}

/** "Copy both" of the last block's menu, or "Copy input" where it has no output. */
async function copied(tandem: Tandem): Promise<{ both: string; whole: boolean }> {
  await tandem.electron.evaluate(({ clipboard }) => clipboard.clear());
  await tandem.page.evaluate(() => {
    const article = [...document.querySelectorAll('[role="log"] article[data-kind="request"]')].at(-1);
    article?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
  });
  const item = (name: string) => tandem.page.getByRole("menuitem", { name, exact: true });
  await item("Copy input").waitFor();
  const whole = (await item("Copy both").count()) > 0;
  await item(whole ? "Copy both" : "Copy input").click();
  const both = await until("the block on the clipboard", async () => {
    const text = await tandem.electron.evaluate(({ clipboard }) => clipboard.readText());
    return text !== "" && text;
  });
  return { both, whole };
}

/** The last request's block in the shell in front. */
function lastBlock(tandem: Tandem): Promise<{ seq: number; state: string }> {
  return tandem.page.evaluate(() => {
    const logs = [...document.querySelectorAll<HTMLElement>('[role="log"]')];
    const log = logs.find((each) => each.checkVisibility({ visibilityProperty: true }));
    const last = [...(log?.querySelectorAll<HTMLElement>('article[data-kind="request"]') ?? [])].at(-1);
    return { seq: Number(last?.dataset.seq ?? 0), state: last?.dataset.state ?? "" };
  });
}

/** Waits until what came was drawn: two frames. */
async function drawn(tandem: Tandem): Promise<void> {
  await tandem.page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}
