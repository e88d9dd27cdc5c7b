/** Whether a block's text is what another client of the same kernel received. */

import { realpath } from "node:fs/promises";
import path from "node:path";

/** What `alone.py` tells of one cell; null: it is not to be played. */
export type Alone = {
  readonly text: string;
  readonly again: string;
  readonly status: "ok" | "error";
  /** It printed to both streams, which ipykernel sends in an order of its own. */
  readonly mixed: boolean;
} | null;

/** What is other each time: addresses in memory, folders and kernels of one run, a time of day. */
const OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/0x[0-9a-fA-F]{6,16}/g, "0xADDRESS"],
  [/ipykernel_\d+/g, "ipykernel_PID"],
  [/\b\d\d:\d\d:\d\d(?:\.\d+)?/g, "TIME"],
];

/** A difference between texts: where they part, and what stands there. */
export interface Difference {
  readonly line: number;
  readonly expected: string;
  readonly found: string;
  /** The longer text is the other one with lines twice. */
  readonly kind: "doubled" | "lost" | "other";
}

/** The text without what is other each time; `folders` are the run's own. Blank lines and ends of lines do not count. */
function told(text: string, folders: readonly string[]): string[] {
  let same = text;
  for (const folder of folders) same = same.replaceAll(folder, "FOLDER");
  for (const [pattern, word] of OTHERWISE) same = same.replace(pattern, word);
  return same
    .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "")
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
}

/** Only words and their order, where numbers are other each time. */
const withoutNumbers = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/[\d.e+-]+/g, "#").replace(/\s+/g, ""));

/** The folders of a Python environment that a link may name otherwise; longer ones first. */
export async function environmentFolders(python: string): Promise<string[]> {
  const folder = path.dirname(path.dirname(python));
  return [await realpath(folder), folder].sort((a, b) => b.length - a.length);
}

/**
 * How the text differs from what was received alone; undefined: not; null: alone it differs from itself, too.
 * @param shifted whether the code that ran has other numbers of lines: doctest leaves out what does nothing
 */
export function differs(
  alone: NonNullable<Alone>,
  found: string,
  folders: readonly string[],
  shifted = false,
): Difference | undefined | null {
  let expected = told(alone.text, folders);
  let again = told(alone.again, folders);
  let here = told(found, folders);
  if (equal(here, expected) || equal(here, again)) return undefined;
  if (!equal(expected, again)) {
    [expected, again, here] = [withoutNumbers(expected), withoutNumbers(again), withoutNumbers(here)];
    if (!equal(expected, again)) return sameLines(expected, again, here) ? undefined : null;
    if (equal(here, expected)) return undefined;
  }
  if (shifted) {
    if (equal(withoutNumbers(here), withoutNumbers(expected))) return undefined;
    // Around the line that failed a traceback shows others, which here are not there: what it says at last counts.
    if (alone.status === "error" && here.at(-1) === expected.at(-1)) return undefined;
  }
  if (alone.mixed && sameLines(expected, here)) return undefined;
  const at = here.findIndex((line, i) => line !== expected[i]);
  const line = at < 0 ? here.length : at;
  return { line, expected: expected[line] ?? "", found: here[line] ?? "", kind: kindOf(expected, here) };
}

function kindOf(expected: readonly string[], here: readonly string[]): Difference["kind"] {
  const left = count(here);
  for (const [line, times] of count(expected)) left.set(line, (left.get(line) ?? 0) - times);
  const counts = [...left.values()];
  if (counts.every((times) => times >= 0) && counts.some((times) => times > 0)) {
    return [...left].every(([line, times]) => times === 0 || expected.includes(line)) ? "doubled" : "other";
  }
  return counts.every((times) => times <= 0) && counts.some((times) => times < 0) ? "lost" : "other";
}

function count(lines: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const line of lines) times.set(line, (times.get(line) ?? 0) + 1);
  return times;
}

/** What is printed in another order each time (threads, two streams) has the same lines. */
function sameLines(...texts: readonly (readonly string[])[]): boolean {
  const sorted = texts.map((lines) => [...lines].sort());
  return sorted.every((lines) => equal(lines, sorted[0] as string[]));
}

const equal = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((line, i) => line === b[i]);
