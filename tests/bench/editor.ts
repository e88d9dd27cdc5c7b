/**
 * The editor on a Python file of 13,500 lines with 900 cells, the language server and the outline on: a key until it is
 * painted, alone and while the kernel floods, the first completion, the server's memory. TANDEM_BENCH_BEFORE names the
 * folder of an older build: then both windows are started in turns until their first paint. docs/SPEED.md has the figures.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright";
import { expect, type Tandem } from "../e2e/app";
import { enter, idle } from "../e2e/shells";
import { run, withWindow } from "./probe/bench-window";
import { load, mb, ms, say, sayTasks } from "./probe/report";
import { reset, strain } from "./probe/window-probe";
import { firstPaints } from "./probe/window-start";
import { watchTasks } from "./probe/window-tasks";

const CELLS = 900;
const KEYS = 160;
/** Between two keys, in ms: a quick typist. */
const PACE_MS = 60;
const STARTS = 5;

/** Fifteen lines. */
const cell = (n: number) => `# %% Step ${n}
def step_${n}(values: list[float], factor: float = ${n}.5) -> float:
    """What step ${n} makes of its values."""
    total = 0.0
    for value in values:
        if value > ${n}:
            total += value * factor
    return total


class Result_${n}:
    size = ${n}

result_${n} = step_${n}([${n}, ${n + 1}, ${n + 2}], math.sqrt(${n}))

`;
const TEXT = Array.from({ length: CELLS }, (_, n) => cell(n))
  .join("")
  .replace("# %% Step 0", "# %% Step 0\nimport math");

const serversOf = async (tandem: Tandem) =>
  (await tandem.processes()).filter((line) => line.includes("language-servers/python"));

/** What the server takes of the memory, in bytes. */
async function serverMemory(tandem: Tandem): Promise<number> {
  const pid = Number.parseInt((await serversOf(tandem))[0] ?? "", 10);
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
}

/** Types statements as a person does, tells how long each key took to be painted; answers the window's ms of processor a key. */
async function typing(tandem: Tandem, what: string): Promise<number> {
  const { page } = tandem;
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+g");
  await page.keyboard.type("6761");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  const text = "sum_of = step_7([1, 2], math.pi) + len(values)\n";
  await reset(page);
  const { tasks } = await watchTasks(page, what, async () => {
    for (let i = 0; i < KEYS; i++) {
      const from = performance.now();
      const key = text[i % text.length] as string;
      // A list that is open takes Return.
      if (key === "\n") await page.keyboard.press("Escape");
      await page.keyboard.press(key === "\n" ? "Enter" : key);
      await page.waitForTimeout(Math.max(0, PACE_MS - (performance.now() - from)));
    }
  });
  const { keys, longestTask } = await strain(page);
  const all = [...keys, ...Array<number>(Math.max(0, KEYS - keys.length)).fill(8)].sort((a, b) => a - b);
  const at = (share: number) => all[Math.floor(share * (all.length - 1))] ?? 0;
  say(`${what}: median`, ms(at(0.5)), `${KEYS} keys`);
  say(`${what}: 95 %`, ms(at(0.95)));
  say(`${what}: worst`, ms(at(1)), `longest task ${longestTask.toFixed(0)} ms`);
  sayTasks(what, tasks);
  return tasks.total / KEYS;
}

/** Types a dot behind a module's name; answers the ms until the list shows what is in it. */
async function completion(page: Page, before: string, shown: string): Promise<number> {
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText(before);
  await page.evaluate((wanted) => {
    const probe = window as unknown as { listed: Promise<number> };
    probe.listed = new Promise((resolve) => {
      let pressed = 0;
      addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true, once: true });
      const look = () => {
        const list = document.querySelector(".suggest-widget.visible");
        if (pressed > 0 && list?.textContent?.includes(wanted)) resolve(performance.now() - pressed);
        else requestAnimationFrame(look);
      };
      look();
    });
  }, shown);
  await page.keyboard.press(".");
  const took = await page.evaluate(() => (window as unknown as { listed: Promise<number> }).listed);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.press("Delete");
  return took;
}

async function editor(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  say("servers while no Python file is open", String((await serversOf(tandem)).length));
  await writeFile(path.join(tandem.folder, "long.py"), TEXT);
  const from = performance.now();
  await tandem.answerOpenDialog("long.py");
  await page.keyboard.press("Control+o");
  await expect(tandem.fileTab("long.py")).toBeVisible();
  await page.getByRole("tab", { name: "Source structure" }).click();
  const outlined = page.locator("[role=option], [role=treeitem]").filter({ hasText: "Step 3" });
  await expect(outlined.first()).toBeVisible({ timeout: 60_000 });
  say("file opened, its outline shown", ms(performance.now() - from));
  // It stands when it says what is wrong: the list of problems knows a name that is not there.
  await tandem.editor("long.py").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("nothing_has_this_name\n");
  await expect(page.getByRole("button", { name: /^\d+ errors?/ })).toBeVisible({ timeout: 120_000 });
  say("file opened, its problems known", ms(performance.now() - from));
  const times: number[] = [];
  for (const name of ["math", "math", "math", "math", "math"])
    times.push(await completion(page, name, "acos"));
  say(
    "first completion",
    ms(times[0] ?? 0),
    `then ${times
      .slice(1)
      .map((time) => time.toFixed(0))
      .join(", ")} ms`,
  );
  const alone = await typing(tandem, "a key, alone");
  await enter(tandem, 'for i in range(3_000_000): print("typed meanwhile", i)\nprint("typing ends")');
  const flooded = await typing(tandem, "a key while the kernel floods");
  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+i");
  await idle(tandem);
  say("memory of the server", mb(await serverMemory(tandem)));
  await tandem.fileTab("long.py").click();
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+w");
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await expect.poll(() => serversOf(tandem)).toEqual([]);
  say("servers after the file was closed", "0");
  // What a key costs where nothing is known of the text: the rest is what knowing the code costs.
  await writeFile(path.join(tandem.folder, "plain.txt"), "\n".repeat(CELLS * 15));
  await tandem.answerOpenDialog("plain.txt");
  await page.keyboard.press("Control+o");
  await expect(tandem.fileTab("plain.txt")).toBeVisible();
  const plain = await typing(tandem, "a key in plain text");
  say(
    "processor a key, in times of plain text's",
    (alone / plain).toFixed(2),
    `${(flooded / plain).toFixed(2)} flooded`,
  );
}

run(async () => {
  console.log(`load ${load()}\n`);
  await withWindow(editor);
  const before = process.env.TANDEM_BENCH_BEFORE;
  if (before) {
    const [now, then] = await firstPaints([path.resolve(__dirname, "../.."), before], STARTS);
    say(
      "first paint, from the start of the program",
      ms(now ?? 0),
      `before ${(then ?? 0).toFixed(0)} ms, medians of ${STARTS}`,
    );
  }
  console.log(`\nload ${load()}`);
});
