/** Gives the beginning of a file back to the disk while another process appends to it. */
import { execFile } from "node:child_process";

/**
 * Frees the first `bytes` of a file; its length and what comes behind them stay as they are, also what is written just now.
 * Resolves with whether that was done: it needs Linux, its program `fallocate` and a file system with holes.
 */
export function freeBeginning(path: string, bytes: number): Promise<boolean> {
  if (process.platform !== "linux") return Promise.resolve(false);
  const hole = ["--punch-hole", "--keep-size", "--offset", "0", "--length", String(bytes)];
  return new Promise((resolve) => {
    execFile("fallocate", [...hole, path], { timeout: 10_000 }, (error) => resolve(error === null));
  });
}
