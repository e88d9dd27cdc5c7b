/** The results as rows of a tree: files, and the places in them. Pure. */
import type { FoundPlace } from "../../../preload/contract/searching";
import type { FileFound } from "./found-files";

export type ResultRow =
  | { readonly kind: "file"; readonly file: FileFound; readonly at: number; readonly folded: boolean }
  | {
      readonly kind: "place";
      readonly file: FileFound;
      readonly place: FoundPlace;
      /** Among its file's, from 0. */
      readonly at: number;
    };

/** @param folded keys of files whose places are not shown */
export function rowsOf(files: readonly FileFound[], folded: ReadonlySet<string>): ResultRow[] {
  const rows: ResultRow[] = [];
  files.forEach((file, index) => {
    const isFolded = folded.has(file.key);
    rows.push({ kind: "file", file, at: index, folded: isFolded });
    if (isFolded) return;
    file.places.forEach((place, at) => {
      rows.push({ kind: "place", file, place, at });
    });
  });
  return rows;
}

/** The next row with a place, from row `at`; undefined where there is none. */
export function nextPlace(rows: readonly ResultRow[], at: number, by: 1 | -1): number | undefined {
  for (let step = 1; step <= rows.length; step++) {
    const index = (((at + by * step) % rows.length) + rows.length) % rows.length;
    if (rows[index]?.kind === "place") return index;
  }
  return undefined;
}
