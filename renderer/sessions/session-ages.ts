/** Ages of sessions in words, and which are old enough to be cleaned up. */

import type { SessionEntry } from "../../preload/contract/sessions";
import { t } from "../../preload/texts/texts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * "just now", "12 min", "5 h", "3 days": the time from `since` to `now`, both in ms.
 * @param ago it stands in a sentence that says how long ago something was
 */
export function ageOf(since: number, now: number, ago = false): string {
  const age = now - since;
  if (isJustNow(since, now)) return t("just now");
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min`;
  if (age < 2 * DAY_MS) return `${Math.floor(age / HOUR_MS)} h`;
  return t(ago ? "{count} days|ago" : "{count} days", { count: Math.floor(age / DAY_MS) });
}

/** Whether that is too short to be counted. */
export function isJustNow(since: number, now: number): boolean {
  return now - since < MINUTE_MS;
}

/** What can be cleaned up: sessions that ended longer ago than this. */
export const CLEAN_UP_AGES = [
  { id: "day", title: t("over a day ago"), ms: DAY_MS },
  { id: "week", title: t("over a week ago"), ms: 7 * DAY_MS },
  { id: "month", title: t("over 30 days ago"), ms: 30 * DAY_MS },
  { id: "all", title: t("at any time"), ms: 0 },
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
