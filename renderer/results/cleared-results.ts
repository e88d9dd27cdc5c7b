/**
 * Results that the user has cleared beside the code: what was run before is not shown there any more, and not saved. That is
 * kept for files, over a reload and in every window.
 */
import type { Document } from "../code/documents";
import { createStore } from "../floor/store";
import { ClearedTimes } from "./cleared-times";

const PLACE = "cleared results";

/** Of documents that were never saved; by cell ("" stands for all), ms since 1970. */
const untitled = new WeakMap<Document, Map<string, number>>();
let kept = ClearedTimes.read(localStorage.getItem(PLACE));

/** Whoever shows results looks again. */
export const clearedChanges = createStore(0);

// Another window cleared something.
addEventListener("storage", ({ key, newValue }) => {
  if (key !== PLACE) return;
  kept = ClearedTimes.read(newValue);
  clearedChanges.set((now) => now + 1);
});

/** @param cell a notebook's cell by its key, another by its name; "" for all */
export function clearBefore(document: Document, cell: string, time: number): void {
  const { path } = document.file.get();
  if (path === null) {
    const known = untitled.get(document) ?? new Map<string, number>();
    untitled.set(document, known.set(cell, time));
  } else {
    kept = kept.with(path, cell, time);
    localStorage.setItem(PLACE, kept.text);
  }
  clearedChanges.set((now) => now + 1);
}

/** Runs that were asked for until then are cleared, ms since 1970. */
export function clearedUntil(document: Document, cell: string): number {
  const { path } = document.file.get();
  const own = untitled.get(document);
  return Math.max(
    own?.get("") ?? 0,
    own?.get(cell) ?? 0,
    ...(path === null ? [] : [kept.of(path, ""), kept.of(path, cell)]),
  );
}
