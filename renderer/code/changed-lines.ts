/** Which lines of a text are not as in another one, stretch by stretch. */
import { diffArrays } from "diff";

/** Lines count from 1. A stretch without lines (`to` is `from - 1`) stands before the line `from`. */
export interface ChangedLines {
  /** In the text as it is now. */
  readonly from: number;
  readonly to: number;
  /** In the former text. */
  readonly oldFrom: number;
  readonly oldTo: number;
}

/** Comparing ends after so long, in ms: then all between the first and the last difference is one stretch. */
const COMPARE_MS = 200;

/** @param before, after lines without their ends */
export function changedLines(before: readonly string[], after: readonly string[]): ChangedLines[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const old = before.slice(start, before.length - tail);
  const now = after.slice(start, after.length - tail);
  if (old.length === 0 && now.length === 0) return [];
  const pieces = diffArrays(old, now, { timeout: COMPARE_MS }) ?? [
    { removed: true, added: false, count: old.length },
    { removed: false, added: true, count: now.length },
  ];
  const stretches: ChangedLines[] = [];
  let [oldLine, line] = [start + 1, start + 1];
  let [removed, added] = [0, 0];
  const flush = () => {
    if (removed > 0 || added > 0)
      stretches.push({ from: line, to: line + added - 1, oldFrom: oldLine, oldTo: oldLine + removed - 1 });
    [oldLine, line, removed, added] = [oldLine + removed, line + added, 0, 0];
  };
  for (const piece of pieces) {
    if (piece.removed) removed += piece.count;
    else if (piece.added) added += piece.count;
    else {
      flush();
      oldLine += piece.count;
      line += piece.count;
    }
  }
  flush();
  return stretches;
}

/** The lines as they are now, but for one stretch, which is as it was. */
export function withoutChange(
  before: readonly string[],
  after: readonly string[],
  { from, to, oldFrom, oldTo }: ChangedLines,
): string[] {
  return [...after.slice(0, from - 1), ...before.slice(oldFrom - 1, oldTo), ...after.slice(to)];
}
