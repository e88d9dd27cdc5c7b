/** How much memory a process has. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const KIB = 1024;
const STATUS_MEMORY = "VmRSS:";

/** Its resident memory in bytes; undefined where it cannot be known (it is gone, or the system is Windows). */
export async function memoryOf(pid: number): Promise<number | undefined> {
  if (process.platform === "win32") return undefined;
  if (process.platform === "linux") {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    const at = status.indexOf(STATUS_MEMORY);
    return at < 0 ? undefined : Number.parseInt(status.slice(at + STATUS_MEMORY.length), 10) * KIB;
  }
  const { stdout } = await run("ps", ["-o", "rss=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
  const kib = Number.parseInt(stdout, 10);
  return Number.isNaN(kib) ? undefined : kib * KIB;
}
