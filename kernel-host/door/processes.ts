/** Processes of the system: whether one is still the one that we mean, which carry a session's mark, ending them. */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { sameStart } from "./process-start";
import { SESSION_MARK } from "./session-files";
import { WindowsProcesses } from "./windows-processes";

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

const onWindows = new WindowsProcesses();

/**
 * Whether the process is there and is the one that was meant; a zombie counts as dead. Where it is not known when that
 * one was started, any with its pid may be it: enough to wait for its end, not to end it.
 */
export async function isAlive({ pid, startTime }: ProcessId): Promise<boolean> {
  if (process.platform === "win32") return onWindows.isThere(pid, startTime);
  const now = await startTimeOf(pid);
  return now !== null && (startTime === null || sameStart(startTime, now));
}

/** Whether it is certainly the process that was meant, by pid and start: before anything is ended. */
export async function isCertain({ pid, startTime }: ProcessId): Promise<boolean> {
  if (process.platform === "win32") return onWindows.isCertain(pid, startTime);
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
  if (process.platform === "win32") return onWindows.startOf(pid);
  const { stdout } = await run("ps", ["-o", "stat=,lstart=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  const [, state, started] = /^(\S+)\s+(\S.*)$/.exec(stdout.trim()) ?? [];
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
 * Sends a signal, if the process is certainly the one that is meant.
 * @returns whether it was sent; not when it has just ended, or is not ours to end
 */
export async function signalProcess(target: ProcessId, signal: NodeJS.Signals): Promise<boolean> {
  if (!(await isCertain(target))) return false;
  try {
    process.kill(target.pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Ends a process with all that it has started, on Windows; the caller is certain of it (`isCertain`), or its parent. */
export async function endTreeOnWindows(pid: number): Promise<void> {
  await run("taskkill", ["/PID", String(pid), "/T", "/F"]).catch(() => {});
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
