/** The user's shell configurations as main keeps them, and whether their page is open. */
import type { Configurations, ShellConfiguration } from "../../preload/contract/configurations";
import { activeDocument } from "../code/documents";
import { startFolder } from "../floor/app";
import { tandem } from "../floor/bridge";
import { createStore } from "../floor/store";
import { defaultFor } from "./default-for";
import type { ShellModel } from "./shell-model";
import { windowShells } from "./window-shells";

export const configurations = createStore<Configurations>({ configurations: [], defaults: {} });

/** The open page; `id`: the configuration to show, null: the first one. */
export const configurationsPage = createStore<{ readonly id: string | null } | null>(null);

/** Asks main for them, and follows its changes; resolves when they are here. Returns a function that stops it. */
export async function followConfigurations(): Promise<() => void> {
  const stop = tandem.on("configurations.changed", (now) => configurations.set(now));
  configurations.set(await tandem.request("configurations.list"));
  return stop;
}

/** The folder that new shells work in by default, and that relative paths of configurations belong to. */
export function shellFolder(): string {
  return startFolder(activeDocument.get()?.file.get().path ?? null);
}

/** The configuration that "New shell" starts now, if there is one. */
export function defaultConfiguration(): ShellConfiguration | undefined {
  const { configurations: all, defaults } = configurations.get();
  const id = defaultFor(defaults, shellFolder());
  return all.find((each) => each.id === id);
}

/** Starts a shell with a configuration. @throws Error with a sentence when it cannot be started */
export function startConfiguration(id: string): Promise<ShellModel> {
  return windowShells().startConfiguration(id, shellFolder());
}
