/**
 * The kernel-host: `node host.js <session-folder> [--adopt | --closed]`. One process for one kernel; it goes on when main
 * is gone, and ends when its session is shut down or, unless the session is to be kept, nobody is attached for a while.
 *
 * A kernel that an earlier host left running is taken over. Where there is none, one is started; with --adopt the
 * session stays without. With --closed the log is served to be read, as long as somebody does.
 */
import "./floor/inherited-descriptors";
import path from "node:path";
import { parseArgs } from "node:util";
import { version as BUILD } from "../package.json";
import { UNATTENDED_HOST_MS } from "../preload/contract/limits";
import { acceptChannel, type ServedSession } from "./attach/channels";
import { AttachServer } from "./attach/server";
import { startTimeOf } from "./door/processes";
import { HOST_TAKEN, type LaunchFile } from "./door/session-files";
import { systemClock } from "./floor/clock";
import { reportFailure, tellFailuresBy, unawaited } from "./floor/failures";
import { HostFolder, LaunchError, socketFolderFault, TakenError } from "./folder/host-folder";
import { boundHostLog } from "./folder/host-log";
import { whyNoSocket } from "./folder/socket-probe";
import { MAX_SOCKET_PATH } from "./kernel/connection-file";
import { ClosedSession } from "./kernel-lives/closed-session";
import { hostFailed } from "./kernel-lives/life-sentences";
import { Lives } from "./kernel-lives/lives";
import { Session } from "./kernel-lives/session";
import { Log } from "./log/log";
import { endEarlierHost } from "./takeover/earlier-host";
import { findLivingKernel } from "./takeover/living-kernel";
import { hostEnded } from "./takeover/takeover-sentences";

/** host.json says so often that the host still listens, in ms: as exact as the gap is that a killed host leaves. */
const ALIVE_MS = 1_000;
/** It is looked whether host.log has grown too large once in so many of these. */
const LOG_LOOKS = 30;
/** Opening a log is told about once it takes longer than this, in ms. */
const SLOW_OPENING_MS = 1_000;
/** A closed session that nobody reads is put away after this, in ms. */
const CLOSED_UNATTENDED_MS = 10_000;

/** Where Unix sockets may be made, or null and why not. */
async function chooseSocketFolder(wanted: string | null, session: string, reason: string | undefined) {
  if (wanted === null) return { folder: null, reason };
  const fault = await socketFolderFault(wanted);
  if (fault !== undefined) return { folder: null, reason: fault };
  if (Buffer.byteLength(path.join(wanted, `${session}-k-5`)) > MAX_SOCKET_PATH) {
    return { folder: null, reason: `the path of ${wanted} is too long for sockets` };
  }
  const cannot = await whyNoSocket(path.join(wanted, `${session}-p`));
  if (cannot !== undefined)
    return { folder: null, reason: `${wanted} is on a disk without sockets (${cannot})` };
  return { folder: wanted, reason: undefined };
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { adopt: { type: "boolean" }, closed: { type: "boolean" } },
  });
  const [sessionFolder] = positionals;
  if (sessionFolder === undefined)
    throw new LaunchError("usage: node host.js <session-folder> [--adopt | --closed]");
  const folder = new HostFolder(path.resolve(sessionFolder));
  await folder.check();
  const launch = await folder.readLaunch();
  const key = await folder.readKey();
  const epoch = await folder.claimEpoch();
  const sockets = await chooseSocketFolder(launch.socketFolder, launch.session, launch.socketReason);
  const log = await openLog(folder, launch.session, epoch);
  // What only is read has nothing more to be missed.
  if (!values.closed) {
    const sentence = hostFailed();
    tellFailuresBy(() => log.append({ kind: "life", event: "output may be missing", sentence }));
  }
  const { session, begin } = values.closed
    ? openClosed(launch, log)
    : await openSession(launch, folder, log, sockets, values.adopt ?? false);

  const finish = async () => {
    await server.dispose();
    log.dispose();
    process.exit(0);
  };
  const shutDown = () => unawaited("ending the session", session.shutdown().then(finish));
  const keep = launch.keep === true && !values.closed;
  const unattendedMs =
    launch.limits?.unattendedMs ?? (values.closed ? CLOSED_UNATTENDED_MS : UNATTENDED_HOST_MS);
  let unattended: NodeJS.Timeout | undefined;
  const attended = (clients: number) => {
    clearTimeout(unattended);
    if (clients === 0 && !keep) unattended = setTimeout(shutDown, unattendedMs);
  };
  const server = await AttachServer.listen({
    socketPath: sockets.folder === null ? null : path.join(sockets.folder, `${launch.session}-a.sock`),
    key,
    build: BUILD,
    accept: (channel) =>
      acceptChannel(channel, { session, ended: () => unawaited("ending the host", finish()) }),
    clients: attended,
  });
  attended(0);
  process.on("SIGTERM", shutDown);
  // Ctrl-C in a terminal, and the end of that terminal, are not meant for the host.
  process.on("SIGINT", () => {});
  process.on("SIGHUP", () => {});
  const startTime = await startTimeOf(process.pid);
  await folder.writeHost({ pid: process.pid, startTime, epoch, build: BUILD, attach: server.address });
  let marks = 0;
  setInterval(() => {
    folder.markAlive();
    if (marks++ % LOG_LOOKS === 0) boundHostLog(folder.path("host.log"));
  }, ALIVE_MS);
  await begin();
}

