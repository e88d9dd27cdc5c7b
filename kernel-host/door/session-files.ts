/**
 * The files of a session's folder that one process writes and another reads. All are JSON, 0600, replaced by rename.
 * A host is started with the folder as its only argument. It ends with code 0 when it has ended its kernel on purpose;
 * with any other code the session stays and a new host may continue it: one that finds the kernel of kernel.json alive
 * takes it over. With the argument --adopt besides, it starts no kernel where there is none to take over. With --closed
 * it serves the log to be read and ends with code 0 some time after its last client has gone.
 *
 *     <profile>/sessions/<id>/
 *       launch.json       written by main before it starts a host
 *       host.json         written by the host once it serves its attach socket; main reads it
 *       kernel.json       written by the host for each life: what to take over, or to end, when the host is gone
 *       opening.json      written by the host while it reads through a long log, before it serves its attach socket
 *       ended.json        written by the host when it has ended its kernel on purpose
 *       key               64 hex digits: key of the attach socket's challenge
 *       connection.json   copy of the Jupyter connection file
 *       routing-id        the routing id of shell and stdin sockets
 *       epoch-<n>         claimed by the host of epoch n, whose pid and start time it holds: one host at a time
 *       raw-places        up to where the raw files are in the log
 *       log/              the log's segments, and what was trimmed of them (kernel-host/log/disk)
 *       raw-stdout, raw-stderr   what the kernel process itself printed
 *       host.log          the host's own stderr
 *       report.log        the end of raw files and host.log, for the user; written by main when it is asked for
 *       marks-<view>.json
 */
import * as v from "valibot";
import { launchConfiguration } from "../../preload/contract/configurations";

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535));

/** Policy of restarting a kernel that died: not more than `limit` times in a row; `stableMs` after a start it is a new row. */
export const restartPolicy = v.object({
  limit: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  stableMs: v.exactOptional(v.number()),
});

/** What a host is to run, and where. */
export const launchFile = v.object({
  session: v.string(),
  /** The kernel's display name, as the shell is named, or what the user calls it. */
  name: v.string(),
  /** What it was named before the user called it otherwise. */
  ownName: v.exactOptional(v.string()),
  kernel: v.object({
    /** argv of the kernelspec, with its {templates} unresolved. */
    argv: v.pipe(v.array(v.string()), v.minLength(1)),
    /** Folder of the kernelspec, for {resource_dir}; empty when there is none. */
    resourceDir: v.string(),
    /** `$NAME`, `${NAME}` and `$$` in its values as in a kernelspec's. */
    env: v.record(v.string(), v.string()),
    /** Prefix of the conda environment that the kernel's program is of: it is activated before the kernel starts. */
    conda: v.exactOptional(v.string()),
    interruptMode: v.picklist(["signal", "message"]),
    /** It encrypts its sockets by the keys of the connection file ("supported_encryption" of the kernelspec). */
    curve: v.exactOptional(v.literal(true)),
    language: v.string(),
  }),
  /** As main lists the kernel, where it was chosen from that list. */
  kernelId: v.exactOptional(v.string()),
  /** When the session was made, ms since 1970. */
  created: v.exactOptional(v.number()),
  /** The host goes on when nobody is attached; otherwise it ends its kernel after a while (UNATTENDED_HOST_MS). */
  keep: v.exactOptional(v.boolean()),
  /** A kernel that dies is started again by itself; absent: it stays dead. */
  restart: v.exactOptional(restartPolicy),
  /** The shell configuration that it is started with, and started again with: read anew at each start. */
  configuration: v.exactOptional(launchConfiguration),
  /** Sockets that the kernel gets: "tcp" on 127.0.0.1, "open tcp" the same without encryption, "ipc" where that is possible; absent: ipc, and TCP where that fails. */
  transport: v.exactOptional(v.picklist(["ipc", "tcp", "open tcp"])),
  /** File that the host makes once the kernel is known to need TCP; it is there for all sessions of that kernel. */
  tcpMemory: v.exactOptional(v.string()),
  /** The kernel is another program's, which it is never ended with: connection.json, written by main, says where it is. */
  joined: v.exactOptional(v.object({ file: v.string() })),
  /** The working folder; where it is gone, the host says so and uses the home folder. */
  cwd: v.string(),
  /** 0700 folder for Unix sockets, with room for names of 24 bytes, or null: TCP on 127.0.0.1 is used. `reason` says why, for the shell. */
  socketFolder: v.nullable(v.string()),
  socketReason: v.exactOptional(v.string()),
  /** Jupyter runtime folder, where the connection file for other clients goes. */
  runtimeFolder: v.string(),
  /** Times that differ from those in limits.ts, in ms. */
  limits: v.exactOptional(
    v.object({
      unattendedMs: v.exactOptional(v.number()),
      startSlowMs: v.exactOptional(v.number()),
      startFailedMs: v.exactOptional(v.number()),
    }),
  ),
});
export type LaunchFile = v.InferOutput<typeof launchFile>;

