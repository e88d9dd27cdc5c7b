/** What the threads of programs took of the processor, from /proc: by Linux only, in steps of 10 ms. */
import { readdir, readFile } from "node:fs/promises";

/** ms of the processor, by "kind of process: thread". */
export type ThreadTimes = ReadonlyMap<string, number>;

const MS_A_TICK = 10;

/** The threads of a process and all that it has started, as they stand. */
export async function threadTimes(root: number): Promise<ThreadTimes> {
  const times = new Map<string, number>();
  for (const pid of await familyOf(root)) {
    const command = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).replaceAll("\0", " ");
    const kind = /--type=([\w-]+)/.exec(command)?.[1] ?? (pid === root ? "main" : "others");
    for (const tid of await readdir(`/proc/${pid}/task`).catch(() => [])) {
      const stat = await readFile(`/proc/${pid}/task/${tid}/stat`, "utf8").catch(() => "");
      const end = stat.lastIndexOf(")");
      if (end < 0) continue;
      const name = tid === String(pid) ? "its first thread" : stat.slice(stat.indexOf("(") + 1, end);
      const fields = stat.slice(end + 2).split(" ");
      // utime and stime, fields 14 and 15 of proc(5).
      const ms = (Number(fields[11]) + Number(fields[12])) * MS_A_TICK;
      const label = kind === "others" ? kind : `${kind}: ${name}`;
      times.set(label, (times.get(label) ?? 0) + ms);
    }
  }
  return times;
}

/** What was taken between two times, the most first. */
export function between(before: ThreadTimes, after: ThreadTimes): readonly (readonly [string, number])[] {
  return [...after]
    .map(([name, ms]) => [name, ms - (before.get(name) ?? 0)] as const)
    .filter(([, ms]) => ms > 0)
    .sort(([, one], [, other]) => other - one);
}

async function familyOf(root: number): Promise<readonly number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    if (parent > 0) parents.set(Number(name), parent);
  }
  const family = [root];
  for (const pid of family) for (const [child, parent] of parents) if (parent === pid) family.push(child);
  return family;
}
