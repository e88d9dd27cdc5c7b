/** Where the results of a file's cells stand: what was said of the file, else what holds for all. */
import { MOST_RESULTS_FILES, type ResultsPlace, type Settings } from "../../preload/contract/settings";
import type { Document } from "../code/documents";
import { changeSettings, settings, userSettings } from "../floor/app";

/** Of files that were never saved, as long as they are open. */
const untitled = new WeakMap<Document, ResultsPlace>();

/** Where they stand now. */
export function resultsPlaceOf(document: Document, { results, resultsOf }: Settings): ResultsPlace {
  const { path } = document.file.get();
  const own = path === null ? untitled.get(document) : resultsOf[path];
  // A notebook has its results in it.
  return own ?? (document.notebook && results === "off" ? "under" : results);
}

/** Says it for one file, in every window. */
export async function setResultsPlace(document: Document, place: ResultsPlace): Promise<void> {
  const { path } = document.file.get();
  if (path === null) {
    untitled.set(document, place);
    // Whoever draws by the settings looks again.
    userSettings.set((now) => ({ ...now }));
    return;
  }
  const { [path]: _before, ...others } = settings.get().resultsOf;
  const kept = Object.entries(others).slice(1 - MOST_RESULTS_FILES);
  await changeSettings({ resultsOf: Object.fromEntries([...kept, [path, place]]) });
}

/** What holds for the file holds for all of which nothing is said; what was said of single ones is forgotten. */
export function forAllFiles(document: Document): Promise<void> {
  return changeSettings({ results: resultsPlaceOf(document, settings.get()), resultsOf: {} });
}
