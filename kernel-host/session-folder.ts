/** The session's folder as the host reads and writes it (see preload/contract/session-files.ts). */
import { randomBytes } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import { link, lstat, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import {
  type EndedFile,
  epochFile,
  type HostFile,
  type KernelFile,
  kernelFile,
  type LaunchFile,
  launchFile,
} from "../preload/contract/session-files";
import { type ConnectionInfo, connectionInfo } from "./kernel/connection-info";
import { processStartTime } from "./kernel/process-table";
import { type RawPlaces, rawPlaces } from "./kernel/raw-places";

/** Why a host cannot run: a sentence for the host's log. */
export class LaunchError extends Error {
  override name: string = "LaunchError";
}

/** Another host serves the session already. */
export class TakenError extends LaunchError {
  override name = "TakenError";
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

  /**
   * Claims the next epoch, a number that no other host of this session has or will have. Of several hosts that want
   * the session at once one gets it.
   * @throws TakenError when the host that has the last epoch still lives
   */
  async claimEpoch(): Promise<number> {
    const own = { pid: process.pid, startTime: await processStartTime(process.pid) };
    const claim = this.path(`claim-${randomBytes(8).toString("hex")}`);
    await writeFile(claim, JSON.stringify(own), { mode: 0o600 });
    try {
      for (;;) {
        const last = await this.#lastEpoch();
        const holder = await this.#read(`epoch-${last}`, epochFile);
        if (
          holder &&
          holder.startTime !== null &&
          (await processStartTime(holder.pid)) === holder.startTime
        ) {
          throw new TakenError(`Another kernel-host (process ${holder.pid}) serves this session`);
        }
        if (await this.#claim(claim, last + 1)) return last + 1;
      }
    } finally {
      await rm(claim, { force: true });
    }
  }

  async #lastEpoch(): Promise<number> {
    const taken = (await readdir(this.folder)).map((name) => Number(/^epoch-(\d+)$/.exec(name)?.[1] ?? 0));
    return Math.max(0, ...taken);
  }

  /** Whether the epoch is ours now: its file comes into being with what it holds, or was there before. */
  async #claim(claim: string, epoch: number): Promise<boolean> {
    const file = this.path(`epoch-${epoch}`);
    try {
      await link(claim, file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    }
    // A file system without hard links.
    try {
      await writeFile(file, await readFile(claim), { mode: 0o600, flag: "wx" });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      return false;
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

  /** The kernel's process as the last host wrote it, and how to reach it; undefined where one of them is not known. */
  async readKernel(): Promise<{ kernel: KernelFile; connection: ConnectionInfo } | undefined> {
    const kernel = await this.#read("kernel.json", kernelFile);
    const connection = await this.#read("connection.json", connectionInfo);
    return kernel && connection && { kernel, connection };
  }

  /** Says that the session was ended on purpose. */
  async writeEnded(content: EndedFile): Promise<void> {
    await replaceFile(this.path("ended.json"), JSON.stringify(content));
  }

  /** It goes on. */
  async removeEnded(): Promise<void> {
    await rm(this.path("ended.json"), { force: true });
  }

  /** Says that this host still listens: the next one tells by it when the gap began. */
  async markAlive(): Promise<void> {
    const now = new Date();
    await utimes(this.path("host.json"), now, now).catch(() => {});
  }

  /** When the last host was last seen to live, ms since 1970; 0 when there was none. */
  async lastAlive(): Promise<number> {
    return (await stat(this.path("host.json")).catch(() => undefined))?.mtimeMs ?? 0;
  }

  /** Up to where the raw files had been taken into the log at some number of it. */
  async readRawPlaces(): Promise<RawPlaces | undefined> {
    return this.#read("raw-places", rawPlaces);
  }

  /** Notes what is in the log of the raw files; called before more of them is taken in, so at once. */
  writeRawPlaces(places: RawPlaces): void {
    const fresh = this.path("raw-places.new");
    try {
      writeFileSync(fresh, JSON.stringify(places), { mode: 0o600 });
      renameSync(fresh, this.path("raw-places"));
    } catch (error) {
      // A full disk: the log says so itself.
      console.error("raw-places was not written:", (error as Error).message);
    }
  }

  async #read<T>(name: string, schema: v.GenericSchema<unknown, T>): Promise<T | undefined> {
    try {
      return v.parse(schema, JSON.parse(await readFile(this.path(name), "utf8")));
    } catch {
      return undefined;
    }
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
