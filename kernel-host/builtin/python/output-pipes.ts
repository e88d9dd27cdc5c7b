/**
 * Pipes for the interpreter's stdout and stderr. Node's own "pipes" are sockets: /dev/stdout cannot be opened on them,
 * and they take a small write for each line at twice the cost.
 */
import { spawnSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import os from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";

const MKFIFO = ["/usr/bin/mkfifo", "/bin/mkfifo"];

export interface OutputPipe {
  readonly reader: Readable;
  /** The writing end, for the child; to be closed here once the child has it. */
  readonly childEnd: number;
}

/** @returns a pipe for each of stdout and stderr, or undefined where there are none (Windows, no place to make one) */
export function outputPipes(): { stdout: OutputPipe; stderr: OutputPipe } | undefined {
  if (process.platform === "win32") return undefined;
  let folder: string | undefined;
  try {
    folder = mkdtempSync(path.join(os.tmpdir(), "tandem-output-"));
    const files = [path.join(folder, "stdout"), path.join(folder, "stderr")] as const;
    if (!MKFIFO.some((mkfifo) => spawnSync(mkfifo, [...files], { stdio: "ignore" }).status === 0))
      return undefined;
    return { stdout: openPipe(files[0]), stderr: openPipe(files[1]) };
  } catch {
    return undefined;
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function openPipe(file: string): OutputPipe {
  // Without a reader the writing end could not be opened; the reading end does not wait for a writer.
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const childEnd = openSync(file, constants.O_WRONLY);
  return { reader: new Socket({ fd, readable: true, writable: false }), childEnd };
}

/** Closes the child's ends here, so that the end of the child is the end of the pipe. */
export function closeChildEnds(pipes: ReturnType<typeof outputPipes>): void {
  for (const pipe of [pipes?.stdout, pipes?.stderr]) if (pipe) closeSync(pipe.childEnd);
}
