/** The folder of a session that begins, whoever begins it: the window or the command line. */
import { dirname, join } from "node:path";
import type { LaunchFile } from "../../../kernel-host/door/session-files";
import { type Launched, tcpMarkName } from "./session-about";
import { SessionFolder } from "./session-folder";
import type { SocketFolder } from "./socket-folder";

/** Where a profile's sessions have their files. */
export interface SessionPlaces {
  readonly sessionsFolder: string;
  readonly sockets: SocketFolder;
  /** Where connection files lie, for other Jupyter clients. */
  readonly runtimeFolder: string;
  readonly limits?: LaunchFile["limits"];
}

/**
 * Makes the folder with what its host is to run.
 * @throws NodeJS.ErrnoException when it cannot be written
 */
export function newSessionFolder(places: SessionPlaces, what: Launched): Promise<SessionFolder> {
  const { sessionsFolder, sockets, runtimeFolder, limits } = places;
  return SessionFolder.create(sessionsFolder, (session) => ({
    session,
    ...what,
    keep: true,
    socketFolder: sockets.folder,
    ...(sockets.folder === null ? { socketReason: sockets.reason } : {}),
    runtimeFolder,
    tcpMemory: join(dirname(sessionsFolder), "tcp-kernels", tcpMarkName(what)),
    ...(limits ? { limits } : {}),
  }));
}
