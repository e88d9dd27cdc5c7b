/**
 * The log of a session on disk: the segments in the folder `log/` of the session's folder, read as one. Everything is
 * done at once (no promises): a record is in its file when `append` returns, unless writing is suspended.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { LOG_DISK } from "../../../preload/contract/limits";
import type { LogRecord } from "../../../preload/contract/records";
import type { Checkpoint } from "../../../preload/transcript/checkpoint";
import type { Clock } from "../../clock";
import type { BlockIndex } from "./block-index";
import { CheckpointKeeper } from "./checkpoint-keeper";
import type { Epochs } from "./epochs";
import { decodeRecord, encodeRecord } from "./frame";
import { type LostRecords, offsetNear, readSegment, scanSegment, seqNear } from "./segment";
import { type OpenProblem, openSegments, prepareFolder, type Segment } from "./segment-folder";
import { SegmentWriter } from "./segment-writer";
import { readSidecar, removeSegment, writeSidecar } from "./sidecar";
import { type Trimmed, writeTrimmed } from "./trim-marker";
import { WaitingRecords } from "./waiting-records";

/** Sizes and times, as LOG_DISK has them. */
export type StoreLimits = { readonly [Name in keyof typeof LOG_DISK]: number };

/** Writing stands still: new records are only in memory. `reason` is a sentence for the user. */
export interface Suspension {
  /** ms since 1970. */
  readonly since: number;
  readonly reason: string;
}

export interface StoreOptions {
  /** The folder of the segments; made when it is missing. */
  readonly folder: string;
  readonly session: string;
  /** This host's epoch, which no other host has. */
  readonly epoch: number;
  readonly clock: Clock;
  readonly limits?: StoreLimits;
  /** The disk takes nothing any more. Called after the record that showed it is safe in memory. */
  readonly suspended: (suspension: Suspension) => void;
  /** Everything that waited was written, but for `lost`, for which there was no room in memory. */
  readonly resumed: (suspension: Suspension, lost: readonly LostRecords[]) => void;
  /** Records that were there are not, or not whole: found while reading, or gone with their folder. */
  readonly damaged: (lost: LostRecords) => void;
}

/** What stands at a number: a record, or why there is none. */
export type StoreRead =
  | { readonly kind: "records"; readonly records: readonly LogRecord[] }
  | ({ readonly kind: "lost" } & LostRecords)
  | ({ readonly kind: "trimmed" } & Trimmed)
  | { readonly kind: "end" };

export class SegmentStore {
  readonly blocks: BlockIndex;
  readonly epochs: Epochs;
  /** What was wrong with the files when they were opened; each is told once. */
  readonly problems: readonly OpenProblem[];
  readonly #limits: StoreLimits;
  /** Ordered by number; the last one is being written when there is a writer. */
  readonly #segments: Segment[];
  /** Numbers between segments, or between them and what waits, that are nowhere. */
  readonly #gaps: LostRecords[];
  readonly #waiting: WaitingRecords;
  readonly #keeper: CheckpointKeeper;
  readonly #epochFirst: number;
  #trimmed: Trimmed | undefined;
  #writer: SegmentWriter | undefined;
  #last: number;
  #suspension: Suspension | undefined;
  #retryMs: number;
  #cancelRetry: (() => void) | undefined;
  #cancelSync: (() => void) | undefined;
  #disposed = false;

