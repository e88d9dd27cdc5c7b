/** What is said of the run that a result is of. */
import { locale } from "../../preload/texts/language";
import { t } from "../../preload/texts/texts";
import type { Block } from "../../preload/transcript/transcript";

const hours = new Intl.DateTimeFormat(locale(), { timeStyle: "short" });
const days = new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });

/** "14:03", "yesterday 22:38", "Mar 4, 2026, 14:03". Both in ms since 1970. */
export function dayAndTime(time: number, now: number): string {
  const day = new Date(time);
  const before = new Date(now);
  if (day.toDateString() === before.toDateString()) return hours.format(time);
  before.setDate(before.getDate() - 1);
  if (day.toDateString() === before.toDateString())
    return `${relative.format(-1, "day")} ${hours.format(time)}`;
  return days.format(time);
}

/** "In [5]", or what a run without a number is called. */
export function runName({ prompt }: Block): string {
  const name = prompt.replace(/:$/, "");
  return name === "Queued" ? t("queued") : name;
}

/** "In [5], yesterday 22:38". */
export function runAndTime(block: Block, now: number): string {
  return `${runName(block)}, ${dayAndTime(block.ended ?? block.asked, now)}`;
}
