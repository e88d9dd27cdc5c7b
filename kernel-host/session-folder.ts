/** The session's folder as the host reads and writes it (see preload/contract/session-files.ts). */
import { randomBytes } from "node:crypto";
import { lstat, open, readdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import {
  type HostFile,
  type KernelFile,
  type LaunchFile,
  launchFile,
} from "../preload/contract/session-files";

/** Why a host cannot run: a sentence for the host's log. */
export class LaunchError extends Error {
  override name = "LaunchError";
}

/** Replaces a file by rename, 0600: a reader sees the old or the new text, never a part. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const fresh = `${file}.${process.pid}.new`;
  await writeFile(fresh, text, { mode: 0o600 });
  await rename(fresh, file);
}

export class SessionFolder {
  constructor(readonly folder: string) {}

  path(name: string): string {
    return path.join(this.folder, name);
  }

  /**
   * What to run.
   * @throws LaunchError when launch.json is missing or does not fit.
   */
  async readLaunch(): Promise<LaunchFile> {
    const file = this.path("launch.json");
    try {
      return v.parse(launchFile, JSON.parse(await readFile(file, "utf8")));
    } catch (error) {
      throw new LaunchError(`${file} cannot be used: ${(error as Error).message}`);
    }
  }

  /**
   * The key of the attach socket's challenge, 64 hex digits.
   * @throws LaunchError
   */
  async readKey(): Promise<string> {
    const key = (await readFile(this.path("key"), "utf8").catch(() => "")).trim();
    if (!/^[0-9a-f]{64}$/.test(key)) throw new LaunchError(`${this.path("key")} holds no key`);
    return key;
  }

  /** Claims the next epoch, a number that no other host of this session has or will have. */
  async claimEpoch(): Promise<number> {
    const taken = (await readdir(this.folder)).map((name) => Number(/^epoch-(\d+)$/.exec(name)?.[1] ?? 0));
    for (let epoch = Math.max(0, ...taken) + 1; ; epoch++) {
      try {
        await (await open(this.path(`epoch-${epoch}`), "wx", 0o600)).close();
        return epoch;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
  }

  /** The routing id of shell and stdin sockets; the same for every host of the session. */
  async routingId(): Promise<string> {
    const file = this.path("routing-id");
    const known = (await readFile(file, "utf8").catch(() => "")).trim();
    if (/^[0-9a-f]{32}$/.test(known)) return known;
    const fresh = randomBytes(16).toString("hex");
    await replaceFile(file, fresh);
    return fresh;
  }

  async writeHost(content: HostFile): Promise<void> {
    await replaceFile(this.path("host.json"), JSON.stringify(content));
  }

  async writeKernel(content: KernelFile): Promise<void> {
    await replaceFile(this.path("kernel.json"), JSON.stringify(content));
  }
}

/**
 * Whether a folder may hold our sockets: a real folder, ours, closed to others. Returns what is wrong, or undefined.
 */
export async function socketFolderFault(folder: string): Promise<string | undefined> {
  const found = await lstat(folder).catch(() => undefined);
  if (!found) return `${folder} is not there`;
  if (!found.isDirectory()) return `${folder} is not a folder`;
  if (process.getuid && found.uid !== process.getuid()) return `${folder} belongs to another user`;
  if (process.platform !== "win32" && (found.mode & 0o077) !== 0) return `${folder} is open to other users`;
  return undefined;
}
