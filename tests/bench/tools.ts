/**
 * The tools with much in them, in the real window: a gallery of a thousand figures, a history of 500,000 inputs, a folder of
 * 100,000 files, and the logger while a kernel sends 20,000 messages.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Tandem } from "../e2e/app";
import { enter, idle } from "../e2e/shells";
import { run, withWindow } from "./probe/bench-window";
import { load, sayTasks } from "./probe/report";
import { report, type Took, untilChanged, untilSeen } from "./probe/sought";
import { watchTasks } from "./probe/window-tasks";

const FIGURES = 1_000;
const INPUTS = Number(process.env.TANDEM_BENCH_INPUTS ?? 500_000);
const FILES = 100_000;
const MESSAGES = 20_000;
const ROUNDS = 5;

async function gallery(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  await enter(
    tandem,
    `import struct, zlib
from IPython.display import display
class Plain:
    def __init__(self, grey): self.grey = grey
    def _repr_png_(self):
        part = lambda name, data: struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        rows = b"".join(b"\\0" + bytes((self.grey * x * y) % 256 for x in range(640)) for y in range(48))
        return b"\\x89PNG\\r\\n\\x1a\\n" + part(b"IHDR", struct.pack(">IIBBBBB", 640, 48, 8, 0, 0, 0, 0)) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
for grey in range(${FIGURES}): display(Plain(grey % 250))
print("all", "drawn")`,
  );
  await expect(page.getByText("all drawn", { exact: true })).toBeVisible({ timeout: 300_000 });
  await idle(tandem);
  const times: Took[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(await untilSeen(tandem, ".plots-thumbnail img", () => page.keyboard.press("Control+Shift+8")));
    await expect(page.getByText(/^1,000 figures$/)).toBeVisible();
    await page.getByRole("tab", { name: "Plots", exact: true }).press("Delete");
  }
  report(`a gallery of ${FIGURES} figures: the first time`, times.slice(0, 1));
  report(`a gallery of ${FIGURES} figures: again`, times.slice(1));
}

async function history(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  await page.keyboard.press("Control+Shift+H");
  const tool = page.getByRole("region", { name: "History" });
  await expect(tool.getByRole("listbox", { name: "Inputs" }).getByRole("option").first()).toBeVisible({
    timeout: 120_000,
  });
  const field = tool.getByRole("searchbox", { name: "Filter the history" });
  await field.focus();
  const times: Took[] = [];
  // Each key leaves fewer.
  for (const key of "17423")
    times.push(await untilChanged(tandem, ".tool-said", () => page.keyboard.press(key)));
  report(`a history of ${INPUTS} inputs: a key of the filter`, times);
  await field.fill("");
  await page.getByRole("tab", { name: "History", exact: true }).press("Delete");
}

async function folder(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  const many = path.join(tandem.folder, "many");
  await mkdir(many);
  for (let at = 0; at < FILES; at += 1_000)
    await Promise.all(
      Array.from({ length: 1_000 }, (_, next) =>
        writeFile(path.join(many, `night-${String(at + next).padStart(6, "0")}.csv`), ""),
      ),
    );
  await tandem.answerOpenDialog(".");
  await tandem.command("Open folder…");
  const row = page.getByRole("treeitem", { name: "many", exact: true });
  const times: Took[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(await untilSeen(tandem, '.file-row[aria-level="2"]', () => row.click()));
    await row.click();
    await expect(page.locator('.file-row[aria-level="2"]')).toHaveCount(0);
  }
  report(`a folder of ${FILES} files`, times);
}

async function logger(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  await page.keyboard.press("Control+Shift+L");
  const send =
    "k.session.send(k.iopub_socket, 'stream', {'name': 'stdout', 'text': f'{i}\\n'}, parent=k.get_parent())";
  // What is typed is no part of the flood.
  await page.keyboard.press("Control+0");
  await expect(page.getByRole("textbox", { name: "Shell input" })).toBeFocused();
  await page.keyboard.insertText(
    `k = get_ipython().kernel\nfor i in range(${MESSAGES}):\n    ${send}\n\nprint('all', 'told')`,
  );
  await expect(page.locator(".shell .view-lines").last()).toContainText("told");
  const { tasks } = await watchTasks(page, "logger", async () => {
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText("all told", { exact: true })).toBeVisible({ timeout: 120_000 });
    await idle(tandem);
  });
  sayTasks(`the logger on, ${MESSAGES} messages`, tasks);
}

/** A history as years of work have left it, with lines that cannot be read. */
async function writeHistory(profile: string): Promise<void> {
  const lines = Array.from({ length: INPUTS }, (_, at) =>
    at % 1_000 === 999
      ? "{ broken"
      : JSON.stringify({
          code: `night_${at % 60} = load("run-${at}.fits")\nflux_${at % 97} = night_${at % 60}["flux"].mean()`,
          session: `s${at % 300}`,
          outcome: at % 9 === 0 ? "error" : "ok",
          time: 1_700_000_000_000 + at * 60_000,
        }),
  );
  await mkdir(path.join(profile, "history"), { recursive: true });
  await writeFile(path.join(profile, "history", "python.jsonl"), `${lines.join("\n")}\n`);
}

async function main(): Promise<void> {
  console.log(`load ${load()}`);
  await withWindow(async (tandem) => {
    await gallery(tandem);
    await writeHistory(tandem.profile);
    await history(tandem);
    await folder(tandem);
    await logger(tandem);
  });
  console.log(`load ${load()}`);
}

run(main);
