/** Inputs of earlier sessions, as the app keeps them: what a kernel without a history of its own remembers. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import * as v from "valibot";
import { HISTORY_FILE } from "../../door/session-files";
import type { HistoryEntry } from "./kernel-history";

/** Of a longer file only so much of its end is read, in bytes. */
const MOST_BYTES = 4 * 1024 * 1024;
/** So many of the latest inputs are remembered. */
const MOST_INPUTS = 10_000;

const line = v.object({ session: v.string(), code: v.string() });

/**
 * What the file that the environment names holds, oldest first: each session in it is a run of its own, the latest has
 * number -1. Empty where none is named, or it cannot be read. The name is taken out of the environment.
 */
export function takeEarlierHistory(env: NodeJS.ProcessEnv): HistoryEntry[] {
  const file = env[HISTORY_FILE];
  Reflect.deleteProperty(env, HISTORY_FILE);
  return file ? runsOf(inputsIn(endOf(file))) : [];
}

function endOf(file: string): string {
  let fd: number | undefined;
  try {
    fd = openSync(file, "r");
    const { size } = fstatSync(fd);
    const end = Buffer.alloc(Math.min(size, MOST_BYTES));
    return end.toString("utf8", 0, readSync(fd, end, 0, end.length, size - end.length));
  } catch {
    return "";
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

type Line = v.InferOutput<typeof line>;

/** What is cut off at the beginning, or damaged, is passed over. */
function inputsIn(text: string): Line[] {
  const inputs: Line[] = [];
  for (const each of text.split("\n")) {
    try {
      inputs.push(v.parse(line, JSON.parse(each)));
    } catch {
      // Not a line of a history.
    }
  }
  return inputs.slice(-MOST_INPUTS);
}

function runsOf(inputs: readonly Line[]): HistoryEntry[] {
  const last = new Map(inputs.map(({ session }, i) => [session, i]));
  const newestFirst = [...last].sort(([, one], [, other]) => other - one).map(([session]) => session);
  const numbers = new Map(newestFirst.map((session, i) => [session, -1 - i]));
  const counts = new Map<string, number>();
  return inputs.map(({ session, code }) => {
    const count = (counts.get(session) ?? 0) + 1;
    counts.set(session, count);
    return { session: numbers.get(session) ?? -1, line: count, input: code, output: null };
  });
}
