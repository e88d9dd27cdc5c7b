/** Two notebooks by their cells: which is which, and what differs in source, metadata and outputs. */
import { align } from "./align";
import { readOutput } from "./file-outputs";
import type { FileCell } from "./notebook-file";

/** A cell of one, of the other, or of both. At least one is there. */
export interface CellPair {
  readonly before: FileCell | null;
  readonly after: FileCell | null;
  /** Places from 0; -1 where it is not there. */
  readonly beforeAt: number;
  readonly afterAt: number;
  /** Type and source are the same. */
  readonly isSourceSame: boolean;
  readonly isMetadataSame: boolean;
  readonly isOutputSame: boolean;
}

const textOf = ({ type, source }: FileCell) => `${type}\n${source}`;
/** What cells without an id, or with one that another has, are called (`NotebookFile`). */
const isByPlace = ({ key }: FileCell, at: number) => key.startsWith(`cell ${at + 1}`);

/** Cells are told by their ids, else by what they hold and where they stand. In the order of the second notebook. */
export function compareCells(before: readonly FileCell[], after: readonly FileCell[]): readonly CellPair[] {
  const places = new Map(before.map((cell, at) => [cell.key, at]));
  const ofAfter: (number | null)[] = after.map((cell, at) =>
    isByPlace(cell, at) ? null : (places.get(cell.key) ?? null),
  );
  const used = new Set(ofAfter);
  const left = before.flatMap((cell, at) => (used.has(at) ? [] : [{ key: at, text: textOf(cell) }]));
  const open = after.flatMap((cell, at) => (ofAfter[at] === null ? [{ at, text: textOf(cell) }] : []));
  const found = align(
    left,
    open.map(({ text }) => text),
  );
  open.forEach(({ at }, index) => {
    const place = found[index] ?? null;
    const [old, now] = [before[place ?? -1], after[at] as FileCell];
    // With ids on both sides, those that differ are different cells, unless they hold the same.
    const hasIds = old && !isByPlace(old, place ?? -1) && !isByPlace(now, at);
    if (old && (!hasIds || textOf(old) === textOf(now))) ofAfter[at] = place;
  });
  const taken = new Set(ofAfter);
  const pairs: CellPair[] = [];
  let next = 0;
  const removed = (upTo: number) => {
    for (; next < upTo; next++) {
      const cell = before[next] as FileCell;
      if (!taken.has(next)) pairs.push(pair(cell, null, next, -1));
    }
  };
  after.forEach((cell, at) => {
    const place = ofAfter[at] ?? null;
    if (place !== null) removed(place);
    pairs.push(pair(place === null ? null : (before[place] as FileCell), cell, place ?? -1, at));
  });
  removed(before.length);
  return pairs;
}

function pair(before: FileCell | null, after: FileCell | null, beforeAt: number, afterAt: number): CellPair {
  const isSame = (of: (cell: FileCell) => unknown) =>
    before !== null && after !== null && JSON.stringify(of(before)) === JSON.stringify(of(after));
  return {
    before,
    after,
    beforeAt,
    afterAt,
    isSourceSame: isSame(textOf),
    isMetadataSame: isSame(({ metadata, attachments }) => [metadata, attachments]),
    isOutputSame: isSame(outputsText),
  };
}

/** A cell's outputs as text: of a picture and the like its type, its size, and a sum that tells it from others. */
export function outputsText({ outputs }: FileCell): string {
  return outputs.map(outputText).join("\n");
}

function outputText(written: unknown): string {
  const output = readOutput(written);
  switch (output.kind) {
    case "stream":
      return output.text.replace(/\n$/, "");
    case "error":
      return output.traceback || `${output.name}: ${output.value}`;
    case "unknown":
      return `[${output.type}]`;
    case "display":
      return Object.entries(output.data)
        .map(([type, value]) => {
          if (type === "text/plain" && typeof value === "string") return value;
          const text = typeof value === "string" ? value : JSON.stringify(value);
          return `[${type}, ${text.length} signs, ${checksum(text)}]`;
        })
        .join("\n");
  }
}

/** FNV-1a, 32 bits: it tells pictures apart, and nothing depends on it. */
function checksum(text: string): string {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, "0");
}
