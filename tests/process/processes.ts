/**
 * Looking at the processes of this machine. Not by `kernel-host/door/processes`, by which hosts end what is theirs: what
 * that overlooks a test has to see.
 */
import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { SESSION_MARK } from "../../kernel-host/door/session-files";

/** Processes that carry the session's mark and are not zombies. */
export async function markedPids(session: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const environment = await readFile(`/proc/${name}/environ`, "latin1").catch(() => "");
    if (environment.split("\0").includes(`${SESSION_MARK}=${session}`)) found.push(Number(name));
  }
  return found;
}

/** Whether a process is there and not a zombie. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}
