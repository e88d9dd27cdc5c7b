/**
 * The tasks of the window's main thread while something is measured, from Chromium's tracing: also what of them the
 * processor took, which is what counts on a machine that others use. With TANDEM_BENCH_PROFILE naming a folder there is
 * a CPU profile and a trace of each measurement besides, for Chromium's developer tools.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { CDPSession, Page } from "playwright";

/** Times in ms of the processor. */
export interface WindowTasks {
  readonly longest: number;
  /** How many took more than 50 ms. */
  readonly long: number;
  readonly total: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Time of the processor, in µs. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const LONG_MS = 50;

/** Does the work, and tells of the window's tasks meanwhile. */
export async function watchTasks<Result>(
  page: Page,
  name: string,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly tasks: WindowTasks }> {
  const devtools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  devtools.on(
    "Tracing.dataCollected",
    ({ value }) => void events.push(...(value as unknown as TraceEvent[])),
  );
  const folder = process.env.TANDEM_BENCH_PROFILE;
  const traceConfig = { includedCategories: ["toplevel", ...(folder ? ["devtools.timeline"] : [])] };
  await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  if (folder) await startProfile(devtools);
  try {
    const result = await work();
    if (folder) await endProfile(devtools, folder, name);
    const complete = new Promise((resolve) => devtools.once("Tracing.tracingComplete", resolve));
    await devtools.send("Tracing.end");
    await complete;
    if (folder) await write(folder, name, "trace.json", { traceEvents: events });
    return { result, tasks: tasksOf(events) };
  } finally {
    await devtools.detach();
  }
}

/** Of all pages that are traced the window is the one that does most. */
function tasksOf(events: readonly TraceEvent[]): WindowTasks {
  const isMain = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const threads = new Map<string, { longest: number; long: number; total: number }>();
  for (const { name, ph, pid, tid, tdur } of events) {
    const thread = `${pid} ${tid}`;
    if (ph !== "X" || tdur === undefined || !isMain.has(thread) || !name.endsWith("RunTask")) continue;
    // Each task is told twice, one within the other.
    if (name !== "ThreadControllerImpl::RunTask") continue;
    const found = threads.get(thread) ?? { longest: 0, long: 0, total: 0 };
    const took = tdur / 1000;
    found.longest = Math.max(found.longest, took);
    found.long += took > LONG_MS ? 1 : 0;
    found.total += took;
    threads.set(thread, found);
  }
  const [window] = [...threads.values()].sort((one, other) => other.total - one.total);
  return window ?? { longest: 0, long: 0, total: 0 };
}

async function startProfile(devtools: CDPSession): Promise<void> {
  await devtools.send("Profiler.enable");
  await devtools.send("Profiler.setSamplingInterval", { interval: 500 });
  await devtools.send("Profiler.start");
}

async function endProfile(devtools: CDPSession, folder: string, name: string): Promise<void> {
  const { profile } = await devtools.send("Profiler.stop");
  await write(folder, name, "cpuprofile", profile);
}

async function write(folder: string, name: string, ending: string, what: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${name.replace(/[^\w]+/g, "-")}.${ending}`), JSON.stringify(what));
}
