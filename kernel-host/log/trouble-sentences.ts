/** What the shell says of the log itself. */
import { byteSize, clockTime } from "../../preload/transcript/quantities";
import type { LostRecords } from "./disk/segment";
import type { OpenProblem } from "./disk/segment-folder";
import type { Suspension } from "./disk/segment-store";

export function suspendedSentence({ reason }: Suspension): string {
  return `Output is not kept on disk for now, because ${reason}. It is held in memory and will be written as soon as the disk takes it.`;
}

export function resumedSentence({ since }: Suspension, lost: readonly LostRecords[]): string {
  const kept = `Output is kept on disk again, after a break that began at ${clockTime(since)}.`;
  if (lost.length === 0) return `${kept} What came meanwhile was written.`;
  const bytes = lost.reduce((sum, one) => sum + one.bytes, 0);
  return `${kept} There was not enough memory to hold all that came meanwhile: ${byteSize(bytes)} of it are lost.`;
}

export function damagedSentence({ from, to, bytes }: LostRecords): string {
  const count = to - from + 1;
  const records = count === 1 ? "One record" : `${count} records`;
  return `${records} of output (about ${byteSize(bytes)}) cannot be read: the log on disk was damaged or removed.`;
}

export function problemSentence(problem: OpenProblem): string {
  switch (problem.kind) {
    case "torn":
      return `The end of the log was not written whole when Tandem last stopped; ${byteSize(problem.bytes)} were dropped.`;
    case "lost":
      return damagedSentence(problem);
    case "unusable":
      return `${problem.file} was left out of the log: ${problem.reason}.`;
  }
}
