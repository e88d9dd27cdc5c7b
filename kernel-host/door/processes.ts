/** Processes of the system: whether one is still the one that we mean, which carry a session's mark, ending them. */
import { type ChildProcess, execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { SESSION_MARK } from "./session-files";
import { endOne, endTree, startOf } from "./windows-processes";

const run = promisify(execFile);

/** A process. `startTime` as in host.json and kernel.json; null where the system does not say it. */
export interface ProcessId {
  readonly pid: number;
  readonly startTime: string | null;
}

/** One of which is known when it was started: it cannot be mistaken for another that got its pid later. */
export interface CertainProcess extends ProcessId {
  readonly startTime: string;
}

/** Whether two are the start of one process. What is not known is the same as nothing. */
export function sameStart(one: string | null, other: string | null): boolean {
  return one !== null && one === other;
}

/**
 * Whether the process is there and is the one that was meant; a zombie counts as dead. Where it is not known when that
 * one was started, any with its pid may be it: enough to wait for its end, not to end it.
 */
export async function isAlive({ pid, startTime }: ProcessId): Promise<boolean> {
  const now = await startTimeOf(pid);
  return now !== null && (startTime === null || sameStart(startTime, now));
}

/** Whether it is certainly the process that was meant, by pid and start: before anything is ended. */
export async function isCertain({ pid, startTime }: ProcessId): Promise<boolean> {
  return sameStart(startTime, await startTimeOf(pid));
}

/** Which start of which machine this is; the system counts the start times of its processes from there. */
let boot: Promise<string> | undefined;

/**
 * When a process was started, as host.json and kernel.json have it; null when it is gone (a zombie counts as gone) or the
 * system does not say. Another start of this machine, or another machine, never has the same.
 */
export async function startTimeOf(pid: number): Promise<string | null> {
  if (process.platform === "linux") {
    const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => "");
    // The command (field 2) may hold spaces and parentheses; after it come state (3) and the rest.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const state = fields[0];
    if (state === undefined || state === "" || "ZX".includes(state) || fields[19] === undefined) return null;
    boot ??= readFile("/proc/sys/kernel/random/boot_id", "latin1").catch(() => "");
    return `${fields[19]}@${(await boot).trim()}`;
  }
  if (process.platform === "win32") return startOf(pid);
  // The time is said in the words and the zone of who asks: everyone asks alike.
  const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  const asked = run("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { env });
  return parsePsStart((await asked.catch(() => ({ stdout: "" }))).stdout);
}

/** The start that `ps -o stat=,lstart=` tells of a process; null when it is gone or a zombie. Pure. */
export function parsePsStart(line: string): string | null {
  const [, state, started] = /^(\S+)\s+(\S.*)$/.exec(line.trim()) ?? [];
  return state === undefined || state.startsWith("Z") ? null : (started ?? null);
}

/** Every process, but this one, that has the session's mark in its environment. None on Windows, which does not tell. */
export async function markedProcesses(session: string): Promise<CertainProcess[]> {
  const pids = process.platform === "linux" ? await markedOnLinux(session) : await markedByPs(session);
  const found: CertainProcess[] = [];
  for (const pid of pids) {
    if (pid === process.pid) continue;
    const startTime = await startTimeOf(pid);
    if (startTime !== null) found.push({ pid, startTime });
  }
  return found;
}

/**
 * Whether this is still the kernel that was meant: alive, started at that time, and marked as the session's where the
 * system tells marks.
 */
export async function isKernelOf(session: string, kernel: CertainProcess): Promise<boolean> {
  if (!(await isCertain(kernel))) return false;
  const mark = await markOf(kernel.pid);
  return mark === undefined || mark === session;
}

/** The session that a process is marked with; null: none; undefined: the system does not say. */
async function markOf(pid: number): Promise<string | null | undefined> {
  if (process.platform !== "linux") return undefined;
  const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
  // A program that writes its title over its environment has none that could be read.
  if (!environment.includes("=")) return undefined;
  const prefix = `${SESSION_MARK}=`;
  const entry = environment.split("\0").find((one) => one.startsWith(prefix));
  return entry?.slice(prefix.length) ?? null;
}

/**
 * Sends a signal, if the process is certainly the one that is meant. Windows has no signals:
 * there it is ended.
 * @returns whether it was sent; not when it has just ended, or is not ours to end
 */
export async function signalProcess(target: ProcessId, signal: NodeJS.Signals): Promise<boolean> {
  if (process.platform === "win32") return endOne(target.pid, target.startTime);
  return send(target.pid, target, signal);
}

/** The same to the group that it leads: what it has started too. */
export async function signalGroup(leader: ProcessId, signal: NodeJS.Signals): Promise<boolean> {
  if (process.platform === "win32") return endTree(leader.pid, leader.startTime);
  return send(-leader.pid, leader, signal);
}

/** Ends a child of this process, which leads a group, with all that it has started. One that has ended is left. */
export async function endChild(child: ChildProcess, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
  const { pid } = child;
  // Until its end was taken note of, nobody else has its pid.
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === "win32") {
    await endTree(pid, await startOf(pid));
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Only a zombie is left of the group.
  }
}

async function send(to: number, target: ProcessId, signal: NodeJS.Signals): Promise<boolean> {
  if (!(await isCertain(target))) return false;
  try {
    return process.kill(to, signal);
  } catch {
    return false;
  }
}

async function markedOnLinux(session: string): Promise<number[]> {
  const found: number[] = [];
  // One after the other: a host may have few descriptors left.
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const environment = await readFile(`/proc/${name}/environ`, "latin1").catch(() => "");
    if (environment.split("\0").includes(`${SESSION_MARK}=${session}`)) found.push(Number(name));
  }
  return found;
}

async function markedByPs(session: string): Promise<number[]> {
  if (process.platform === "win32") return [];
  const listing = run("ps", ["-axEww", "-o", "pid=,command="], { maxBuffer: 64 * 1024 * 1024 });
  const { stdout } = await listing.catch(() => ({ stdout: "" }));
  return stdout
    .split("\n")
    .filter((line) => line.split(/\s+/).includes(`${SESSION_MARK}=${session}`))
    .map((line) => Number.parseInt(line, 10));
}
