/**
 * Pipes for the stdout and stderr of programs. Node's own "pipes" are sockets: /dev/stdout cannot be opened on them,
 * and they take a small write for each line at twice the cost.
 */
import { spawnSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import os from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";

const MKFIFO = ["/usr/bin/mkfifo", "/bin/mkfifo"];

/** A pipe as two descriptors of this process; no program that it starts gets them unasked. */
export interface OutputPipe {
  /** Does not block; for a `net.Socket`. */
  readonly readEnd: number;
  readonly writeEnd: number;
}

export interface OutputPipes {
  readonly stdout: OutputPipe;
  readonly stderr: OutputPipe;
}

/** @returns a pipe for each of stdout and stderr, or undefined where there are none (Windows, no place to make one) */
export function outputPipes(): OutputPipes | undefined {
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
  const readEnd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  return { readEnd, writeEnd: openSync(file, constants.O_WRONLY) };
}

/** Closes the writing ends here, so that the end of the child that has them is the end of the pipe. */
export function closeWriteEnds(pipes: OutputPipes | undefined): void {
  for (const pipe of [pipes?.stdout, pipes?.stderr]) if (pipe) closeSync(pipe.writeEnd);
}

/** What comes out of a pipe. */
export function readerOf({ readEnd }: OutputPipe): Readable {
  return new Socket({ fd: readEnd, readable: true, writable: false });
}
