/** What a kernel and the processes that it started take of the machine. */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** One process of the machine. */
export interface ProcessTaking {
  readonly pid: number;
  readonly parent: number;
  /** Resident memory, in bytes. */
  readonly memory: number;
  /** Time on a processor since it began, in ms. */
  readonly cpuMs: number;
}

/** Bytes in a page, and ticks in a second: as good as everywhere on Linux (getconf PAGESIZE, CLK_TCK). */
const PAGE = 4096;
const TICKS = 100;

/** A process and all that it started, each alone; of Linux only what is asked for is looked at. Empty where nothing is told. */
export async function processesUnder(root: number): Promise<readonly ProcessTaking[]> {
  return (process.platform === "linux" && familyOnLinux(root)) || allProcesses();
}

/**
 * By the lists of children in /proc, at once: by promises each file would wake threads, some hundred times a second of an idle
 * kernel on a machine with many processes. Undefined where the system has no such lists (CONFIG_PROC_CHILDREN).
 */
function familyOnLinux(root: number): readonly ProcessTaking[] | undefined {
  const found: ProcessTaking[] = [];
  const seen = new Set([root]);
  for (const pid of seen) {
    try {
      const taking = parseStat(readFileSync(`/proc/${pid}/stat`, "latin1"));
      if (taking) found.push(taking);
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        const children = readFileSync(`/proc/${pid}/task/${thread}/children`, "latin1");
        for (const child of children.split(" ")) if (child !== "") seen.add(Number(child));
      }
    } catch {
      // It has ended, or the system has no lists of children.
      if (pid === root && found.length > 0) return undefined;
    }
  }
  return found;
}

/** Every process that the system tells of; empty where it tells nothing (Windows). */
export async function allProcesses(): Promise<readonly ProcessTaking[]> {
  if (process.platform === "win32") return [];
  if (process.platform !== "linux") {
    const { stdout } = await run("ps", ["-axo", "pid=,ppid=,rss=,time="], { maxBuffer: 2 ** 24 });
    return stdout.split("\n").flatMap((line) => parsePsLine(line) ?? []);
  }
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const texts = await Promise.all(
    names.map((name) => readFile(`/proc/${name}/stat`, "latin1").catch(() => "")),
  );
  return texts.flatMap((text) => parseStat(text) ?? []);
}

/** proc(5), /proc/pid/stat: the name in parentheses may hold anything; after it come the fields from 3 on. */
export function parseStat(text: string): ProcessTaking | null {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [parent, user, system, pages] = [fields[1], fields[11], fields[12], fields[21]].map(Number);
  const pid = Number.parseInt(text, 10);
  if (!Number.isInteger(pid) || parent === undefined || pages === undefined || Number.isNaN(pages))
    return null;
  return { pid, parent, memory: pages * PAGE, cpuMs: (((user ?? 0) + (system ?? 0)) * 1000) / TICKS };
}

/** A line of `ps -axo pid=,ppid=,rss=,time=`: memory in KiB, time as "[[d-]h:]m:s". */
export function parsePsLine(line: string): ProcessTaking | null {
  const found = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(?:(\d+)-)?([\d:.]+)\s*$/.exec(line);
  if (!found) return null;
  const [, pid, parent, kib, days = "0", time = ""] = found;
  const seconds = time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days) * 86_400;
  return { pid: Number(pid), parent: Number(parent), memory: Number(kib) * 1024, cpuMs: seconds * 1000 };
}

/** A process and all that it started, as one: their memory, and their time on processors. Null when it is not there. */
export function takenBy(root: number, all: readonly ProcessTaking[]): Omit<ProcessTaking, "parent"> | null {
  const children = new Map<number, ProcessTaking[]>();
  for (const one of all) children.set(one.parent, [...(children.get(one.parent) ?? []), one]);
  const top = all.find(({ pid }) => pid === root);
  if (!top) return null;
  let memory = 0;
  let cpuMs = 0;
  const seen = new Set<number>();
  for (const open = [top]; open.length > 0; ) {
    const one = open.pop();
    if (!one || seen.has(one.pid)) continue;
    seen.add(one.pid);
    memory += one.memory;
    cpuMs += one.cpuMs;
    open.push(...(children.get(one.pid) ?? []));
  }
  return { pid: root, memory, cpuMs };
}
