/**
 * What is known of a finished segment, in a file beside it, so that opening a long log need not read all of it. It can
 * be lost or damaged without harm: then the segment is read once more.
 */
import { readFileSync, unlinkSync } from "node:fs";
import * as v from "valibot";
import type { Checkpoint } from "../../../preload/transcript/checkpoint";
import { writeAtOnce } from "../../door/atomic-write";
import { blockDelta } from "./block-index";
import { encodeJson, payloadAt } from "./frame";
import { segmentMap } from "./segment";

const VERSION = 1;

const isCheckpoint = (value: unknown) =>
  typeof value === "object" && value !== null && "seq" in value && "blocks" in value && "lastIsOpen" in value;
const checkpoint = v.custom<Checkpoint>(isCheckpoint);

const sidecar = v.object({
  version: v.literal(VERSION),
  map: segmentMap,
  blocks: blockDelta,
  /** From before the segment's first record to behind its last, oldest first. */
  checkpoints: v.array(checkpoint),
  /** What is open behind the last record; absent where that is not known. */
  end: v.exactOptional(checkpoint),
});
export type Sidecar = Omit<v.InferOutput<typeof sidecar>, "version">;

const nameOf = (segmentFile: string) => segmentFile.replace(/\.log$/, ".index");

/** Writes it, replacing one that is there. Failures are left alone: it only saves time. */
export function writeSidecar(segmentFile: string, content: Sidecar): void {
  try {
    writeAtOnce(nameOf(segmentFile), encodeJson(JSON.stringify({ version: VERSION, ...content })));
  } catch {
    // Then the segment is read again.
  }
}

/** Reads it; undefined when there is none that fits a segment file of `size` bytes. */
export function readSidecar(segmentFile: string, size: number): Sidecar | undefined {
  try {
    const payload = payloadAt(readFileSync(nameOf(segmentFile)), 0);
    if (!payload) return undefined;
    const parsed = v.safeParse(sidecar, JSON.parse(payload.toString("utf8")));
    if (!parsed.success) return undefined;
    const { map } = parsed.output;
    return map.size + map.torn === size ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Removes a segment with what stands beside it. */
export function removeSegment(segmentFile: string): void {
  removeFile(segmentFile);
  removeFile(nameOf(segmentFile));
}

function removeFile(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Gone already, or not ours to remove: it takes room, and no more.
  }
}
