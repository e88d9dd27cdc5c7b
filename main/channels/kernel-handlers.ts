/** Requests about kernels and sessions. */

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute } from "node:path";
import type { RequestName } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import { UserError } from "../floor/user-error";
import type { ConfiguredKernels } from "../kernels/configurations/configured-kernels";
import { isAttached } from "../kernels/discovery/builtin-kernels";
import type { KernelCatalog } from "../kernels/discovery/kernel-catalog";
import type { StartableKernel } from "../kernels/discovery/startable-kernel";
import { writeReport } from "../kernels/hosts/session-report";
import type { Supervisor } from "../kernels/hosts/supervisor";
import type { OthersKernels } from "../kernels/joining/others-kernels";
import { attachId, programName, pythonPrograms } from "../kernels/joining/python-programs";
import type { RecentFile } from "../settings/recent";
import type { AppWindow } from "../windows/windows";
import type { SomeHandlers } from "./request-dispatcher";

export type KernelRequests = Extract<
  RequestName,
  `kernels.${string}` | `sessions.${string}` | `marks.${string}`
>;

export interface KernelParts {
  readonly catalog: KernelCatalog;
  readonly configured: ConfiguredKernels;
  readonly supervisor: Supervisor;
  readonly others: OthersKernels;
  readonly recent: RecentFile;
  readonly shown: ShownSessions;
}

/** Which windows show which sessions. */
export interface ShownSessions {
  /** A session was started by a window, which will show it. */
  add(window: AppWindow, session: string): void;
  /** Whether a window other than this one shows the session. */
  elsewhere(window: AppWindow, session: string): boolean;
}

export function kernelHandlers({
  catalog,
  configured,
  supervisor,
  others,
  recent,
  shown,
}: KernelParts): SomeHandlers<AppWindow, KernelRequests> {
  return {
    "kernels.list": async ({ folder }) => {
      const { kernels, problems } = await catalog.list(folder);
      const last = recent.value.kernelId;
      const entries = kernels.map(({ entry }) => entry);
      return {
        kernels: [...entries.filter(({ id }) => id === last), ...entries.filter(({ id }) => id !== last)],
        problems: [...problems],
      };
    },
    "kernels.interpreter": async ({ kernelId, folder }) => {
      const kernel = await catalog.find(kernelId, folder);
      const isPython = kernel ? kernel.entry.language.toLowerCase() === "python" : true;
      const found = isPython ? interpreterOf(kernelId, kernel) : null;
      return { path: found, there: found === null || existsSync(found) };
    },
    "kernels.running": async () => ({ folder: others.runtimeFolder, kernels: await others.list() }),
    "kernels.programs": async () => ({ cwd: homedir(), programs: await pythonPrograms() }),
    "sessions.list": () => supervisor.list(),
    "sessions.all": () => supervisor.all(),
    "sessions.open": ({ id }) => supervisor.open(id),
    "sessions.delete": ({ id }) => supervisor.delete(id),
    "sessions.start": async ({ kernelId: given, cwd }, window) => {
      const kernelId = await attachId(given);
      const kernel = await catalog.find(kernelId, cwd);
      if (!kernel) {
        const named = kernelId.replace(/^(spec|python|plain):/, "").slice(0, 300);
        throw new UserError(
          t('The kernel {name} is not there any more. Choose another one in "New shell".', { name: named }),
        );
      }
      const displayName = (await programName(kernelId)) ?? kernel.entry.displayName;
      const info = await supervisor.start({ ...kernel, entry: { ...kernel.entry, displayName } }, cwd);
      if (!isAttached(kernelId)) recent.set({ ...recent.value, kernelId });
      shown.add(window, info.id);
      return info;
    },
    "sessions.startConfiguration": async ({ configuration, folder }, window) => {
      const info = await configured.start(configuration, folder);
      shown.add(window, info.id);
      return info;
    },
    "sessions.join": async ({ file }, window) => {
      const info = await others.join(file);
      shown.add(window, info.id);
      return info;
    },
    "sessions.report": ({ id, happened }) => writeReport(supervisor.folder(id), happened),
    "sessions.rename": ({ id, name }) => supervisor.rename(id, name),
    "sessions.revive": ({ id }) => supervisor.revive(id),
    "sessions.end": async ({ id, unlessShown = false }, window) => {
      if (!unlessShown || !shown.elsewhere(window, id)) await supervisor.end(id);
    },
    "marks.read": ({ session, view }) => supervisor.folder(session).marks(view),
    "marks.write": ({ session, view, marks }) => supervisor.folder(session).writeMarks(view, marks),
  };
}

/** The Python of a kernel: named by the list's id, or the program that its kernelspec starts. */
function interpreterOf(id: string, kernel: StartableKernel | undefined): string | null {
  const named = /^(?:plain|python):(.+)$/s.exec(id)?.[1];
  const program = kernel?.launch.argv[0];
  return named ?? (program !== undefined && isAbsolute(program) ? program : null);
}
