/** What processes that do nothing cost: of the processor, in wake-ups, memory and descriptors. From /proc: Linux only. */
import { readdir, readFile } from "node:fs/promises";

/** How often the threads of a process went to sleep by themselves: each time something had woken them. */
export async function sleeps(pid: number): Promise<number> {
  let sum = 0;
  for (const tid of await readdir(`/proc/${pid}/task`).catch(() => [])) {
    const status = await readFile(`/proc/${pid}/task/${tid}/status`, "utf8").catch(() => "");
    sum += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  }
  return sum;
}

/** Nanoseconds of the processor that the living threads of a process have taken: exact where ticks of 10 ms are not. */
export async function nanoseconds(pid: number): Promise<number> {
  let sum = 0;
  for (const tid of await readdir(`/proc/${pid}/task`).catch(() => [])) {
    const stat = await readFile(`/proc/${pid}/task/${tid}/schedstat`, "utf8").catch(() => "");
    sum += Number(stat.split(" ")[0] ?? 0);
  }
  return sum;
}

/** Bytes of memory that are a process's own, those shared with others divided among them (PSS). */
export async function proportionalBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
}

export async function descriptors(pid: number): Promise<number> {
  return (await readdir(`/proc/${pid}/fd`).catch(() => [])).length;
}
