/** Requests about Python environments. */
import type { RequestName } from "../../preload/contract/requests";
import type { Environments } from "../kernels/environments/environments";
import type { AppWindow } from "../windows/windows";
import type { SomeHandlers } from "./request-dispatcher";

export type EnvironmentRequests = Extract<RequestName, `environments.${string}`>;

export function environmentHandlers(
  environments: Environments,
): SomeHandlers<AppWindow, EnvironmentRequests> {
  return {
    "environments.offer": ({ kernelId, folder, module }) => environments.offer(kernelId, folder, module),
    "environments.ways": ({ folder }) => environments.ways(folder),
    "environments.begin": (task) => environments.begin(task),
    "environments.cancel": ({ job }) => environments.cancel(job),
    "environments.jobs": () => environments.list(),
  };
}