/**
 * Where a running host is. `startTime` beside the pid tells a reused pid from ours, also after a restart of the machine
 * and on another one: on Linux field 22 of /proc/<pid>/stat, "@" and the system's boot_id, on macOS `ps -o lstart=`,
 * null on Windows.
 */
export const hostFile = v.object({
  pid: v.number(),
  startTime: v.nullable(v.string()),
  epoch: v.number(),
  build: v.string(),
  attach: v.variant("kind", [
    v.object({ kind: v.literal("socket"), path: v.string() }),
    v.object({ kind: v.literal("tcp"), port }),
  ]),
});
export type HostFile = v.InferOutput<typeof hostFile>;

/** The kernel process of the present life. Its environment carries TANDEM_SESSION=<id> as the mark. */
export const kernelFile = v.object({
  pid: v.number(),
  startTime: v.nullable(v.string()),
  life: v.number(),
  session: v.string(),
  /** It has answered the handshake: a host that takes it over need not wait for its shell socket. */
  ready: v.exactOptional(v.boolean()),
  /** Revision of the shell configuration that it was started with. */
  configuration: v.exactOptional(v.string()),
  /** It was taught to tell its variables (kernel-host/variables). */
  tellsVariables: v.exactOptional(v.boolean()),
});
export type KernelFile = v.InferOutput<typeof kernelFile>;

/** The process that has claimed an epoch. */
export const epochFile = v.object({ pid: v.number(), startTime: v.nullable(v.string()) });
export type EpochFile = v.InferOutput<typeof epochFile>;

/** How far a host has read a log of which nothing is known but the records themselves, in bytes. */
export const openingFile = v.object({ pid: v.number(), read: v.number(), of: v.number() });
export type OpeningFile = v.InferOutput<typeof openingFile>;

/** The session's end on purpose. */
export const endedFile = v.object({
  /** ms since 1970. */
  time: v.number(),
  /** Anything was run in it: its log is worth keeping. */
  used: v.boolean(),
  /** Nobody wanted its end: the app ended, and its kernel was gone. Windows that had it in view go on showing it. */
  left: v.exactOptional(v.literal(true)),
});
export type EndedFile = v.InferOutput<typeof endedFile>;

/** Exit code of a host that found another one at work on its session. */
export const HOST_TAKEN = 3;

/** Name of the environment variable by which a kernel's processes are known as a session's. */
export const SESSION_MARK = "TANDEM_SESSION";

/**
 * Name of the environment variable that tells a host how many descriptors, from 3 on, main has given it that lead to
 * nothing, in the place of its own: the host closes them first of all, so that its kernel does not inherit them.
 */
export const FILLED_DESCRIPTORS = "TANDEM_FILLED_DESCRIPTORS";

/**
 * Name of the environment variable that tells a built-in kernel where the history of inputs in its language is kept: JSON
 * lines, each a `historyEntry`. It reads them once, at its start.
 */
export const HISTORY_FILE = "TANDEM_HISTORY";
