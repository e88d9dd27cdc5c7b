/** What the system knows of processes: enough to tell ours from others that got the same pid. */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { sameStart, startByClock } from "../../preload/contract/process-start";
import { SESSION_MARK } from "../../preload/contract/session-files";

const run = promisify(execFile);

/** A process as far as it matters here. `startTime` as `processStartTime` gives it. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

/** Which start of which machine this is; the system counts the start times of its processes from there. */
let boot: Promise<string> | undefined;

/**
 * When a process was started, or null when it is gone (a zombie counts as gone) or the system does not say. Another
 * start of this machine, or another machine, never has the same.
 */
export async function processStartTime(pid: number): Promise<string | null> {
  if (process.platform === "linux") {
    const text = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => "");
    // The name in parentheses may hold anything; after it come the state (field 3) and the start time (field 22).
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const ticks = fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
    boot ??= readFile("/proc/sys/kernel/random/boot_id", "latin1").catch(() => "");
    return ticks === undefined ? null : `${ticks}@${(await boot).trim()}`;
  }
  if (process.platform === "win32") return startOnWindows(pid);
  const { stdout } = await run("ps", ["-o", "stat=,lstart=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  const [, state, started] = /^(\S+)\s+(\S.*)$/.exec(stdout.trim()) ?? [];
  return state?.startsWith("Z") ? null : (started ?? null);
}

/** What was asked of Windows lately: it takes a second, and a process that is watched is looked at twice in one. */
const known = new Map<number, { start: Promise<string | null>; time: number }>();
const KNOWN_MS = 30_000;

function startOnWindows(pid: number): Promise<string | null> {
  if (pid === process.pid) return Promise.resolve(startByClock(performance.timeOrigin));
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return Promise.resolve(null);
  }
  const now = performance.now();
  let asked = known.get(pid);
  if (!asked || now - asked.time > KNOWN_MS) {
    asked = { start: askWindows(pid), time: now };
    known.set(pid, asked);
  }
  return asked.start;
}

async function askWindows(pid: number): Promise<string | null> {
  const script = `[DateTimeOffset]::new((Get-Process -Id ${pid}).StartTime).ToUnixTimeMilliseconds()`;
  const options = { timeout: 10_000, windowsHide: true };
  const { stdout } = await run(
    "powershell.exe",
    ["-NoProfile", "-NonInteractive", "-Command", script],
    options,
  ).catch(() => ({ stdout: "" }));
  return /^\d+$/.test(stdout.trim()) ? startByClock(Number(stdout)) : null;
}

/** Whether the process that was meant is still there: pid and start are its own. */
export async function isStillThere({ pid, startTime }: ProcessIdentity): Promise<boolean> {
  return sameStart(await processStartTime(pid), startTime);
}

/** All processes that carry the mark of a session in their environment, this one left out. */
export async function markedProcesses(session: string): Promise<ProcessIdentity[]> {
  const pids = process.platform === "linux" ? await markedOnLinux(session) : await markedByPs(session);
  const found: ProcessIdentity[] = [];
  for (const pid of pids) {
    if (pid === process.pid) continue;
    const startTime = await processStartTime(pid);
    if (startTime !== null) found.push({ pid, startTime });
  }
  return found;
}

/** The session that a process is marked with; null: none; undefined: the system does not say. */
export async function markOf(pid: number): Promise<string | null | undefined> {
  if (process.platform !== "linux") return undefined;
  const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
  // A program that writes its title over its environment has none that could be read.
  if (!environment.includes("=")) return undefined;
  const prefix = `${SESSION_MARK}=`;
  const entry = environment.split("\0").find((one) => one.startsWith(prefix));
  return entry?.slice(prefix.length) ?? null;
}

/**
 * Sends a signal to a process if it is still the same one.
 * @returns whether it was sent
 */
export async function signalProcess(meant: ProcessIdentity, signal: NodeJS.Signals): Promise<boolean> {
  if (!(await isStillThere(meant))) return false;
  try {
    process.kill(meant.pid, signal);
    return true;
  } catch {
    return false;
  }
}

async function markedOnLinux(session: string): Promise<number[]> {
  const mark = `${SESSION_MARK}=${session}`;
  const found: number[] = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const environment = await readFile(`/proc/${name}/environ`, "latin1").catch(() => "");
    if (environment.split("\0").includes(mark)) found.push(Number(name));
  }
  return found;
}

async function markedByPs(session: string): Promise<number[]> {
  if (process.platform === "win32") return [];
  const { stdout } = await run("ps", ["-axEww", "-o", "pid=,command="], { maxBuffer: 2 ** 26 }).catch(() => ({
    stdout: "",
  }));
  return stdout
    .split("\n")
    .filter((line) => line.split(/\s+/).includes(`${SESSION_MARK}=${session}`))
    .map((line) => Number.parseInt(line, 10));
}
