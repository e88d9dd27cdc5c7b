/** Keeps a log within its bound on disk, by whole old segments. */
import type { Segment } from "./segment-folder";
import type { SegmentReader } from "./segment-reader";
import { removeSegment } from "./sidecar";
import { type Trimmed, writeTrimmed } from "./trim-marker";

/** Drops old segments while there is more than the bound; called when none is being written. */
export function trimLog(
  reader: SegmentReader,
  { folder, totalBytes }: { readonly folder: string; readonly totalBytes: number },
): void {
  let { bytes } = reader;
  const dropped: Segment[] = [];
  for (const segment of reader.segments) {
    if (bytes <= totalBytes) break;
    bytes -= segment.map.size + segment.map.torn;
    dropped.push(segment);
  }
  const to = dropped.at(-1)?.map.last;
  if (to === undefined) return;
  const trimmed: Trimmed = {
    to,
    bytes: dropped.reduce((sum, { map }) => sum + map.size + map.torn, reader.trimmed?.bytes ?? 0),
    time: Date.now(),
    epochs: reader.epochs.before(to + 1),
  };
  try {
    writeTrimmed(folder, trimmed);
  } catch {
    // Without the marker they would be gone without a word: next time.
    return;
  }
  reader.trimmed = trimmed;
  reader.segments.splice(0, dropped.length);
  for (const { file } of dropped) removeSegment(file);
  reader.gaps.splice(0, reader.gaps.length, ...reader.gaps.filter((gap) => gap.to > to));
  reader.blocks.trim(to + 1);
}
