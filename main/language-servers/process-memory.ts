/** How much memory a process has. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const STATUS_MEMORY = /^VmRSS:\s*(\d+) kB$/m;

/** Its resident memory in bytes; undefined where it cannot be known (it is gone, or the system is Windows). */
export async function memoryOf(pid: number): Promise<number | undefined> {
  if (process.platform === "win32") return undefined;
  const kib =
    process.platform === "linux"
      ? STATUS_MEMORY.exec(await readFile(`/proc/${pid}/status`, "utf8").catch(() => ""))?.[1]
      : (await run("ps", ["-o", "rss=", "-p", String(pid)]).catch(() => ({ stdout: "" }))).stdout.trim();
  return kib ? Number(kib) * 1024 : undefined;
}
