/** The session's folder as the host reads and writes it (see kernel-host/door/session-files.ts). */
import { randomBytes } from "node:crypto";
import { utimesSync } from "node:fs";
import { link, lstat, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as v from "valibot";
import type { ConnectionInfo } from "../../preload/contract/connection-info";
import { PRIVATE_FILE, writeAtOnce, writeAtomically } from "../door/atomic-write";
import { isCertain, startTimeOf } from "../door/processes";
import {
  type EndedFile,
  type EpochFile,
  type HostFile,
  type KernelFile,
  type LaunchFile,
  launchFile,
  type OpeningFile,
} from "../door/session-files";
import { epochName, SESSION_FILE, SessionFolderReader } from "../door/session-folder-reader";
import { type RawPlaces, rawPlaces } from "../kernel/raw-places";

/** Why a host cannot run: a sentence for the host's log. */
export class LaunchError extends Error {
  override name: string = "LaunchError";
}

/** A host on another machine that shares the folder says each second that it lives; silent so long, it is gone. In ms. */
const ELSEWHERE_MS = 10_000;

/** A claim that cannot be read is looked at again so often, and after so long, in ms. */
const LOOKS_AT_A_CLAIM = 10;
const LOOK_AGAIN_MS = 20;

/** Whether a process was started on another machine, or before this one was started last. */
function isElsewhere({ startTime }: EpochFile, own: EpochFile): boolean {
  const boot = (time: string | null) => time?.split("@")[1];
  return boot(startTime) !== undefined && boot(startTime) !== boot(own.startTime);
}

/** Another host serves the session already. */
export class TakenError extends LaunchError {
  override name = "TakenError";
}

/** The next host reads it, whatever ends this one; against a power cut, which ends kernels too, nothing is needed. */
const WRITING = { mode: PRIVATE_FILE, sync: false };

export class HostFolder extends SessionFolderReader {
  /** @param hardLink makes one; not every file system can */
  constructor(
    readonly folder: string,
    private readonly hardLink: (from: string, to: string) => Promise<void> = link,
  ) {
    super(folder);
  }

  /**
   * Looks whether the folder is one to work in.
   * @throws LaunchError when it is not there, no folder, or another user's
   */
  async check(): Promise<void> {
    const found = await lstat(this.folder).catch(() => undefined);
    if (!found?.isDirectory()) throw new LaunchError(`${this.folder} is not a session's folder`);
    if (process.getuid && found.uid !== process.getuid())
      throw new LaunchError(`${this.folder} belongs to another user`);
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  /**
   * What to run.
   * @throws LaunchError when launch.json is missing or does not fit.
   */
  async readLaunch(): Promise<LaunchFile> {
    const file = this.path(SESSION_FILE.launch);
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
    const key = await this.savedKey();
    if (key === undefined) throw new LaunchError(`${this.path(SESSION_FILE.key)} holds no key`);
    return key;
  }

  /**
   * Claims the next epoch, a number that no other host of this session has or will have. Of several hosts that want
   * the session at once one gets it.
   * @throws TakenError when the host that has the last epoch still lives, here or on another machine
   */
  async claimEpoch(): Promise<number> {
    const own = { pid: process.pid, startTime: await startTimeOf(process.pid) };
    const claim = this.path(`claim-${randomBytes(8).toString("hex")}`);
    await writeFile(claim, JSON.stringify(own), { mode: 0o600 });
    try {
      for (;;) {
        const last = await this.lastEpoch();
        const holder = await this.#holder(last);
        if (holder && (await isCertain(holder)))
          throw new TakenError(`Another kernel-host (process ${holder.pid}) serves this session`);
        if (holder && isElsewhere(holder, own) && (await this.#wroteSince(claim, ELSEWHERE_MS))) {
          throw new TakenError("A kernel-host on another machine serves this session");
        }
        if (await this.#claim(claim, last + 1)) return last + 1;
      }
    } finally {
      await rm(claim, { force: true });
    }
  }

  /** Whether the last host said that it lives less than `ms` before `file` was written. */
  async #wroteSince(file: string, ms: number): Promise<boolean> {
    const [said, now] = [await this.lastAlive(), (await stat(file)).mtimeMs];
    return Math.abs(now - said) < ms;
  }

  /** Who claimed an epoch; undefined when nobody did, or its file cannot be read. */
  async #holder(epoch: number): Promise<EpochFile | undefined> {
    for (let looked = 0; looked < LOOKS_AT_A_CLAIM; looked++) {
      const holder = await this.claimant(epoch);
      if (holder || epoch === 0) return holder;
      // Where there are no hard links its writer may have just begun.
      await pause(LOOK_AGAIN_MS);
    }
    return undefined;
  }

  /** Whether the epoch is ours now: its file comes into being with what it holds, or was there before. */
  async #claim(claim: string, epoch: number): Promise<boolean> {
    const file = this.path(epochName(epoch));
    try {
      await this.hardLink(claim, file);
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
    await writeAtomically(file, fresh, WRITING);
    return fresh;
  }

  async writeHost(content: HostFile): Promise<void> {
    await writeAtomically(this.path(SESSION_FILE.host), JSON.stringify(content), WRITING);
  }

  /** Notes the kernel's process, at once: what is told after it can be relied on by the next host. */
  writeKernel(content: KernelFile): void {
    this.#replaceAtOnce(SESSION_FILE.kernel, JSON.stringify(content));
  }

  /** The kernel's process as the last host wrote it, and how to reach it; undefined where one of them is not known. */
  async readKernel(): Promise<{ kernel: KernelFile; connection: ConnectionInfo } | undefined> {
    const kernel = await this.kernel();
    const connection = await this.connection();
    return kernel && connection && { kernel, connection };
  }

  /** Says how far this host has read the log, at once: nothing else happens meanwhile. */
  writeOpening(content: OpeningFile): void {
    this.#replaceAtOnce(SESSION_FILE.opening, JSON.stringify(content));
  }

  /** The log is open. */
  async removeOpening(): Promise<void> {
    await rm(this.path(SESSION_FILE.opening), { force: true });
  }

  /**
   * How to reach a kernel that another program has started.
   * @throws LaunchError
   */
  async readConnection(): Promise<ConnectionInfo> {
    const connection = await this.connection();
    if (!connection) throw new LaunchError(`${this.path(SESSION_FILE.connection)} says of no kernel`);
    return connection;
  }

  /** Says that the session was ended on purpose. */
  async writeEnded(content: EndedFile): Promise<void> {
    await writeAtomically(this.path(SESSION_FILE.ended), JSON.stringify(content), WRITING);
  }

  /** It goes on. */
  async removeEnded(): Promise<void> {
    await rm(this.path(SESSION_FILE.ended), { force: true });
  }

  /** Says that this host still listens: the next one tells by it when the gap began. */
  markAlive(): void {
    const now = new Date();
    try {
      // At once: by a promise it wakes a thread besides, each second, of each idle kernel's host.
      utimesSync(this.path(SESSION_FILE.host), now, now);
    } catch {
      // A folder that was taken away, or can only be read: who looks takes the log's newest record for it.
    }
  }

  /** When the last host was last seen to live, ms since 1970; 0 when there was none. */
  async lastAlive(): Promise<number> {
    return (await stat(this.path(SESSION_FILE.host)).catch(() => undefined))?.mtimeMs ?? 0;
  }

  /** Up to where the raw files had been taken into the log at some number of it. */
  async readRawPlaces(): Promise<RawPlaces | undefined> {
    return this.read("raw-places", rawPlaces);
  }

  /** Notes what is in the log of the raw files; called before more of them is taken in, so at once. */
  writeRawPlaces(places: RawPlaces): void {
    this.#replaceAtOnce("raw-places", JSON.stringify(places));
  }

  #replaceAtOnce(name: string, text: string): void {
    try {
      writeAtOnce(this.path(name), text);
    } catch (error) {
      // A full disk: the log says so itself.
      console.error(`${name} was not written:`, (error as Error).message);
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
