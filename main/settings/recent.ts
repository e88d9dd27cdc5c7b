/** What was used last, by all windows: the kernel, and the files and folders that were open. */
import * as v from "valibot";
import { type RecentPlace, recentPlace } from "../../preload/contract/files";
import { JsonFile } from "./json-file";

const recentFile = v.object({
  kernelId: v.nullable(v.string()),
  /** The newest first. */
  places: v.optional(v.array(recentPlace), []),
});
/** So many are kept. */
const MOST_PLACES = 60;

export type RecentFile = JsonFile<v.InferOutput<typeof recentFile>>;

export function openRecent(file: string, onFailure: (error: unknown) => void): RecentFile {
  const initial = { kernelId: null, places: [] };
  return new JsonFile(file, recentFile, initial, "list of what was used last", onFailure);
}

/** A file or folder is the newest from now on. */
export function noteRecent(recent: RecentFile, { kind, path }: RecentPlace): void {
  const { places } = recent.value;
  const [newest] = places;
  if (newest?.kind === kind && newest.path === path) return;
  const others = places.filter((place) => place.kind !== kind || place.path !== path);
  recent.set({ ...recent.value, places: [{ kind, path }, ...others].slice(0, MOST_PLACES) });
}
