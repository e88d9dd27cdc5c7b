/** Results that the user has cleared beside the code: what was run before is not shown there any more, and not saved. */
import type { Document } from "../code/documents";
import { createStore } from "../floor/store";

/** By document and cell ("" stands for all), ms since 1970. */
const cleared = new WeakMap<Document, Map<string, number>>();

/** Whoever shows results looks again. */
export const clearedChanges = createStore(0);

/** @param cell a notebook's cell by its key, another by its name; "" for all */
export function clearBefore(document: Document, cell: string, time: number): void {
  const known = cleared.get(document) ?? new Map<string, number>();
  known.set(cell, time);
  cleared.set(document, known);
  clearedChanges.set((now) => now + 1);
}

/** Runs that were asked for until then are cleared, ms since 1970. */
export function clearedUntil(document: Document, cell: string): number {
  const known = cleared.get(document);
  return Math.max(known?.get("") ?? 0, known?.get(cell) ?? 0);
}
