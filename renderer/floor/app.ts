/** What the whole window knows: facts about this run of the app, the user's settings and the open folder. */
import type { RequestInput, RequestOutput } from "../../preload/contract/requests";
import { DEFAULT_SETTINGS, type FolderSettings, type Settings } from "../../preload/contract/settings";
import { tandem } from "./bridge";
import { folderOf } from "./paths";
import { createStore } from "./store";

export type StartFacts = Pick<
  RequestOutput<"app.start">,
  "version" | "platform" | "home" | "profile" | "typescriptLibrary"
>;

/** Facts that main told at start; set once, before anything is drawn. */
export const facts = createStore<StartFacts>({
  version: "",
  platform: "linux",
  home: "/",
  profile: "",
  typescriptLibrary: "",
});
/** The user's settings as main keeps them: what the page of settings shows. */
export const userSettings = createStore<Settings>(DEFAULT_SETTINGS);
/** What the open folder's own settings say. */
export const folderSettings = createStore<FolderSettings>({});
/** What counts in this window: the open folder's settings, else the user's. */
export const settings = createStore<Settings>(DEFAULT_SETTINGS);
const merge = () => settings.set({ ...userSettings.get(), ...folderSettings.get() });
userSettings.subscribe(merge);
folderSettings.subscribe(merge);
/** The folder that the file browser shows and kernels start in; null when none is open. */
export const openFolder = createStore<string | null>(null);

/** Changes settings, for every window. */
export async function changeSettings(change: RequestInput<"app.setSettings">): Promise<void> {
  userSettings.set(await tandem.request("app.setSettings", change));
}

/** The folder that a new kernel works in: the open one, else the active file's, else home. */
export function startFolder(activePath: string | null): string {
  return openFolder.get() ?? (activePath === null ? facts.get().home : folderOf(activePath));
}
