/** Types statements as a person does, and tells how long each key took until it was painted, and what it took of the processor. */
import type { Page } from "playwright";
import { ms, say } from "./report";
import { between, type ThreadTimes, threadTimes } from "./thread-times";
import { reset, strain } from "./window-probe";
import { watchTasks } from "./window-tasks";

export const KEYS = 160;
/** Between two keys, in ms: a quick typist. */
const PACE_MS = 60;
const TEXT = "sum_of = step_7([1, 2], math.pi) + len(values)\n";
/** Chromium tells of no event that was painted sooner; it counts as half. In ms. */
const SHORTEST_MS = 16;

export interface Typed {
  /** From each key to the next picture, in ms, sorted; Chromium rounds to 8 ms. */
  readonly keys: readonly number[];
  /** Of the window's main thread, a key: ms of the processor. */
  readonly window: number;
  readonly longestTask: number;
  /** Of all threads, in ms, with what the tracing of the tasks costs. */
  readonly threads: ReadonlyMap<string, number>;
}

/** @param pid the app's process, for the times of its threads */
export async function typeIn(page: Page, pid: number, what: string): Promise<Typed> {
  await reset(page);
  let before: ThreadTimes = new Map();
  const { tasks } = await watchTasks(page, what, async () => {
    before = await threadTimes(pid);
    for (let i = 0; i < KEYS; i++) {
      const from = performance.now();
      const key = TEXT[i % TEXT.length] as string;
      // A list that is open takes Return.
      if (key === "\n") await page.keyboard.press("Escape");
      await page.keyboard.press(key === "\n" ? "Enter" : key);
      await page.waitForTimeout(Math.max(0, PACE_MS - (performance.now() - from)));
    }
  });
  const threads = new Map(between(before, await threadTimes(pid)));
  const { keys } = await strain(page);
  const all = [...keys, ...Array<number>(Math.max(0, KEYS - keys.length)).fill(SHORTEST_MS / 2)];
  return {
    keys: all.sort((a, b) => a - b),
    window: tasks.total / KEYS,
    longestTask: tasks.longest,
    threads,
  };
}

const at = (sorted: readonly number[], share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;

/** ms within which that share of the keys of all rounds was painted. */
export function paintedWithin(rounds: readonly Typed[], share: number): number {
  return at(
    rounds.flatMap(({ keys }) => keys).sort((a, b) => a - b),
    share,
  );
}

/** Puts rounds together and says what came of them. */
export function sayTyped(what: string, rounds: readonly Typed[]): void {
  const keys = rounds.flatMap((round) => round.keys).sort((a, b) => a - b);
  say(`${what}: median, 95 %, worst`, [0.5, 0.95, 1].map((share) => ms(at(keys, share))).join(""));
  say(
    `${what}: the window's thread, a key, processor`,
    `${perKey(rounds).toFixed(1).padStart(7)} ms`,
    `${rounds.map(({ window }) => window.toFixed(1)).join(", ")}; longest task ${Math.max(...rounds.map(({ longestTask }) => longestTask)).toFixed(0)} ms`,
  );
  const sums = new Map<string, number>();
  for (const { threads } of rounds)
    for (const [name, took] of threads) sums.set(name, (sums.get(name) ?? 0) + took);
  const count = rounds.length * KEYS;
  const most = [...sums].sort(([, one], [, other]) => other - one).filter(([, took]) => took / count >= 0.3);
  say(
    `${what}: all threads, a key`,
    most.map(([name, took]) => `${name} ${(took / count).toFixed(1)}`).join("; "),
  );
}

/** ms of the processor that the window's thread took for a key: the median of the rounds. */
export function perKey(rounds: readonly Typed[]): number {
  const sorted = rounds.map(({ window }) => window).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
