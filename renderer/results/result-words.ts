/** What is said of the run that a result is of. */
import { t } from "../../preload/texts/texts";
import type { Block } from "../../preload/transcript/transcript";
import { dayAndTime } from "../floor/time/time-of-day";

/** "In [5]", or what a run without a number is called. */
export function runName({ prompt }: Block): string {
  const name = prompt.replace(/:$/, "");
  return name === "Queued" ? t("queued") : name;
}

/** "In [5], yesterday 22:38". */
export function runAndTime(block: Block, now: number): string {
  return `${runName(block)}, ${dayAndTime(block.ended ?? block.asked, now)}`;
}
