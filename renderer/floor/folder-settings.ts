/** The settings of the open folder, `.tandem/settings.json`: read when it is opened, and when they change. */
import type { SettingsProblem } from "../../preload/contract/settings";
import { definedOf } from "../../preload/floor/defined-of";
import { folderSettings, openFolder } from "./app";
import { tandem } from "./bridge";
import { unawaited } from "./failures";
import { createStore } from "./store";

export interface FolderSettingsFile {
  /** Where it is, or would be. */
  readonly file: string;
  readonly problems: readonly SettingsProblem[];
}

/** Null: no folder is open. */
export const folderSettingsFile = createStore<FolderSettingsFile | null>(null);

async function read(): Promise<void> {
  const folder = openFolder.get();
  if (folder === null) {
    folderSettingsFile.set(null);
    folderSettings.set({});
    return;
  }
  const { file, values, problems } = await tandem.request("app.folderSettings", { folder });
  if (openFolder.get() !== folder) return;
  folderSettingsFile.set({ file, problems });
  folderSettings.set(definedOf(values));
}

/** Reads them anew: what this window saves itself main does not tell it of. */
export const readFolderSettingsAgain = () => unawaited("reading the folder's settings", read());

/** Follows the open folder; returns a function that stops it. */
export function followFolderSettings(): () => void {
  const stops = [
    openFolder.subscribe(readFolderSettingsAgain),
    tandem.on("files.changed", ({ path }) => {
      if (path === folderSettingsFile.get()?.file) readFolderSettingsAgain();
    }),
  ];
  readFolderSettingsAgain();
  return () => {
    for (const stop of stops) stop();
  };
}
