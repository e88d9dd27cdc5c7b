/** How long the window stood still: its long tasks, without the time in which the machine had no processor for it. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright/test";
import type { Tandem } from "../e2e/app";

/** A task of the window: in ms, and what ran in it, as far as the browser tells. */
interface Task {
  readonly duration: number;
  readonly words: string;
}

interface Watched {
  trialTasks?: Task[];
}

/** Begins to note long tasks in the page and in those that follow it. */
export async function watchTasks(page: Page): Promise<void> {
  await page.addInitScript(note);
  await page.evaluate(note);
}

function note(): void {
  const watched = window as unknown as Watched;
  if (watched.trialTasks || window.top !== window) return;
  const tasks: Task[] = [];
  watched.trialTasks = tasks;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push({ duration, words: "" });
  }).observe({ type: "longtask" });
  interface Script {
    readonly duration: number;
    readonly invoker: string;
    readonly sourceFunctionName: string;
    readonly sourceCharPosition: number;
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { scripts, blockingDuration } = entry as unknown as {
        scripts: Script[];
        blockingDuration: number;
      };
      const words = [...scripts]
        .sort((a, b) => b.duration - a.duration)
        .slice(0, 3)
        .map(
          (script) =>
            `${script.duration} ms ${script.invoker} ${script.sourceFunctionName}:${script.sourceCharPosition}`,
        );
      tasks.push({ duration: blockingDuration, words: words.join(", ") });
    }
  }).observe({ type: "long-animation-frame" });
}

/** What the window's main thread had of the machine so far, in ms. */
interface Share {
  readonly ran: number;
  readonly waited: number;
}

/** How long the window stood still, in ms, and what ran. */
export interface Standstill {
  readonly ms: number;
  readonly words: string;
}

/** One stretch of time in which the window is watched. */
export class Stretch {
  private constructor(
    private readonly page: Page,
    private readonly pid: number,
    private readonly before: Share,
  ) {}

  static async begin(tandem: Tandem): Promise<Stretch> {
    const { page } = tandem;
    const pid = await tandem.electron.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    );
    await takeTasks(page);
    return new Stretch(page, pid, await shareOf(pid));
  }

  /**
   * The longest that it stood still by its own doing; 0 when no task was long. A busy machine makes every task long:
   * what the thread waited for a processor is not counted, nor more than it had of one.
   */
  async end(): Promise<Standstill> {
    const tasks = await takeTasks(this.page);
    const { ran, waited } = await shareOf(this.pid);
    const most = Math.max(0, ...tasks.map(({ duration }) => duration));
    const ms = Math.max(0, Math.min(most - (waited - this.before.waited), ran - this.before.ran));
    const words =
      tasks.filter((task) => task.words !== "").sort((a, b) => b.duration - a.duration)[0]?.words ?? "";
    return { ms, words: `${ms.toFixed(0)} ms (${words})` };
  }
}

async function takeTasks(page: Page): Promise<Task[]> {
  return page.evaluate(() => (window as unknown as Watched).trialTasks?.splice(0) ?? []);
}

/** Linux tells it; elsewhere all that a task took is its own. */
async function shareOf(pid: number): Promise<Share> {
  const text = await readFile(`/proc/${pid}/task/${pid}/schedstat`, "utf8").catch(() => undefined);
  if (text === undefined) return { ran: performance.now(), waited: 0 };
  const [ran, waited] = text.split(" ").map(Number) as [number, number];
  return { ran: ran / 1e6, waited: waited / 1e6 };
}