/** Opens the session's log; where that takes a while, main is told how far it is. */
async function openLog(folder: HostFolder, session: string, epoch: number): Promise<Log> {
  const begun = performance.now();
  const opening = (read: number, of: number) => {
    if (performance.now() - begun > SLOW_OPENING_MS) folder.writeOpening({ pid: process.pid, read, of });
  };
  const log = new Log({ folder: folder.path("log"), session, epoch, clock: systemClock, opening });
  await folder.removeOpening();
  return log;
}

/** What is served, and what is to be done once it is. */
interface Opened {
  readonly session: ServedSession;
  readonly begin: () => Promise<void>;
}

function openClosed(launch: LaunchFile, log: Log): Opened {
  endEarlierHost(log, launch.name);
  return { session: new ClosedSession(launch, log), begin: async () => {} };
}

async function openSession(
  launch: LaunchFile,
  folder: HostFolder,
  log: Log,
  sockets: Awaited<ReturnType<typeof chooseSocketFolder>>,
  adopt: boolean,
): Promise<Opened> {
  await folder.removeEnded();
  if (launch.joined) {
    const lives = await Lives.create(launch, folder, log, sockets.folder, await folder.readConnection());
    return { session: new Session(lives), begin: () => lives.join() };
  }
  const living = await findLivingKernel(folder, log, launch.session);
  const lives = await Lives.create(launch, folder, log, sockets.folder, living?.connection);
  const session = new Session(lives);
  if (living) return { session, begin: () => lives.adopt(living) };
  endEarlierHost(log, launch.name);
  if (adopt) return { session, begin: async () => lives.beginDead(hostEnded(launch.name)) };
  if (lives.exposed) {
    const why = sockets.reason === undefined ? "" : ` (${sockets.reason})`;
    const sentence = `The kernel is reached over TCP on 127.0.0.1${why}: other users of this machine can see its output.`;
    log.append({ kind: "life", event: "transport", sentence });
  }
  return { session, begin: () => lives.start() };
}

// Where the disk that holds host.log is full, what cannot be said must not be an exception that is said again, for ever.
process.stderr.on("error", () => {});
// The kernel's memory is worth more than a clean end of this process.
process.on("uncaughtException", (error) => reportFailure("an exception", error));
process.on("unhandledRejection", (error) => reportFailure("a promise", error));

main().catch((error: unknown) => {
  console.error(error instanceof LaunchError ? error.message : error);
  process.exit(error instanceof TakenError ? HOST_TAKEN : 1);
});
