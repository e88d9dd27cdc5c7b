/** What a session's folder that was found in the profile is: running, left by its host, or only a log any more. */

import { lstat } from "node:fs/promises";
import { isCertain, isKernelOf } from "../../../kernel-host/door/processes";
import type { HostFile, LaunchFile } from "../../../kernel-host/door/session-files";
import { t } from "../../../preload/texts/texts";
import type { SessionFolder } from "./session-folder";

export type FoundSession =
  /** Its host lives. */
  | { readonly state: "hosted"; readonly launch: LaunchFile; readonly host: HostFile }
  /** Its host is gone, its kernel lives. */
  | { readonly state: "orphaned"; readonly launch: LaunchFile }
  /** Both are gone. */
  | { readonly state: "closed"; readonly launch: LaunchFile }
  /** Nothing can be done with it but to delete it; `sentence` says why. */
  | { readonly state: "unusable"; readonly sentence: string };

export async function findSession(folder: SessionFolder): Promise<FoundSession> {
  const unusable = (sentence: string) => ({ state: "unusable", sentence }) as const;
  const found = await lstat(folder.path).catch(() => undefined);
  if (!found?.isDirectory()) return unusable(t("{path} is not a folder.", { path: folder.path }));
  if (process.getuid && found.uid !== process.getuid()) {
    return unusable(t("{path} belongs to another user.", { path: folder.path }));
  }
  const launch = await folder.launch();
  if (!launch || folder.key === "") return unusable(t("Some of its files are missing or damaged."));
  if (launch.session !== folder.session)
    return unusable(t("It is a copy of the session {session}.", { session: launch.session }));
  const host = await folder.host();
  // A host without a start time could be any process that has its pid now.
  if (host && (await isCertain(host))) return { state: "hosted", launch, host };
  return { state: (await kernelLives(folder)) ? "orphaned" : "closed", launch };
}

/** Whether its kernel was started and is gone, as far as the system says. */
export async function kernelGone(folder: SessionFolder): Promise<boolean> {
  const kernel = await folder.kernel();
  if (!kernel || kernel.startTime === null) return false;
  return !(await kernelLives(folder));
}

async function kernelLives(folder: SessionFolder): Promise<boolean> {
  const kernel = await folder.kernel();
  if (!kernel || kernel.startTime === null) return false;
  return isKernelOf(folder.session, { pid: kernel.pid, startTime: kernel.startTime });
}
