/** Finds earlier inputs by a part of their text. */
import type { HistoryEntry } from "../../../preload/contract/history";

/** More are never looked at; typing on is quicker. */
const MOST_FOUND = 100;

/**
 * The inputs that have every word of the query in them, the newest first, each code once. Capital letters count only
 * where the query has some.
 */
export function searchHistory(entries: readonly HistoryEntry[], query: string): readonly HistoryEntry[] {
  const exact = query !== query.toLowerCase();
  const words = query.split(/\s+/).filter(Boolean);
  const found = new Map<string, HistoryEntry>();
  for (let i = entries.length - 1; i >= 0 && found.size < MOST_FOUND; i--) {
    const entry = entries[i] as HistoryEntry;
    const code = exact ? entry.code : entry.code.toLowerCase();
    if (!found.has(entry.code) && words.every((word) => code.includes(word))) found.set(entry.code, entry);
  }
  return [...found.values()];
}
