/** What each kind of process of one app took of the processor, from /proc: Linux only, in steps of 10 ms. */
import { readdir, readFile } from "node:fs/promises";
import { processorMs } from "./kernel-work";

/** The processes that an app consists of. */
export const kindsOfProcess = ["kernel", "kernel-host", "main", "window", "GPU process", "others"] as const;
export type KindOfProcess = (typeof kindsOfProcess)[number];
/** ms of the processor by kind of process. */
export type ProcessTimes = Readonly<Record<KindOfProcess, number>>;

/**
 * An app's processes with its hosts and their kernels: those whose environment has this home folder, and their children, as
 * Chromium's write their titles over their environment.
 */
export async function processesOf(home: string): Promise<readonly { pid: number; kind: KindOfProcess }[]> {
  const found: { pid: number; kind: KindOfProcess }[] = [];
  const known = new Set<number>();
  const pids = (await readdir("/proc"))
    .filter((name) => /^\d+$/.test(name))
    .sort((a, b) => Number(a) - Number(b));
  for (const name of pids) {
    const environ = await readFile(`/proc/${name}/environ`, "utf8").catch(() => "");
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    if (!known.has(parent) && !environ.split("\0").includes(`HOME=${home}`)) continue;
    known.add(Number(name));
    const command = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    if (command !== "") found.push({ pid: Number(name), kind: kindOf(command.replaceAll("\0", " ")) });
  }
  return found;
}

function kindOf(command: string): KindOfProcess {
  if (/ipykernel_launcher|kernel-[\w-]+\.json/.test(command)) return "kernel";
  if (/\bkernel-host\b/.test(command)) return "kernel-host";
  const type = /--type=([\w-]+)/.exec(command)?.[1];
  if (type === "renderer") return "window";
  if (type === "gpu-process") return "GPU process";
  return type === undefined && /user-data-dir/.test(command) ? "main" : "others";
}

export async function processTimes(home: string): Promise<ProcessTimes> {
  const times = Object.fromEntries(kindsOfProcess.map((kind) => [kind, 0])) as Record<KindOfProcess, number>;
  for (const { pid, kind } of await processesOf(home)) times[kind] += await processorMs(pid).catch(() => 0);
  return times;
}

/** What was taken between two times. */
export function taken(before: ProcessTimes, after: ProcessTimes): ProcessTimes {
  return Object.fromEntries(kindsOfProcess.map((kind) => [kind, after[kind] - before[kind]])) as ProcessTimes;
}
