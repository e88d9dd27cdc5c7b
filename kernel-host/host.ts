/**
 * The kernel-host: `node host.js <session-folder>`. One process for one kernel; it goes on when main is gone, and ends
 * when its session is shut down or nobody is attached for a while.
 */
import path from "node:path";
import { version as BUILD } from "../package.json";
import { UNATTENDED_HOST_MS } from "../preload/contract/limits";
import { acceptChannel } from "./attach/channels";
import { AttachServer } from "./attach/server";
import { systemClock } from "./clock";
import { endEarlierHost } from "./earlier-host";
import { MAX_SOCKET_PATH } from "./kernel/connection-file";
import { processStartTime } from "./kernel/process-table";
import { Log } from "./log/log";
import { Session } from "./session";
import { LaunchError, SessionFolder, socketFolderFault } from "./session-folder";

/** Where Unix sockets may be made, or null and why not. */
async function chooseSocketFolder(wanted: string | null, session: string, reason: string | undefined) {
  if (wanted === null) return { folder: null, reason };
  const fault = await socketFolderFault(wanted);
  if (fault !== undefined) return { folder: null, reason: fault };
  if (Buffer.byteLength(path.join(wanted, `${session}-k-5`)) > MAX_SOCKET_PATH) {
    return { folder: null, reason: `the path of ${wanted} is too long for sockets` };
  }
  return { folder: wanted, reason: undefined };
}

async function main(): Promise<void> {
  const sessionFolder = process.argv[2];
  if (sessionFolder === undefined) throw new LaunchError("usage: node host.js <session-folder>");
  const folder = new SessionFolder(path.resolve(sessionFolder));
  const launch = await folder.readLaunch();
  const key = await folder.readKey();
  const epoch = await folder.claimEpoch();
  const sockets = await chooseSocketFolder(launch.socketFolder, launch.session, launch.socketReason);
  const log = new Log({ folder: folder.path("log"), session: launch.session, epoch, clock: systemClock });
  endEarlierHost(log, launch.name);
  const session = await Session.create(launch, folder, log, sockets.folder);
  if (!session.private) {
    const why = sockets.reason === undefined ? "" : ` (${sockets.reason})`;
    const sentence = `The kernel is reached over TCP on 127.0.0.1${why}: other users of this machine can see its output.`;
    log.append({ kind: "life", event: "transport", sentence });
  }

  const finish = async () => {
    await server.dispose();
    log.dispose();
    process.exit(0);
  };
  const unattendedMs = launch.limits?.unattendedMs ?? UNATTENDED_HOST_MS;
  let unattended: NodeJS.Timeout | undefined;
  const attended = (clients: number) => {
    clearTimeout(unattended);
    if (clients === 0) unattended = setTimeout(() => void session.shutdown().then(finish), unattendedMs);
  };
  const server = await AttachServer.listen({
    socketPath: sockets.folder === null ? null : path.join(sockets.folder, `${launch.session}-a.sock`),
    key,
    build: BUILD,
    accept: (channel) => acceptChannel(channel, { session, ended: () => void finish() }),
    clients: attended,
  });
  attended(0);
  process.on("SIGTERM", () => void session.shutdown().then(finish));
  // Ctrl-C in a terminal, and the end of that terminal, are not meant for the host.
  process.on("SIGINT", () => {});
  process.on("SIGHUP", () => {});
  const startTime = await processStartTime(process.pid);
  await folder.writeHost({ pid: process.pid, startTime, epoch, build: BUILD, attach: server.address });
  await session.start();
}

// The kernel's memory is worth more than a clean end of this process.
process.on("uncaughtException", (error) => console.error("unexpected:", error));
process.on("unhandledRejection", (error) => console.error("unexpected:", error));

main().catch((error: unknown) => {
  console.error(error instanceof LaunchError ? error.message : error);
  process.exit(1);
});
