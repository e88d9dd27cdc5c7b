/** Whether a notebook is saved with its outputs, by what the settings say of it, of the folders around it, and of all. */
import type { Settings } from "../../preload/contract/settings";
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
