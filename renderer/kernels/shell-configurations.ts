/** The user's shell configurations as main keeps them. */
import type { Configurations, ShellConfiguration } from "../../preload/contract/configurations";
import { tandem } from "../floor/bridge";
import { createStore } from "../floor/store";
import { defaultFor } from "./default-for";
import type { ShellModel } from "./shell-model";
import { windowShells } from "./window-shells";

export const configurations = createStore<Configurations>({ configurations: [], defaults: {} });

/** Asks main for them, and follows its changes; resolves when they are here. Returns a function that stops it. */
export async function followConfigurations(): Promise<() => void> {
  const stop = tandem.on("configurations.changed", (now) => configurations.set(now));
  configurations.set(await tandem.request("configurations.list"));
  return stop;
}

/** The configuration that "New shell" starts in a folder, if there is one. */
export function defaultConfiguration(folder: string): ShellConfiguration | undefined {
  const { configurations: all, defaults } = configurations.get();
  const id = defaultFor(defaults, folder);
  return all.find((each) => each.id === id);
}

/**
 * Starts a shell with a configuration.
 * @param folder what its relative paths belong to, and where it works by default
 * @throws Error with a sentence when it cannot be started
 */
export function startConfiguration(id: string, folder: string): Promise<ShellModel> {
  return windowShells().startConfiguration(id, folder);
}
