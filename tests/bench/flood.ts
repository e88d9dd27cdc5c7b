/**
 * Floods in the real window, in turns with a kernel that has nobody but a bare client that reads: from Return to the last line
 * painted, whether the kernel is slowed, and what each kind of process takes of the processor.
 * TANDEM_BENCH_ROUNDS says how often (3), TANDEM_BENCH_ONLY which (a part of a name), TANDEM_BENCH_KERNELS in which folder the
 * kernelspec "python3" is (/usr/share/jupyter is Debian's, which Qt console has too).
 */
import { writeFile } from "node:fs/promises";
import type { Tandem } from "../e2e/app";
import { enter, idle } from "../e2e/shells";
import { BareClient } from "./probe/bare-client";
import { run, withWindow } from "./probe/bench-window";
import { type Flood, floods, timed, tookWithin } from "./probe/floods";
import { kindsOfProcess, type ProcessTimes, processTimes, taken } from "./probe/process-times";
import { load, ms, say } from "./probe/report";
import { reset, strain } from "./probe/window-probe";
import { watchTasks } from "./probe/window-tasks";

const ROUNDS = Number(process.env.TANDEM_BENCH_ROUNDS ?? 3);
const ONLY = process.env.TANDEM_BENCH_ONLY ?? "";

/** One round of a flood. Times in ms. */
interface Round {
  readonly bare: number;
  readonly bareProcessor: number;
  readonly painted: number;
  readonly kernel: number;
  readonly kernelProcessor: number;
  readonly longestTask: number;
  readonly processes: ProcessTimes;
}

/** Resolves when a line that begins with `mark` is painted: its text, and the ms since Ctrl+Return. */
function untilLastLine(tandem: Tandem, mark: string): Promise<{ text: string; painted: number }> {
  return tandem.page.evaluate(
    (wanted) =>
      new Promise<{ text: string; painted: number }>((resolve) => {
        const { probe } = window as unknown as { probe: { pressed: number } };
        const look = () => {
          const lines = document.querySelectorAll(".shell:not([hidden]) .line");
          for (let i = lines.length - 1; i >= 0; i--) {
            const text = lines[i]?.textContent ?? "";
            if (!text.startsWith(`${wanted} `) || !/ \d+ \d+$/.test(text)) continue;
            // In the frame after this one it is on the screen.
            requestAnimationFrame(() => resolve({ text, painted: performance.now() - probe.pressed }));
            return;
          }
          setTimeout(() => requestAnimationFrame(look), 20);
        };
        look();
      }),
    mark,
  );
}

async function round(tandem: Tandem, bare: BareClient, flood: Flood): Promise<Round> {
  const mark = `flood${Math.random().toString(36).slice(2)}`;
  const code = timed(flood, mark);
  const alone = tookWithin((await bare.run(code)).printed);
  await reset(tandem.page);
  const before = await processTimes(tandem.home);
  const work = async () => {
    await enter(tandem, code);
    const last = await untilLastLine(tandem, mark);
    await idle(tandem);
    return last;
  };
  const profiled = process.env.TANDEM_BENCH_PROFILE !== undefined;
  const { text, painted } = profiled
    ? (await watchTasks(tandem.page, flood.name, work)).result
    : await work();
  const processes = taken(before, await processTimes(tandem.home));
  const { longestTask } = await strain(tandem.page);
  const within = tookWithin(text);
  await tandem.command("Clear shell");
  return {
    bare: alone.clock,
    bareProcessor: alone.processor,
    painted,
    kernel: within.clock,
    kernelProcessor: within.processor,
    longestTask,
    processes,
  };
}

const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
};
const range = (values: readonly number[]) =>
  `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;

function tell(name: string, rounds: readonly Round[]): void {
  const of = (key: Exclude<keyof Round, "processes">) => rounds.map((each) => each[key]);
  const bare = median(of("bare"));
  const times = (value: number) =>
    `${(value / bare).toFixed(2)} times the bare client's kernel, ${bare.toFixed(0)} ms`;
  say(
    `${name}: Return to last line painted`,
    ms(median(of("painted"))),
    `${times(median(of("painted")))}; ${range(of("painted"))} ms`,
  );
  say(
    `${name}: the kernel's own time`,
    ms(median(of("kernel"))),
    `${times(median(of("kernel")))}; its processor ${median(of("kernelProcessor"))} beside ${median(of("bareProcessor"))} ms`,
  );
  const parts = kindsOfProcess.map(
    (kind) => [kind, median(rounds.map(({ processes }) => processes[kind]))] as const,
  );
  const ours = parts.reduce((sum, [kind, took]) => (kind === "kernel" ? sum : sum + took), 0);
  say(
    `${name}: processor, all but the kernel`,
    ms(ours),
    parts
      .filter(([, took]) => took > 0)
      .map(([kind, took]) => `${kind} ${took}`)
      .join(", "),
  );
  say(`${name}: longest task over 50 ms`, ms(Math.max(...of("longestTask"))));
}

run(async () => {
  const kernels = process.env.TANDEM_BENCH_KERNELS;
  if (kernels) process.env.JUPYTER_PATH = kernels;
  const results: Record<string, Round[]> = {};
  const bare = BareClient.start();
  try {
    await withWindow(async (tandem) => {
      say("the machine's load", load());
      for (const flood of floods.filter(({ name }) => name.includes(ONLY))) {
        if (flood.needs !== undefined) {
          const has = await bare.run(
            `print(__import__("importlib.util").util.find_spec("${flood.needs}") is not None)`,
          );
          if (has.printed !== "True") {
            say(`${flood.name}: left out`, "", `${flood.needs} is not installed beside the kernel`);
            continue;
          }
        }
        const rounds: Round[] = [];
        for (let i = 0; i < ROUNDS; i++) rounds.push(await round(tandem, bare, flood));
        results[flood.name] = rounds;
        tell(flood.name, rounds);
      }
      say("the machine's load", load());
    }, false);
  } finally {
    await bare.end();
  }
  const file = process.env.TANDEM_BENCH_JSON;
  if (file) await writeFile(file, `${JSON.stringify(results, null, 1)}\n`);
});
