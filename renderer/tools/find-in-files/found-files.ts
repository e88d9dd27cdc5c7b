/** Files with what was found in them. Pure. */
import type { FoundFile, FoundPlace } from "../../../preload/contract/searching";

/** A file with what was found in it. */
export interface FileFound {
  /** The path, or the name of an open file that has none. */
  readonly key: string;
  readonly path: string | null;
  readonly document: string | null;
  readonly places: readonly FoundPlace[];
}

/** Parts of a list of globs; commas within braces part nothing. */
export function globsOf(written: string): string[] {
  const globs: string[] = [];
  let [depth, own] = [0, ""];
  for (const sign of written) {
    if (sign === "{") depth++;
    if (sign === "}") depth--;
    if (sign === "," && depth <= 0) {
      globs.push(own);
      own = "";
    } else own += sign;
  }
  return [...globs, own].map((glob) => glob.trim()).filter((glob) => glob !== "" && glob !== "!");
}

const byPath = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** The files that were found with more of them, in the order of their paths. */
export function withFound(files: readonly FileFound[], more: readonly FoundFile[]): readonly FileFound[] {
  const all = new Map(files.map((file) => [file.key, file]));
  for (const { path, document, places } of more) {
    const key = path ?? document ?? "";
    const known = all.get(key);
    all.set(
      key,
      known ? { ...known, places: [...known.places, ...places] } : { key, path, document, places },
    );
  }
  return all.size === files.length
    ? [...all.values()]
    : [...all.values()].sort((one, other) => byPath.compare(one.key, other.key));
}
