/**
 * The files of a session's folder that one process writes and another reads. All are JSON, 0600, replaced by rename.
 * A host is started with the folder as its only argument. It ends with code 0 when it has ended its kernel on purpose;
 * with any other code the session stays and a new host may continue it.
 *
 *     <profile>/sessions/<id>/
 *       launch.json       written by main before it starts a host
 *       host.json         written by the host once it serves its attach socket; main reads it
 *       kernel.json       written by the host for each life: what to end when the host is gone
 *       key               64 hex digits: key of the attach socket's challenge
 *       connection.json   copy of the Jupyter connection file
 *       routing-id        the routing id of shell and stdin sockets
 *       epoch-<n>         claimed with O_EXCL by the host of epoch n
 *       log/              the log's segments, and what was trimmed of them (kernel-host/log/disk)
 *       raw-stdout, raw-stderr   what the kernel process itself printed
 *       host.log          the host's own stderr
 *       marks-<view>.json
 */
import * as v from "valibot";

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535));

/** What a host is to run, and where. */
export const launchFile = v.object({
  session: v.string(),
  /** The kernel's display name, as the shell is named. */
  name: v.string(),
  kernel: v.object({
    /** argv of the kernelspec, with its {templates} unresolved. */
    argv: v.pipe(v.array(v.string()), v.minLength(1)),
    /** Folder of the kernelspec, for {resource_dir}; empty when there is none. */
    resourceDir: v.string(),
    env: v.record(v.string(), v.string()),
    interruptMode: v.picklist(["signal", "message"]),
    language: v.string(),
  }),
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
 * Where a running host is. `startTime` beside the pid tells a reused pid from ours: field 22 of /proc/<pid>/stat on
 * Linux, `ps -o lstart=` on macOS, null on Windows.
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
});
export type KernelFile = v.InferOutput<typeof kernelFile>;

/** Name of the environment variable by which a kernel's processes are known as a session's. */
export const SESSION_MARK = "TANDEM_SESSION";

/**
 * Name of the environment variable that tells a host how many descriptors, from 3 on, main has given it that lead to
 * nothing, in the place of its own: the host closes them first of all, so that its kernel does not inherit them.
 */
export const FILLED_DESCRIPTORS = "TANDEM_FILLED_DESCRIPTORS";
