/** What stands in a session's folder and under which name: one format, which main writes a part of and the host the rest. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { type ConnectionInfo, connectionInfo } from "../../preload/contract/connection-info";
import {
  type EndedFile,
  type EpochFile,
  endedFile,
  epochFile,
  type HostFile,
  hostFile,
  type KernelFile,
  kernelFile,
  type LaunchFile,
  launchFile,
  type OpeningFile,
  openingFile,
} from "./session-files";

/** Names of the files; what is in them says `kernel-host/door/session-files`. */
export const SESSION_FILE = {
  connection: "connection.json",
  ended: "ended.json",
  host: "host.json",
  kernel: "kernel.json",
  key: "key",
  launch: "launch.json",
  opening: "opening.json",
} as const;

/** Name of the file by which a host claims an epoch. */
export const epochName = (epoch: number): string => `epoch-${epoch}`;

/** Reads them. What is not there, or is not what it should be, is undefined. */
export class SessionFolderReader {
  /** @param place the folder's path */
  constructor(protected readonly place: string) {}

  /** What its host is to run. */
  launch(): Promise<LaunchFile | undefined> {
    return this.read(SESSION_FILE.launch, launchFile);
  }

  /** How its kernel is reached. */
  connection(): Promise<ConnectionInfo | undefined> {
    return this.read(SESSION_FILE.connection, connectionInfo);
  }

  /** That and when it was ended on purpose. */
  ended(): Promise<EndedFile | undefined> {
    return this.read(SESSION_FILE.ended, endedFile);
  }

  /** How far a host has read through the log before it serves it; undefined where none has to. */
  opening(): Promise<OpeningFile | undefined> {
    return this.read(SESSION_FILE.opening, openingFile);
  }

  /** Where its host is; undefined as long as it has not said so. */
  host(): Promise<HostFile | undefined> {
    return this.read(SESSION_FILE.host, hostFile);
  }

  /** The kernel's process as its host last wrote it. */
  kernel(): Promise<KernelFile | undefined> {
    return this.read(SESSION_FILE.kernel, kernelFile);
  }

  /** Number of the last epoch that was claimed, 0 when none was. @throws NodeJS.ErrnoException */
  async lastEpoch(): Promise<number> {
    const names = await readdir(this.place);
    return Math.max(0, ...names.map((name) => Number(/^epoch-(\d+)$/.exec(name)?.[1] ?? 0)));
  }

  /** The process that claimed an epoch. */
  claimant(epoch: number): Promise<EpochFile | undefined> {
    return this.read(epochName(epoch), epochFile);
  }

  /** Key of the attach socket's challenge, 64 hex digits. */
  async savedKey(): Promise<string | undefined> {
    const key = (await readFile(join(this.place, SESSION_FILE.key), "utf8").catch(() => "")).trim();
    return /^[0-9a-f]{64}$/.test(key) ? key : undefined;
  }

  protected async read<T>(name: string, schema: v.GenericSchema<unknown, T>): Promise<T | undefined> {
    try {
      return v.parse(schema, JSON.parse(await readFile(join(this.place, name), "utf8")));
    } catch {
      return undefined;
    }
  }
}
