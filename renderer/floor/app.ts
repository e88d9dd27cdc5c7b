/** What the whole window knows: facts about this run of the app, the user's settings and the open folder. */
import type { RequestInput, RequestOutput } from "../../preload/contract/requests";
import { DEFAULT_SETTINGS, type Settings } from "../../preload/contract/settings";
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
/** The user's settings as main keeps them. */
export const settings = createStore<Settings>(DEFAULT_SETTINGS);
/** The folder that the file browser shows and kernels start in; null when none is open. */
export const openFolder = createStore<string | null>(null);

/** Changes settings, for every window. */
export async function changeSettings(change: RequestInput<"app.setSettings">): Promise<void> {
  settings.set(await tandem.request("app.setSettings", change));
}

/** The folder that a new kernel works in: the open one, else the active file's, else home. */
export function startFolder(activePath: string | null): string {
  return openFolder.get() ?? (activePath === null ? facts.get().home : folderOf(activePath));
}
