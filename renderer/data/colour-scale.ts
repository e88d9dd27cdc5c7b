/** Where numbers are in their columns' scales of colours: by the least and the greatest of the column. */
import type { DataViewer } from "./viewer";

/** Of a cell: from -1 to 1, below 0 only where the column has numbers of both signs; null: it has no colour. */
export function colourScale(viewer: DataViewer): (column: number, text: string) => number | null {
  const { coloured, allColoured } = viewer.looks.get();
  const limits = new Map<number, readonly [number, number] | null>();
  const limitsOf = (column: number): readonly [number, number] | null => {
    const known = limits.get(column);
    if (known !== undefined) return known;
    const summary = viewer.table.summaries.get(column);
    const fact = (name: string) =>
      typeof summary === "object" ? Number(summary.facts.find((one) => one.name === name)?.text) : Number.NaN;
    const [low, high] = [fact("min"), fact("max")];
    const found = Number.isFinite(low) && Number.isFinite(high) ? ([low, high] as const) : null;
    limits.set(column, found);
    return found;
  };
  return (column, text) => {
    if (!allColoured && !coloured.has(column)) return null;
    const found = viewer.table.columns.get(column)?.kind === "number" ? limitsOf(column) : null;
    const number = Number(text);
    if (!found || text === "" || Number.isNaN(number)) return null;
    return placeInScale(number, ...found);
  };
}

/** @param low and `high` are the ends of the scale; with both signs it goes from 0 both ways */
export function placeInScale(number: number, low: number, high: number): number {
  const within = (place: number) => Math.max(-1, Math.min(1, place));
  if (low < 0 && high > 0) return within(number / Math.max(-low, high));
  return high > low ? Math.max(0, within((number - low) / (high - low))) : 0;
}