  /**
   * Opens the log of a session, or begins it.
   * @throws Error with a sentence when the folder is there but not ours to use; a disk that takes nothing is no error
   */
  constructor(private readonly options: StoreOptions) {
    this.#limits = options.limits ?? LOG_DISK;
    const opened = openSegments(options.folder, options.session);
    this.blocks = opened.blocks;
    this.epochs = opened.epochs;
    this.problems = opened.problems;
    this.#segments = opened.segments;
    this.#gaps = opened.gaps;
    this.#trimmed = opened.trimmed;
    this.#last = opened.last;
    this.#keeper = new CheckpointKeeper(opened.end, opened.blocks);
    this.#epochFirst = this.#last + 1;
    this.epochs.note(options.epoch, this.#epochFirst);
    this.#waiting = new WaitingRecords(this.#limits.pendingBytes);
    this.#retryMs = this.#limits.retryMs;
  }

  /** Number of the oldest record that is not trimmed; `last + 1` when there is none. */
  get first(): number {
    return this.#trimmed ? this.#trimmed.to + 1 : 1;
  }

  /** Number of the newest record, 0 at first. */
  get last(): number {
    return this.#last;
  }

  /** The newest record, if it can be read. */
  get newest(): LogRecord | undefined {
    if (this.#last < this.first) return undefined;
    const read = this.read(this.#last - 1, 1);
    return read.kind === "records" ? read.records[0] : undefined;
  }

  get trimmed(): Trimmed | undefined {
    return this.#trimmed;
  }

  /** Since when and why records are only in memory, or undefined while all is well. */
  get suspension(): Suspension | undefined {
    return this.#suspension;
  }

  /** Bytes of the log on disk. */
  get bytes(): number {
    let bytes = 0;
    for (const { map } of this.#segments) bytes += map.size + map.torn;
    return bytes;
  }

  /** The last number up to `from` that a client of `epoch` and this log know alike. */
  validFor(epoch: number | null, from: number): number {
    return this.epochs.valid(epoch, from, this.options.epoch, this.#last);
  }

  /**
   * Keeps the next record, whose number is `last + 1`. Never throws: what cannot be written waits in memory.
   * @returns bytes of the record as it is kept
   */
  append(record: LogRecord): number {
    this.#last = record.seq;
    this.blocks.take(record);
    const frame = encodeRecord(record);
    this.#keeper.take(record, frame.length);
    if (this.#suspension) {
      this.#keepWaiting(record.seq, frame);
      return frame.length;
    }
    try {
      this.#write(record.seq, frame);
    } catch (error) {
      this.#keepWaiting(record.seq, frame);
      this.#suspend(error as NodeJS.ErrnoException);
    }
    return frame.length;
  }

  /** What stands after number `after`: records up to about `maxBytes`, at least one, or what is told instead of them. */
  read(after: number, maxBytes: number): StoreRead {
    if (this.#trimmed && after < this.#trimmed.to) return { kind: "trimmed", ...this.#trimmed };
    const next = after + 1;
    if (next > this.#last) return { kind: "end" };
    const gap = holeAt(this.#gaps, next);
    if (gap) return { kind: "lost", ...gap };
    const waiting = this.#waiting.read(next, maxBytes);
    if (waiting.length > 0) return { kind: "records", records: waiting.map(decodeRecord) };
    const segment = this.#segments.findLast(({ map }) => map.first <= next);
    if (!segment) return this.#lose({ from: next, to: next, bytes: 0 });
    const hole = holeAt(segment.map.lost, next);
    return hole ? { kind: "lost", ...hole } : this.#readSegment(segment, after, maxBytes);
  }

  /** The number of a record that stands about `bytes` before record `seq`, as the log is on disk. */
  seqBefore(seq: number, bytes: number): number {
    let left = bytes;
    for (let i = this.#segments.length - 1; i >= 0; i--) {
      const { map } = this.#segments[i] as Segment;
      if (map.first > seq) continue;
      const end = seq > map.last ? map.size : offsetNear(map, seq);
      if (end > left) return seqNear(map, end - left);
      left -= end;
    }
    return this.first;
  }

  /** The last checkpoint at or before record `seq`; undefined when there is none but the beginning. */
  checkpointAt(seq: number): Checkpoint | undefined {
    const recent = this.#keeper.taken.findLast((checkpoint) => checkpoint.seq <= seq);
    if (recent) return recent;
    for (let i = this.#segments.length - 1; i >= 0; i--) {
      const { file, map } = this.#segments[i] as Segment;
      if (map.first > seq + 1 || map === this.#writer?.map) continue;
      const kept = readSidecar(file, map.size + map.torn)?.checkpoints;
      const checkpoint = kept?.findLast((one) => one.seq <= seq && one.seq >= this.first - 1);
      if (checkpoint) return checkpoint;
    }
    return undefined;
  }

  /** Writes what still waits, if the disk takes it, and lets go of the files. Nothing may be appended after. */
  dispose(): void {
    if (this.#disposed) return;
    this.#retry();
    this.#disposed = true;
    this.#cancelRetry?.();
    this.#cancelSync?.();
    this.#finishSegment();
  }

  #write(seq: number, frame: Buffer): void {
    const { folder, session, epoch } = this.options;
    if (!this.#writer) {
      prepareFolder(folder);
      this.#writer = SegmentWriter.create(folder, {
        session,
        epoch,
        epochFirst: this.#epochFirst,
        first: seq,
      });
      this.#segments.push({ file: this.#writer.file, map: this.#writer.map });
    }
    this.#writer.append(seq, frame);
    this.#syncLater();
    if (this.#writer.size >= this.#limits.segmentBytes) {
      this.#finishSegment();
      this.#trim();
    }
  }

  #finishSegment(): void {
    const writer = this.#writer;
    this.#writer = undefined;
    if (!writer) return;
    writer.close();
    const { file, map } = writer;
    if (map.last >= map.first) {
      const { checkpoints, end } = this.#keeper.endSegment();
      writeSidecar(file, { map, blocks: this.blocks.endSegment(), checkpoints, ...(end && { end }) });
    } else {
      this.#segments.pop();
      removeSegment(file);
    }
  }

  #keepWaiting(seq: number, frame: Buffer): void {
    for (const lost of this.#waiting.add(seq, frame)) this.#addGap(lost);
  }

  #suspend(error: NodeJS.ErrnoException): void {
    this.#finishSegment();
    this.#suspension = { since: Date.now(), reason: reasonOf(error, this.options.folder) };
    this.#retryLater();
    this.options.suspended(this.#suspension);
  }

  #retryLater(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = this.options.clock.after(this.#retryMs, () => this.#retry());
    this.#retryMs = Math.min(this.#retryMs * 2, this.#limits.maxRetryMs);
  }

  #retry(): void {
    const suspension = this.#suspension;
    if (!suspension || this.#disposed) return;
    try {
      for (let next = this.#waiting.first; next; next = this.#waiting.first) {
        this.#write(next.seq, next.frame);
        this.#waiting.shift();
      }
    } catch {
      this.#finishSegment();
      this.#retryLater();
      return;
    }
    this.#retryMs = this.#limits.retryMs;
    this.#suspension = undefined;
    this.options.resumed(suspension, this.#waiting.takeLost());
  }

  #syncLater(): void {
    this.#cancelSync ??= this.options.clock.after(this.#limits.syncMs, () => {
      this.#cancelSync = undefined;
      if (!this.#writer) return;
      if (this.#writer.inPlace) this.#writer.sync();
      else this.#vanished(this.#writer);
    });
  }

  /** The folder, or the file in it, was taken away: what is still within reach is written anew. */
  #vanished(writer: SegmentWriter): void {
    const { map } = writer;
    const rescued = writer.rescue();
    writer.close();
    this.#writer = undefined;
    this.#segments.pop();
    for (const { seq, frame } of rescued) this.#keepWaiting(seq, frame);
    if (rescued.length === 0) this.#lose({ from: map.first, to: map.last, bytes: map.size });
    for (const segment of [...this.#segments]) if (!existsSync(segment.file)) this.#loseSegment(segment);
    this.#suspend(Object.assign(new Error("the log's folder is gone"), { code: "ENOENT" }));
  }

  #readSegment(segment: Segment, after: number, maxBytes: number): StoreRead {
    const { file, map } = segment;
    const next = after + 1;
    if (next > map.last) return this.#lose({ from: next, to: this.#before(segment), bytes: map.torn });
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
        : this.#lose({ from: next, to: next, bytes: 0 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return this.#loseSegment(segment);
      // The disk may give it out at another time: what cannot be read now is not noted as gone.
      console.error(`the log's segment ${file} cannot be read:`, error);
      return { kind: "lost", from: next, to: map.last, bytes: map.size };
    }
  }

  /** The last number before the next segment, or before what waits. */
  #before(segment: Segment): number {
    const next = this.#segments[this.#segments.indexOf(segment) + 1]?.map.first ?? this.#waiting.first?.seq;
    return (next ?? this.#last + 1) - 1;
  }

  /** The file is not what its map says: looks at all of it once more. */
  #rescan({ file, map }: Segment): void {
    const fresh = scanSegment(file, this.options.session);
    if (fresh.last < map.last)
      fresh.lost.push({ from: fresh.last + 1, to: map.last, bytes: map.size - fresh.size });
    const known = new Set(map.lost.map((lost) => lost.from));
    map.places = fresh.places;
    map.lost = fresh.lost;
    for (const lost of fresh.lost) if (!known.has(lost.from)) this.options.damaged(lost);
  }

  #loseSegment(segment: Segment): StoreRead {
    const { first, last, size } = segment.map;
    if (segment.map === this.#writer?.map) {
      this.#writer.close();
      this.#writer = undefined;
    }
    this.#segments.splice(this.#segments.indexOf(segment), 1);
    return this.#lose({ from: first, to: last, bytes: size });
  }

  #lose(lost: LostRecords): StoreRead {
    this.#addGap(lost);
    this.options.damaged(lost);
    return { kind: "lost", ...lost };
  }

  #addGap(lost: LostRecords): void {
    const before = this.#gaps.find((gap) => gap.to + 1 === lost.from);
    if (before) Object.assign(before, { to: lost.to, bytes: before.bytes + lost.bytes });
    else this.#gaps.push({ ...lost });
  }

