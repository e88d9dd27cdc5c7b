/**
 * When a process was started, as files of a session say it: beside the pid it tells a process from another that got the
 * same pid later. On Windows, which says it only to who asks slowly, it is taken from the clock as the process starts.
 */

/** What the clock said as a process started may differ from what the system says of it by so much, in ms. */
const CLOCK_MS = 2_000;

/** The start of a process by the clock. @param time ms since 1970 */
export function startByClock(time: number): string {
  return `created ${Math.round(time)}`;
}

/** Whether two are the start of one process. What is not known is the same as nothing. */
export function sameStart(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const [first, second] = [one, other].map((start) => Number(/^created (\d{1,16})$/.exec(start)?.[1]));
  if (Number.isNaN(first) || Number.isNaN(second)) return one === other;
  return Math.abs((first as number) - (second as number)) <= CLOCK_MS;
}
