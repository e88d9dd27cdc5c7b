/** Ages of sessions in words, and which are old enough to be cleaned up. */
import type { SessionEntry } from "../../preload/contract/requests";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "just now", "12 min", "5 h", "3 days": the time from `since` to `now`, both in ms. */
export function ageOf(since: number, now: number): string {
  const age = now - since;
  if (age < MINUTE_MS) return "just now";
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min`;
  if (age < 2 * DAY_MS) return `${Math.floor(age / HOUR_MS)} h`;
  return `${Math.floor(age / DAY_MS)} days`;
}

/** What can be cleaned up: sessions that ended longer ago than this. */
export const CLEAN_UP_AGES = [
  { id: "day", title: "over a day ago", ms: DAY_MS },
  { id: "week", title: "over a week ago", ms: 7 * DAY_MS },
  { id: "month", title: "over 30 days ago", ms: 30 * DAY_MS },
  { id: "all", title: "at any time", ms: 0 },
] as const;

/** The sessions that ended longer than `ms` before `now`. Those that run, or are open here, are never among them. */
export function olderThan(
  entries: readonly SessionEntry[],
  ms: number,
  now: number,
  open: ReadonlySet<string>,
): readonly SessionEntry[] {
  return entries.filter(
    ({ id, state, ended }) => state === "closed" && !open.has(id) && ended !== null && now - ended >= ms,
  );
}
