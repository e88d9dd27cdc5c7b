/** When something was, as short as it can be told. */
import { locale } from "../../../preload/texts/language";

const hours = new Intl.DateTimeFormat(locale(), { timeStyle: "short" });
const days = new Intl.DateTimeFormat(locale(), { dateStyle: "short", timeStyle: "short" });

const exact = new Intl.DateTimeFormat(locale(), {
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
});

/** Date and time to the second. In ms since 1970. */
export const exactTime = (time: number): string => exact.format(time);

/** "14:03" of today, with its date of any other day. Both in ms since 1970. */
export function timeOfDay(time: number, now: number): string {
  const sameDay = new Date(time).toDateString() === new Date(now).toDateString();
  return (sameDay ? hours : days).format(time);
}
