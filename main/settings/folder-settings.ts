/** Settings of a folder: `.tandem/settings.json` in it. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import {
  FOLDER_SETTINGS,
  type FolderSettings,
  type SettingsProblem,
  settings as settingsSchema,
} from "../../preload/contract/settings";
import { t } from "../../preload/texts/texts";
import { MOST_SETTINGS_BYTES, readSettingsText } from "./settings-text";

export interface ReadFolderSettings {
  readonly file: string;
  readonly values: FolderSettings;
  readonly problems: SettingsProblem[];
}

/** Where a folder has its settings. */
const fileOf = (folder: string) => join(folder, ".tandem", "settings.json");

/** What they say, with what cannot be used left out and named; nothing where there are none. */
export async function readFolderSettings(folder: string): Promise<ReadFolderSettings> {
  const file = fileOf(folder);
  let text = "";
  try {
    const { size } = await stat(file);
    if (size > MOST_SETTINGS_BYTES)
      return { file, values: {}, problems: [{ line: 1, sentence: t("It is too large to be read.") }] };
    text = (await readFile(file, "utf8")).replace(/^\ufeff/, "");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const none = code === "ENOENT" || code === "ENOTDIR";
    return { file, values: {}, problems: none ? [] : [{ line: 1, sentence: message }] };
  }
  const read = readSettingsText(text, (name) => (isForFolders(name) ? null : notForFolders(name)));
  const all = v.parse(settingsSchema, read.values);
  const values: Record<string, unknown> = {};
  const wrong = new Set(read.problems.flatMap(({ name }) => name ?? []));
  for (const name of FOLDER_SETTINGS)
    if (Object.hasOwn(read.values, name) && !wrong.has(name)) values[name] = all[name];
  return { file, values, problems: read.problems.map(({ name: _name, ...told }) => told) };
}

const isForFolders = (name: string) => (FOLDER_SETTINGS as readonly string[]).includes(name);

const notForFolders = (name: string) =>
  Object.hasOwn(settingsSchema.entries, name)
    ? t("“{name}” does not count in a folder's settings, only in your own.", { name })
    : null;
