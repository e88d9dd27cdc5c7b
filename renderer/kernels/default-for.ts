/** Which configuration is the default of a folder: its own, else that of the nearest folder around it. */
import { folderOf } from "../floor/paths";

/** @param defaults ids by folder */
export function defaultFor(defaults: Readonly<Record<string, string>>, folder: string): string | undefined {
  for (let at = folder; ; at = folderOf(at)) {
    const id = defaults[at];
    if (id !== undefined || folderOf(at) === at) return id;
  }
}
