/** Processes on Windows: whether one is there is told at once, when it was started only by a program that is asked. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sameStart, startByClock } from "./process-start";

const run = promisify(execFile);

/** It takes a second or so; a system that does not answer is not waited for longer, in ms. */
const ASK_MS = 10_000;
/** While a process is only watched, what was asked counts for so long, in ms. */
const KNOWN_MS = 30_000;

/** What the system is asked. */
export interface WindowsAsking {
  exists(pid: number): boolean;
  /** When a process was started; null where nobody says. */
  startOf(pid: number): Promise<string | null>;
}

/** The system itself. */
export const windowsItself: WindowsAsking = {
  exists(pid) {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "EPERM";
    }
  },
  async startOf(pid) {
    if (pid === process.pid) return startByClock(performance.timeOrigin);
    const script = `[DateTimeOffset]::new((Get-Process -Id ${pid}).StartTime).ToUnixTimeMilliseconds()`;
    const asked = run("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", script], {
      timeout: ASK_MS,
      windowsHide: true,
    });
    const { stdout } = await asked.catch(() => ({ stdout: "" }));
    return /^\d+$/.test(stdout.trim()) ? startByClock(Number(stdout)) : null;
  },
};

export class WindowsProcesses {
  readonly #known = new Map<number, { start: Promise<string | null>; time: number }>();

  constructor(private readonly asking: WindowsAsking = windowsItself) {}

  /** When it was started; null when it is gone, or nobody says. */
  async startOf(pid: number): Promise<string | null> {
    return this.asking.exists(pid) ? this.asking.startOf(pid) : null;
  }

  /** Whether a process with this pid is there and may be the one that was started then. For watching. */
  async isThere(pid: number, startTime: string | null): Promise<boolean> {
    if (!this.asking.exists(pid)) return false;
    if (startTime === null) return true;
    const now = performance.now();
    let known = this.#known.get(pid);
    if (!known || now - known.time > KNOWN_MS) {
      known = { start: this.asking.startOf(pid), time: now };
      this.#known.set(pid, known);
    }
    const start = await known.start;
    return start === null || sameStart(start, startTime);
  }

  /** Whether it is certainly that process: what has to be known before it is ended. Asks anew each time. */
  async isCertain(pid: number, startTime: string | null): Promise<boolean> {
    if (startTime === null || !this.asking.exists(pid)) return false;
    return sameStart(await this.asking.startOf(pid), startTime);
  }
}
