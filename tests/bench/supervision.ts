/**
 * Kernels that do nothing, attached: what they cost in all of our processes together, what one more of them costs, and how soon
 * it is seen that one was killed. TANDEM_BENCH_SESSIONS: how many, "1,20" where nothing is said ("1,50,100,200" for
 * docs/SPEED.md's table of many sessions). TANDEM_BENCH_SECONDS: how long they are watched (20).
 */
import { setTimeout as pause } from "node:timers/promises";
import { expect, type Tandem } from "../e2e/app";
import { enter, idle, NOTHING } from "../e2e/shells";
import { run, withWindow } from "./probe/bench-window";
import { descriptors, nanoseconds, proportionalBytes, sleeps } from "./probe/idle-cost";
import { type KindOfProcess, kindsOfProcess, processesOf } from "./probe/process-times";
import { load, mb, ms, say } from "./probe/report";
import { watchTasks } from "./probe/window-tasks";

const STEPS = (process.env.TANDEM_BENCH_SESSIONS ?? "1,20").split(",").map(Number);
const SECONDS = Number(process.env.TANDEM_BENCH_SECONDS ?? 20);
const KILLS = 5;

interface Cost {
  readonly processes: number;
  readonly nanoseconds: number;
  readonly sleeps: number;
  readonly bytes: number;
  readonly descriptors: number;
}

async function costs(home: string): Promise<Map<KindOfProcess, Cost>> {
  const found = new Map<KindOfProcess, Cost>();
  for (const { pid, kind } of await processesOf(home)) {
    const before = found.get(kind);
    found.set(kind, {
      processes: (before?.processes ?? 0) + 1,
      nanoseconds: (before?.nanoseconds ?? 0) + (await nanoseconds(pid)),
      sleeps: (before?.sleeps ?? 0) + (await sleeps(pid)),
      bytes: (before?.bytes ?? 0) + (await proportionalBytes(pid)),
      descriptors: (before?.descriptors ?? 0) + (await descriptors(pid)),
    });
  }
  return found;
}

/** Watches them for a while, and says what they cost. Returns the bytes of our processes. */
async function watch(tandem: Tandem, sessions: number): Promise<{ ours: number; host: Cost | undefined }> {
  await pause(5_000);
  // A trace of what still happens.
  if (process.env.TANDEM_BENCH_PROFILE) await watchTasks(tandem.page, `${sessions} idle`, () => pause(5_000));
  const before = await costs(tandem.home);
  const began = performance.now();
  await pause(SECONDS * 1000);
  const seconds = (performance.now() - began) / 1000;
  const after = await costs(tandem.home);
  let ours = 0;
  let processor = 0;
  const parts: string[] = [];
  for (const kind of kindsOfProcess) {
    const [from, to] = [before.get(kind), after.get(kind)];
    if (!from || !to) continue;
    const share = (to.nanoseconds - from.nanoseconds) / 1e7 / seconds;
    const wakes = (to.sleeps - from.sleeps) / seconds;
    parts.push(`${kind} ${share.toFixed(2)} % (${wakes.toFixed(0)} wake-ups a second)`);
    if (kind === "kernel") continue;
    processor += share;
    ours += to.bytes;
  }
  say(
    `${sessions} idle kernels: of a core, all but the kernels`,
    `${processor.toFixed(2).padStart(7)} %`,
    parts.join(", "),
  );
  return { ours, host: after.get("kernel-host") };
}

/** Another plain Python. */
async function newShell(tandem: Tandem): Promise<void> {
  await tandem.command("New shell");
  const kernels = tandem.page.getByRole("listbox", { name: "Kernels" });
  await kernels
    .getByRole("option", { name: /Python/ })
    .first()
    .click();
}

/** From SIGKILL to the picture in which the shell says that its kernel is dead, in ms. */
async function killed(tandem: Tandem): Promise<number> {
  await enter(tandem, 'import os; print("pid", os.getpid())');
  const line = tandem.page.locator(".shell:not([hidden]) .line", { hasText: /^pid \d+$/ }).last();
  const pid = Number(((await line.textContent()) ?? "").split(" ")[1]);
  await idle(tandem);
  const dead = tandem.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          const words = [...document.querySelectorAll('[role="status"]')].map(
            (each) => each.textContent ?? "",
          );
          if (words.some((word) => /^dead/.test(word))) requestAnimationFrame(() => resolve(Date.now()));
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await pause(500);
  const at = Date.now();
  process.kill(pid, "SIGKILL");
  return (await dead) - at;
}

run(async () => {
  // The lightest kernel: plain Python.
  Object.assign(process.env, NOTHING);
  await withWindow(async (tandem) => {
    say("the machine's load", load());
    let sessions = 1;
    let before: { sessions: number; ours: number } | undefined;
    for (const wanted of STEPS) {
      const began = performance.now();
      for (; sessions < wanted; sessions++) {
        await newShell(tandem);
        const kernels = async () =>
          (await processesOf(tandem.home)).filter(({ kind }) => kind === "kernel").length;
        await expect.poll(kernels, { timeout: 60_000 }).toBeGreaterThan(sessions);
        await idle(tandem);
      }
      if (before) say(`${wanted} kernels: started one after the other`, ms(performance.now() - began));
      const { ours, host } = await watch(tandem, wanted);
      say(`${wanted} idle kernels: memory of all but the kernels (PSS)`, mb(ours));
      if (host)
        say(
          `${wanted} idle kernels: descriptors of a host`,
          `${(host.descriptors / host.processes).toFixed(0).padStart(7)}`,
          `memory of one ${mb(host.bytes / host.processes).trim()}`,
        );
      if (before)
        say(
          "memory for one more kernel (PSS)",
          mb((ours - before.ours) / (wanted - before.sessions)),
          "aim 40 MB",
        );
      before = { sessions: wanted, ours };
    }
    const times: number[] = [];
    for (let i = 0; i < KILLS; i++) {
      times.push(await killed(tandem));
      await newShell(tandem);
      await idle(tandem);
    }
    times.sort((a, b) => a - b);
    say(
      'SIGKILL to "dead" painted: median',
      ms(times[Math.floor(KILLS / 2)] ?? 0),
      `worst ${ms(times.at(-1) ?? 0).trim()}; aim 100 ms`,
    );
    say("the machine's load", load());
  }, false);
});
