/** Says of a notebook, or of those of a folder, whether they are saved with their outputs. */
import { MOST_RESULTS_FILES } from "../../preload/contract/settings";
import type { Document } from "../code/documents";
import { changeSettings, settings } from "../floor/app";
import { savesOutputs } from "./saves-outputs";

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
