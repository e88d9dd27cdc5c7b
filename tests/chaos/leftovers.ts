/** What a fault has started and not ended: processes by a variable of their environment, sockets and files by a folder. */
import { readdir, readFile, readlink, realpath } from "node:fs/promises";

/** Everything that the suite starts inherits it. Not TANDEM_…: a host takes those out of its kernel's environment. */
export const MARK = "CHAOS_RUN";

export interface MarkedProcess {
  readonly pid: number;
  readonly command: string;
}

/** The living processes, but this one, that carry the mark with this value. */
export async function markedProcesses(value: string): Promise<MarkedProcess[]> {
  const found: MarkedProcess[] = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    const environment = await readFile(`/proc/${name}/environ`, "latin1").catch(() => "");
    if (!environment.split("\0").includes(`${MARK}=${value}`)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, "latin1").catch(() => "");
    if (command !== "") found.push({ pid: Number(name), command: command.replaceAll("\0", " ").trim() });
  }
  return found;
}

/** Unix sockets below a folder that some process still has. */
export async function socketsBelow(folder: string): Promise<string[]> {
  const table = await readFile("/proc/net/unix", "latin1").catch(() => "");
  return table
    .split("\n")
    .map((line) => line.slice(line.lastIndexOf(" ") + 1))
    .filter((name) => name.startsWith(`${folder}/`));
}

/** Names in a folder. */
export async function filesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** Mount points below a folder. */
export async function mountsBelow(folder: string): Promise<string[]> {
  const real = await realpath(folder).catch(() => folder);
  const table = await readFile("/proc/self/mounts", "latin1").catch(() => "");
  return table
    .split("\n")
    .map((line) => line.split(" ")[1] ?? "")
    .filter((point) => point.startsWith(`${real}/`));
}

/** This process's own open files and sockets that lie in a folder, and its sockets and pipes by number. */
export async function ownDescriptors(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const fd of await readdir("/proc/self/fd")) {
    const target = await readlink(`/proc/self/fd/${fd}`).catch(() => undefined);
    if (target?.startsWith("socket:") || target?.startsWith("/")) found.set(`${fd} ${target}`, target);
  }
  return found;
}
