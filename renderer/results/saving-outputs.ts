/** Whether a notebook is saved with its outputs: as was said of it, of the nearest folder around it, or of all. */
import { MOST_RESULTS_FILES, type Settings } from "../../preload/contract/settings";
import type { Document } from "../code/documents";
import { changeSettings, settings } from "../floor/app";
import { folderOf } from "../floor/paths";

/**
 * @param path null for a notebook that was never saved
 * @returns what counts, and what it was said of: a path of the file, or of a folder around it; null for all
 */
export function savesOutputs(
  path: string | null,
  { notebookOutputs, notebookOutputsOf }: Pick<Settings, "notebookOutputs" | "notebookOutputsOf">,
): { readonly saves: boolean; readonly of: string | null } {
  for (let at = path; at !== null; at = parentOf(at)) {
    const own = notebookOutputsOf[at];
    if (own !== undefined) return { saves: own, of: at };
  }
  return { saves: notebookOutputs, of: null };
}

function parentOf(path: string): string | null {
  const folder = folderOf(path);
  return folder === path || folder === "" ? null : folder;
}

/** Says it of a file or a folder; what says no more than what counts there anyway is forgotten. */
export async function setSavesOutputs(path: string, saves: boolean): Promise<void> {
  const now = settings.get();
  const { [path]: _before, ...others } = now.notebookOutputsOf;
  const without = { ...now, notebookOutputsOf: others };
  const kept =
    savesOutputs(path, without).saves === saves
      ? others
      : Object.fromEntries([...Object.entries(others).slice(1 - MOST_RESULTS_FILES), [path, saves]]);
  await changeSettings({ notebookOutputsOf: kept });
}

export const isSaved = ({ file }: Document): boolean => savesOutputs(file.get().path, settings.get()).saves;
