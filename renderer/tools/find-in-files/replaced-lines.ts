/** A text with what was found in it replaced. Pure. */
import type { FoundPlace } from "../../../preload/contract/searching";

/**
 * Lines with the places in them replaced.
 * @returns null when a place does not hold what was found there
 */
export function replacedLines(lines: readonly string[], places: readonly FoundPlace[]): string[] | null {
  const next = [...lines];
  // From the end, so that what comes before stays where it is.
  for (const place of [...places].sort((a, b) => b.line - a.line || b.column - a.column)) {
    if (!holds(lines, place)) return null;
    const first = next[place.line - 1] ?? "";
    const last = next[place.endLine - 1] ?? "";
    const text =
      first.slice(0, place.column - 1) + (place.replacement ?? "") + last.slice(place.endColumn - 1);
    next.splice(place.line - 1, place.endLine - place.line + 1, ...text.split("\n"));
  }
  return next;
}

function holds(
  lines: readonly string[],
  { line, column, endLine, endColumn, text, whole }: FoundPlace,
): boolean {
  if (endLine > lines.length) return false;
  const own = lines.slice(line - 1, endLine);
  own[own.length - 1] = (own.at(-1) ?? "").slice(0, endColumn - 1);
  own[0] = (own[0] ?? "").slice(column - 1);
  // Lines on disk may end with \r\n, which no text in the window does.
  const there = own.join("\n");
  const found = text.replaceAll("\r\n", "\n");
  return whole ? there === found : there.startsWith(found.slice(0, -1));
}

/** Where a place stands in its file: its line and column, counted from 1. */
export type Where = Pick<FoundPlace, "line" | "column">;

/**
 * Where the places of a text that were left out stand, once all others are replaced.
 * @param places all of one text, in any order, none of which reaches into another
 */
export function movedPlaces(places: readonly FoundPlace[], leftOut: ReadonlySet<FoundPlace>): Where[] {
  const moved: Where[] = [];
  // By how much what follows is moved: lines everywhere, columns in the line that the last replacement ended in.
  let lines = 0;
  let columns = { line: 0, by: 0 };
  for (const place of [...places].sort((a, b) => a.line - b.line || a.column - b.column)) {
    const column = place.column + (columns.line === place.line ? columns.by : 0);
    if (leftOut.has(place)) {
      moved.push({ line: place.line + lines, column });
      continue;
    }
    const parts = (place.replacement ?? "").split("\n");
    const last = parts.at(-1)?.length ?? 0;
    const end = parts.length === 1 ? column + last : last + 1;
    lines += parts.length - 1 - (place.endLine - place.line);
    columns = { line: place.endLine, by: end - place.endColumn };
  }
  return moved;
}
