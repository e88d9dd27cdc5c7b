/** Ruff's settings for the open files, asked of main and kept until they change on disk. What is broken is said once. */
import { OPTIONS_OF_NO_FILE, type RuffSettings } from "../../../preload/contract/ruff";
import { t } from "../../../preload/texts/texts";
import { openFolder } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import { notify } from "../../floor/notices/notices";
import { joinPath } from "../../floor/paths";
import type { Document } from "../documents";

const known = new Map<string, Promise<RuffSettings>>();
/** Takes the notice away that says what is broken, by the file that it is in. */
const told = new Map<string, { readonly sentence: string; readonly dismiss: () => void }>();

const NONE: RuffSettings = {
  options: OPTIONS_OF_NO_FILE,
  file: null,
  excluded: { lint: false, format: false },
  ignored: [],
  problem: null,
  text: "",
};

/** A file that was never saved is taken as one of the open folder. */
function pathOf(document: Document): string | null {
  const { path } = document.file.get();
  const folder = openFolder.get();
  return path ?? (folder === null ? null : joinPath(folder, "untitled.py"));
}

export async function ruffSettingsOf(document: Document): Promise<RuffSettings> {
  const path = pathOf(document);
  if (path === null) return NONE;
  let asked = known.get(path);
  if (!asked) {
    asked = tandem.request("ruff.settings", { path });
    known.set(path, asked);
    asked.catch(() => known.delete(path));
  }
  const settings = await asked;
  if (settings.problem !== null) tell(settings.problem);
  return settings;
}

/** Calls `changed` when settings on disk are others; they are asked for anew then. */
export function followRuffSettings(changed: () => void): void {
  tandem.on("ruff.settingsChanged", () => {
    known.clear();
    for (const { dismiss } of told.values()) dismiss();
    told.clear();
    changed();
  });
}

/** Says once what cannot be used. */
export function tell(sentence: string): void {
  if (told.has(sentence)) return;
  told.set(sentence, { sentence, dismiss: notify({ level: "warning", sentence }) });
}

/** The sentence for options that Ruff does not take: with the line of what it names. */
export function refusedSentence({ file, text }: RuffSettings, reason: string): string {
  const name = /[`"]([^`"]+)[`"]/.exec(reason)?.[1];
  const line = name === undefined ? -1 : text.split("\n").findIndex((each) => each.includes(name));
  if (line < 0) return t("Ruff's settings in {file} cannot be used: {reason}", { file: file ?? "", reason });
  return t("Ruff's settings in {file} cannot be used (line {line}): {reason}", {
    file: file ?? "",
    line: String(line + 1),
    reason,
  });
}
