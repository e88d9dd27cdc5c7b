/**
 * What is told of segments that were dropped to keep the log within its bound: `trimmed.json` in the log's folder. It is
 * written before they are removed, so that output is never gone without a word.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { writeAtOnce } from "../../door/atomic-write";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const trimmed = v.object({
  /** Number of the last record that is gone. */
  to: count,
  /** Bytes dropped in all, as they stood on disk. */
  bytes: count,
  /** When the last of them were dropped, ms since 1970. */
  time: v.number(),
  /** Epochs of which segments were dropped, each with its first number. */
  epochs: v.array(v.tuple([count, count])),
});
export type Trimmed = v.InferOutput<typeof trimmed>;

const nameIn = (folder: string) => path.join(folder, "trimmed.json");

/** @returns undefined when nothing was dropped, or nobody can tell any more */
export function readTrimmed(folder: string): Trimmed | undefined {
  try {
    return v.parse(trimmed, JSON.parse(readFileSync(nameIn(folder), "utf8")));
  } catch {
    return undefined;
  }
}

/** @throws the system's error */
export function writeTrimmed(folder: string, content: Trimmed): void {
  writeAtOnce(nameIn(folder), JSON.stringify(content));
}
