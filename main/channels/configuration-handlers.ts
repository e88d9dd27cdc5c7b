/** Requests about shell configurations. */
import type { RequestName } from "../../preload/contract/requests";
import type { ConfiguredKernels } from "../kernels/configurations/configured-kernels";
import type { ConfigurationStore } from "../settings/configuration-store";
import type { AppWindow } from "../windows/windows";
import type { SomeHandlers } from "./request-dispatcher";

export type ConfigurationRequests = Extract<RequestName, `configurations.${string}`>;

export function configurationHandlers(
  store: ConfigurationStore,
  configured: ConfiguredKernels,
): SomeHandlers<AppWindow, ConfigurationRequests> {
  return {
    "configurations.list": () => store.get(),
    "configurations.save": ({ configuration, at }) => store.save(configuration, at),
    "configurations.delete": ({ id }) => store.delete(id),
    "configurations.setDefault": ({ folder, id }) => store.setDefault(folder, id),
    "configurations.check": ({ configuration, folder }) => configured.check(configuration, folder),
  };
}
