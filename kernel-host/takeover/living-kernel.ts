/** Finds the kernel that an earlier host of the session has left running. */

import type { ConnectionInfo } from "../../preload/contract/connection-info";
import { isKernelOf } from "../door/processes";
import type { KernelFile } from "../door/session-files";
import type { HostFolder } from "../folder/host-folder";
import type { Log } from "../log/log";

export interface LivingKernel {
  readonly kernel: KernelFile & { readonly startTime: string };
  readonly connection: ConnectionInfo;
  /** When the earlier host was last seen to listen, ms since 1970. */
  readonly lastHeard: number;
}

/** The kernel of the last host, if it lives and can be reached. Called before this host writes of itself. */
export async function findLivingKernel(
  folder: HostFolder,
  log: Log,
  session: string,
): Promise<LivingKernel | undefined> {
  const found = await folder.readKernel();
  // A process without a start time could be any that has its pid now.
  if (!found || found.kernel.startTime === null || found.kernel.session !== session) return undefined;
  const { connection } = found;
  const kernel = { ...found.kernel, startTime: found.kernel.startTime };
  if (!(await isKernelOf(session, kernel))) return undefined;
  const lastHeard = Math.max(await folder.lastAlive(), log.newest?.time ?? 0);
  return { kernel, connection, lastHeard };
}
