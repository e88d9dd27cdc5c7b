/** When something was, as short as it can be told, and written as the reader's locale has it. All times in ms since 1970. */
import { locale } from "../../../preload/texts/language";

const hours = new Intl.DateTimeFormat(locale(), { timeStyle: "short" });
const days = new Intl.DateTimeFormat(locale(), { dateStyle: "short", timeStyle: "short" });
const namedDays = new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
const exact = new Intl.DateTimeFormat(locale(), {
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
});

/** Date and time to the second. */
export const exactTime = (time: number): string => exact.format(time);

/** "14:03", in the US "2:03 PM". */
export const hourAndMinute = (time: number): string => hours.format(time);

/** "14:03" of today, with its date of any other day. */
export function timeOfDay(time: number, now: number): string {
  return (isSameDay(new Date(time), new Date(now)) ? hours : days).format(time);
}

/** "14:03", "yesterday 22:38", "Mar 4, 2026, 14:03". */
export function dayAndTime(time: number, now: number): string {
  const day = new Date(time);
  const before = new Date(now);
  if (isSameDay(day, before)) return hourAndMinute(time);
  before.setDate(before.getDate() - 1);
  if (isSameDay(day, before)) return `${relative.format(-1, "day")} ${hourAndMinute(time)}`;
  return namedDays.format(time);
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}
