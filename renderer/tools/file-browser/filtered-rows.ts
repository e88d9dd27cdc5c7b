/** Of the rows of a tree those with a text in their name, and the folders that they stand in. Pure, in one pass. */
import type { TreeRow } from "./folder-listing";

export function filteredRows(rows: readonly TreeRow[], text: string): readonly TreeRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return rows;
  const kept: TreeRow[] = [];
  /** Folders around the row that are not kept yet. */
  let around: TreeRow[] = [];
  for (const row of rows) {
    around = around.filter(({ depth }) => depth < row.depth);
    if (row.kind !== "sentence" && row.name.toLowerCase().includes(wanted)) {
      kept.push(...around, row);
      around = [];
    } else if (row.kind === "folder") around.push(row);
  }
  return kept;
}
