/** Processes of the system: whether one is still the one that we mean, which carry a session's mark, ending them. */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { sameStart } from "../../preload/contract/process-start";
import { SESSION_MARK } from "../../preload/contract/session-files";
import { WindowsProcesses } from "./windows-processes";

const run = promisify(execFile);

/** A process. `startTime` as in host.json and kernel.json; null where the system does not say it. */
export interface ProcessId {
  readonly pid: number;
  readonly startTime: string | null;
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

/** When a process was started, as host.json has it. Null: there is none. */
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
  if (process.platform === "win32") return null;
  const { stdout } = await run("ps", ["-o", "stat=,lstart=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  const [, state, started] = /^(\S+)\s+(\S.*)$/.exec(stdout.trim()) ?? [];
  return state === undefined || state.startsWith("Z") ? null : (started ?? null);
}

/** Every process, but this one, that has the session's mark in its environment. None on Windows, which does not tell. */
export async function markedProcesses(session: string): Promise<ProcessId[]> {
  const mark = `${SESSION_MARK}=${session}`;
  const pids = process.platform === "linux" ? await markedOnLinux(mark) : await markedByPs(mark);
  const found = await Promise.all(
    pids
      .filter((pid) => pid !== process.pid)
      .map(async (pid) => ({ pid, startTime: await startTimeOf(pid) })),
  );
  return found.filter(({ startTime }) => startTime !== null);
}

/** Sends a signal, if the process is certainly the one that is meant. */
export async function signalProcess(target: ProcessId, signal: NodeJS.Signals): Promise<void> {
  if (!(await isCertain(target))) return;
  try {
    process.kill(target.pid, signal);
  } catch {
    // It has just ended, or is not ours to end: the caller looks again.
  }
}

/** Ends a process with all that it has started, on Windows; the caller is certain of it (`isCertain`), or its parent. */
export async function endTreeOnWindows(pid: number): Promise<void> {
  await run("taskkill", ["/PID", String(pid), "/T", "/F"]).catch(() => {});
}

async function markedOnLinux(mark: string): Promise<number[]> {
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const marked = await Promise.all(
    names.map(async (name) => {
      const environment = await readFile(`/proc/${name}/environ`, "latin1").catch(() => "");
      return environment.split("\0").includes(mark);
    }),
  );
  return names.filter((_, i) => marked[i]).map(Number);
}

async function markedByPs(mark: string): Promise<number[]> {
  if (process.platform === "win32") return [];
  const listing = run("ps", ["-axEww", "-o", "pid=,command="], { maxBuffer: 64 * 1024 * 1024 });
  const { stdout } = await listing.catch(() => ({ stdout: "" }));
  return stdout
    .split("\n")
    .filter((line) => line.split(/\s+/).includes(mark))
    .map((line) => Number.parseInt(line, 10));
}
