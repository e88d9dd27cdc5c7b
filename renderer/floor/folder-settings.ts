/** The settings of the open folder, `.tandem/settings.json`: read when it is opened, and when they change. */
import type { SettingsProblem } from "../../preload/contract/settings";
import { definedOf } from "../../preload/floor/defined-of";
import { t } from "../../preload/texts/texts";
import { folderSettings, openFolder } from "./app";
import { tandem } from "./bridge";
import { unawaited } from "./failures";
import { notify } from "./notices/notices";
import { createStore } from "./store";

export interface FolderSettingsFile {
  /** Where it is, or would be. */
  readonly file: string;
  readonly problems: readonly SettingsProblem[];
}

/** Null: no folder is open. */
export const folderSettingsFile = createStore<FolderSettingsFile | null>(null);

/** Said once, and again when it is another one. */
let said = "";

function tellFirst({ file, problems }: FolderSettingsFile): void {
  const [first] = problems;
  const sentence = first
    ? t("{file}, line {line}: {problem}", { file, line: String(first.line), problem: first.sentence })
    : "";
  if (sentence !== "" && sentence !== said) notify({ level: "warning", sentence });
  said = sentence;
}

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
  tellFirst({ file, problems });
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
