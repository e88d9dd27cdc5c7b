/** Reads the segments of a log as one, from any number on. What it finds damaged or gone is told, and skipped. */
import type { LogRecord } from "../../../preload/contract/records";
import type { Checkpoint } from "../../../preload/transcript/checkpoint";
import type { BlockIndex } from "./block-index";
import type { Epochs } from "./epochs";
import { type LostRecords, offsetNear, readSegment, scanSegment, seqNear } from "./segment";
import type { OpenedFolder, OpenProblem, Segment } from "./segment-folder";
import { readSidecar } from "./sidecar";
import type { Trimmed } from "./trim-marker";

/** What stands at a number: a record, or why there is none. */
export type StoreRead =
  | { readonly kind: "records"; readonly records: readonly LogRecord[] }
  | ({ readonly kind: "lost" } & LostRecords)
  | ({ readonly kind: "trimmed" } & Trimmed)
  | { readonly kind: "end" };

export class SegmentReader {
  readonly blocks: BlockIndex;
  readonly epochs: Epochs;
  /** What was wrong with the files when they were opened. */
  readonly problems: readonly OpenProblem[];
  /** Ordered by number, without overlap. */
  readonly segments: Segment[];
  /** Numbers between segments that are nowhere. */
  readonly gaps: LostRecords[];
  trimmed: Trimmed | undefined;
  /** Number of the newest record, 0 when there is none. */
  last: number;

  /** @param damaged is told of records that were there and cannot be read */
  constructor(
    private readonly session: string,
    opened: OpenedFolder,
    private readonly damaged: (lost: LostRecords) => void,
  ) {
    this.blocks = opened.blocks;
    this.epochs = opened.epochs;
    this.problems = opened.problems;
    this.segments = opened.segments;
    this.gaps = opened.gaps;
    this.trimmed = opened.trimmed;
    this.last = opened.last;
  }

  /** Number of the oldest record that is not trimmed; `last + 1` when there is none. */
  get first(): number {
    return this.trimmed ? this.trimmed.to + 1 : 1;
  }

  /** Bytes of the log on disk. */
  get bytes(): number {
    let bytes = 0;
    for (const { map } of this.segments) bytes += map.size + map.torn;
    return bytes;
  }

  /** What stands after number `after`: records up to about `maxBytes`, at least one, or what is told instead of them. */
  read(after: number, maxBytes: number): StoreRead {
    if (this.trimmed && after < this.trimmed.to) return { kind: "trimmed", ...this.trimmed };
    const next = after + 1;
    if (next > this.last) return { kind: "end" };
    const gap = holeAt(this.gaps, next);
    if (gap) return { kind: "lost", ...gap };
    const segment = this.segments.findLast(({ map }) => map.first <= next);
    if (!segment) return this.lose({ from: next, to: next, bytes: 0 });
    const hole = holeAt(segment.map.lost, next);
    return hole ? { kind: "lost", ...hole } : this.#readSegment(segment, after, maxBytes);
  }

  /** The number of a record that stands about `bytes` before record `seq`, as the log is on disk. */
  seqBefore(seq: number, bytes: number): number {
    let left = bytes;
    for (let i = this.segments.length - 1; i >= 0; i--) {
      const { map } = this.segments[i] as Segment;
      if (map.first > seq) continue;
      const end = seq > map.last ? map.size : offsetNear(map, seq);
      if (end > left) return seqNear(map, end - left);
      left -= end;
    }
    return this.first;
  }

  /** The last kept checkpoint at or before record `seq`; undefined when there is none but the beginning. */
  checkpointAt(seq: number): Checkpoint | undefined {
    for (let i = this.segments.length - 1; i >= 0; i--) {
      const { file, map } = this.segments[i] as Segment;
      if (map.first > seq + 1) continue;
      const kept = readSidecar(file, map.size + map.torn)?.checkpoints;
      const checkpoint = kept?.findLast((one) => one.seq <= seq && one.seq >= this.first - 1);
      if (checkpoint) return checkpoint;
    }
    return undefined;
  }

  /** Notes that records are gone, and tells it. */
  lose(lost: LostRecords): StoreRead {
    this.addGap(lost);
    this.damaged(lost);
    return { kind: "lost", ...lost };
  }

  /** Notes that a whole segment is gone, and tells it. */
  loseSegment(segment: Segment): StoreRead {
    const { first, last, size } = segment.map;
    this.segments.splice(this.segments.indexOf(segment), 1);
    return this.lose({ from: first, to: last, bytes: size });
  }

  /** Notes numbers that are nowhere. */
  addGap(lost: LostRecords): void {
    const before = this.gaps.find((gap) => gap.to + 1 === lost.from);
    if (before) Object.assign(before, { to: lost.to, bytes: before.bytes + lost.bytes });
    else this.gaps.push({ ...lost });
  }

  #readSegment(segment: Segment, after: number, maxBytes: number): StoreRead {
    const { file, map } = segment;
    const next = after + 1;
    if (next > map.last) return this.lose({ from: next, to: this.#before(segment) ?? next, bytes: map.torn });
    try {
      let { records } = readSegment(file, map, after, maxBytes);
      if (records.length === 0) {
        this.#rescan(segment);
        const hole = holeAt(map.lost, next);
        if (hole) return { kind: "lost", ...hole };
        records = readSegment(file, map, after, maxBytes).records;
      }
      return records.length > 0
        ? { kind: "records", records }
        : this.lose({ from: next, to: next, bytes: 0 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return this.loseSegment(segment);
      // The disk may give it out at another time: what cannot be read now is not noted as gone.
      console.error(`the log's segment ${file} cannot be read:`, error);
      return { kind: "lost", from: next, to: map.last, bytes: map.size };
    }
  }

  /** The last number before the next segment. */
  #before(segment: Segment): number | undefined {
    const next = this.segments[this.segments.indexOf(segment) + 1];
    return next && next.map.first - 1;
  }

  /** The file is not what its map says: looks at all of it once more. */
  #rescan({ file, map }: Segment): void {
    const fresh = scanSegment(file, this.session);
    if (fresh.last < map.last)
      fresh.lost.push({ from: fresh.last + 1, to: map.last, bytes: map.size - fresh.size });
    const known = new Set(map.lost.map((lost) => lost.from));
    map.places = fresh.places;
    map.lost = fresh.lost;
    for (const lost of fresh.lost) if (!known.has(lost.from)) this.damaged(lost);
  }
}

function holeAt(holes: readonly LostRecords[], seq: number): LostRecords | undefined {
  return holes.find(({ from, to }) => from <= seq && seq <= to);
}
