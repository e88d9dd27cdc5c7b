/** What is said of a session: by its launch.json, to the window's list, and on the page of all sessions. */
import { createHash } from "node:crypto";
import type { LaunchFile } from "../../../kernel-host/door/session-files";
import type { SessionEntry, SessionInfo } from "../../../preload/contract/sessions";
import type { ConfiguredLaunch } from "../discovery/startable-kernel";
import { type FoundSession, kernelGone } from "./found-session";
import type { SessionFolder } from "./session-folder";
import type { SupervisedHost } from "./supervised-host";

/** What main says of a session, but for its host. */
export type About = Pick<SessionInfo, "name" | "kernelId" | "language" | "cwd" | "created"> & {
  configuration?: ConfiguredLaunch["configuration"];
  joined?: boolean;
  kept?: boolean;
  fresh?: boolean;
};

/** What launch.json says of a session, but for places that are the supervisor's. */
export type Launched = Pick<LaunchFile, "name" | "created" | "kernelId" | "kernel" | "cwd" | "joined"> &
  ConfiguredLaunch;

/** Name of the file that says that a kernel needs TCP: another program is another kernel. */
export function tcpMarkName({ kernelId = "", kernel }: Launched): string {
  return createHash("sha256")
    .update(JSON.stringify([kernelId, kernel.argv]))
    .digest("hex")
    .slice(0, 32);
}

export function aboutLaunch({
  name,
  kernelId = "",
  kernel,
  cwd,
  created = 0,
  configuration,
  joined,
}: Launched): About {
  const about = { name, kernelId, language: kernel.language, cwd, created, joined: joined !== undefined };
  return configuration ? { ...about, configuration } : about;
}

/** Of one that runs. */
export async function runningEntry({ info, folder }: SupervisedHost): Promise<SessionEntry> {
  const { id, name, kernelId, language, cwd, created, joined, sentence } = info;
  const { bytes } = await folder.extent();
  const about = { id, name, kernelId, language, cwd, created, state: "running", ended: null, bytes } as const;
  return {
    ...about,
    ...(joined ? { joined } : {}),
    ...(!joined && (await kernelGone(folder)) ? { kernelGone: true } : {}),
    ...(sentence === undefined ? {} : { sentence }),
  };
}

/** Of one that is only a log any more. */
export async function closedEntry({
  folder,
  session,
}: {
  folder: SessionFolder;
  session: FoundSession;
}): Promise<SessionEntry> {
  const { bytes, written } = await folder.extent();
  const id = folder.session;
  if (session.state === "unusable") {
    const { sentence } = session;
    const unknown = { name: id, kernelId: "", language: "", cwd: "", created: written };
    return { id, ...unknown, state: "unusable", ended: written, bytes, sentence };
  }
  const ended = (await folder.ended())?.time ?? written;
  const { name, kernelId, language, cwd, created } = aboutLaunch(session.launch);
  return { id, name, kernelId, language, cwd, created, state: "closed", ended, bytes };
}
