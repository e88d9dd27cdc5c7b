/** Whether a process listens on TCP ports, as Linux tells it. */
import { readdir, readFile, readlink } from "node:fs/promises";

const LISTENING = "0A";

/** Whether it listens on one of these ports; false on systems that do not tell. */
export async function listensOn(pid: number, ports: readonly number[]): Promise<boolean> {
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => readFile(`/proc/${pid}/net/${name}`, "latin1").catch(() => "")),
  );
  const inodes = new Set(tables.flatMap((table) => listeningSockets(table, ports)));
  if (inodes.size === 0) return false;
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder).catch(() => []);
  const links = await Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => "")));
  return links.some((link) => inodes.has(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? ""));
}

/** Inodes of the sockets in a table of /proc/net/tcp that listen on one of the ports (proc(5)). */
export function listeningSockets(table: string, ports: readonly number[]): string[] {
  return table
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = "", , state]) => {
      const port = Number.parseInt(local.split(":")[1] ?? "", 16);
      return state === LISTENING && ports.includes(port);
    })
    .map((fields) => fields[9] ?? "");
}
