/** A notebook's file that Git could not merge: the notebooks of both sides, and one of both, cell by cell. */
import { compareCells } from "./compare";
import { NotebookError, NotebookFile, type WantedCell } from "./notebook-file";

export interface MergedConflict {
  /** A whole notebook: where cells differ, ours and below it theirs, titled as their side is named. */
  readonly text: string;
  readonly conflicts: number;
  readonly ours: string;
  readonly theirs: string;
}

/** @returns null for a text without marks, or where a side is no notebook by itself */
export function mergedConflict(text: string): MergedConflict | null {
  const sides = sidesOf(text);
  if (!sides) return null;
  try {
    const [ours, theirs] = [new NotebookFile(sides.ours), new NotebookFile(sides.theirs)];
    const wanted: WantedCell[] = [];
    const taken = new Set(ours.cells.map(({ key }) => key));
    let conflicts = 0;
    for (const { before, after, isSourceSame } of compareCells(ours.cells, theirs.cells)) {
      if (before) wanted.push({ key: before.key, type: before.type });
      if (!after || (before && isSourceSame)) continue;
      conflicts += before ? 1 : 0;
      let key = after.key;
      while (taken.has(key)) key += "-2";
      taken.add(key);
      const { type, source, metadata, outputs, count } = after;
      const title = before ? { title: sides.theirsName } : {};
      wanted.push({ key, type, source, metadata: { ...metadata, ...title }, result: { outputs, count } });
    }
    return { text: ours.with(wanted), conflicts, ours: sides.oursName, theirs: sides.theirsName };
  } catch (error) {
    if (error instanceof NotebookError) return null;
    throw error;
  }
}

function sidesOf(text: string) {
  const ours: string[] = [];
  const theirs: string[] = [];
  const names = { oursName: "", theirsName: "" };
  let at: "both" | "ours" | "base" | "theirs" = "both";
  let isMarked = false;
  for (const written of text.split("\n")) {
    const line = written.endsWith("\r") ? written.slice(0, -1) : written;
    if (at === "both" && line.startsWith("<<<<<<< ")) {
      at = "ours";
      isMarked = true;
      names.oursName ||= line.slice(8).trim().slice(0, 100);
    } else if (at === "ours" && line.startsWith("||||||| ")) at = "base";
    else if ((at === "ours" || at === "base") && line === "=======") at = "theirs";
    else if (at === "theirs" && line.startsWith(">>>>>>> ")) {
      at = "both";
      names.theirsName ||= line.slice(8).trim().slice(0, 100);
    } else {
      if (at === "both" || at === "ours") ours.push(written);
      if (at === "both" || at === "theirs") theirs.push(written);
    }
  }
  return isMarked && at === "both" ? { ours: ours.join("\n"), theirs: theirs.join("\n"), ...names } : null;
}