  /** Drops whole old segments while there is more than the bound; never the one that is being written. */
  #trim(): void {
    let { bytes } = this;
    const dropped: Segment[] = [];
    for (const segment of this.#segments) {
      if (bytes <= this.#limits.totalBytes || segment.map === this.#writer?.map) break;
      bytes -= segment.map.size + segment.map.torn;
      dropped.push(segment);
    }
    const to = dropped.at(-1)?.map.last;
    if (to === undefined) return;
    const trimmed: Trimmed = {
      to,
      bytes: dropped.reduce((sum, { map }) => sum + map.size + map.torn, this.#trimmed?.bytes ?? 0),
      time: Date.now(),
      epochs: this.epochs.before(to + 1),
    };
    try {
      writeTrimmed(this.options.folder, trimmed);
    } catch {
      // Without the marker they would be gone without a word: next time.
      return;
    }
    this.#trimmed = trimmed;
    this.#segments.splice(0, dropped.length);
    for (const { file } of dropped) removeSegment(file);
    this.#gaps.splice(0, this.#gaps.length, ...this.#gaps.filter((gap) => gap.to > to));
    this.blocks.trim(to + 1);
  }
}

function holeAt(holes: readonly LostRecords[], seq: number): LostRecords | undefined {
  return holes.find(({ from, to }) => from <= seq && seq <= to);
}

/** Why the disk takes nothing, in words. */
function reasonOf(error: NodeJS.ErrnoException, folder: string): string {
  switch (error.code) {
    case "ENOSPC":
    case "EDQUOT":
      return `the disk that holds ${path.dirname(folder)} is full`;
    case "EROFS":
      return `the disk that holds ${path.dirname(folder)} can only be read`;
    case "EACCES":
    case "EPERM":
      return `${folder} may not be written`;
    case "ENOENT":
      return `${folder} is gone`;
    default:
      return `${folder} cannot be written (${error.code ?? error.message})`;
  }
}
