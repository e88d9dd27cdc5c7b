/** What a kernel's process took of the processor: what is to be told of it whatever else the machine does. Linux only. */
import { readdir, readFile } from "node:fs/promises";

/** Of a clock tick in /proc, in ms. */
const TICK_MS = 10;

/** Milliseconds of the processor that a process has taken so far, all its threads; those that ended count by ticks. */
export async function processorMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Bytes of memory that a process and those it started have resident. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const own = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => []);
  const started = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, "utf8").catch(() => "")),
  );
  const pids = started.flatMap((text) => text.split(" ").filter(Boolean).map(Number));
  const others = await Promise.all(pids.map(residentBytes));
  return others.reduce((sum, bytes) => sum + bytes, own);
}
