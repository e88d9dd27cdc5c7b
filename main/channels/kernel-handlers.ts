/** Requests about kernels and sessions. */
import type { RequestName } from "../../preload/contract/requests";
import type { AppWindow } from "../app/windows";
import type { KernelCatalog } from "../kernels/discovery/kernel-catalog";
import type { Supervisor } from "../kernels/supervisor";
import type { RecentFile } from "../settings/recent";
import { UserError } from "../user-error";
import type { SomeHandlers } from "./requests";

export type KernelRequests = Extract<
  RequestName,
  `kernels.${string}` | `sessions.${string}` | `marks.${string}`
>;

export interface KernelParts {
  readonly catalog: KernelCatalog;
  readonly supervisor: Supervisor;
  readonly recent: RecentFile;
}

export function kernelHandlers({
  catalog,
  supervisor,
  recent,
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
    "sessions.list": () => supervisor.list(),
    "sessions.all": () => supervisor.all(),
    "sessions.open": ({ id }) => supervisor.open(id),
    "sessions.delete": ({ id }) => supervisor.delete(id),
    "sessions.start": async ({ kernelId, cwd }) => {
      const kernel = await catalog.find(kernelId, cwd);
      if (!kernel) {
        const named = kernelId.replace(/^(spec|python|plain):/, "").slice(0, 300);
        throw new UserError(`The kernel ${named} is not there any more. Choose another one in "New shell".`);
      }
      const info = await supervisor.start(kernel, cwd);
      recent.set({ kernelId });
      return info;
    },
    "sessions.revive": ({ id }) => supervisor.revive(id),
    "sessions.end": ({ id }) => supervisor.end(id),
    "marks.read": ({ session, view }) => supervisor.folder(session).marks(view),
    "marks.write": ({ session, view, marks }) => supervisor.folder(session).writeMarks(view, marks),
  };
}
