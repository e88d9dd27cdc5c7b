/**
 * The log of a session on disk: the segments in the folder `log/` of the session's folder, read as one. Everything is
 * done at once (no promises): a record is in its file when `append` returns, unless writing is suspended.
 */
import { existsSync } from "node:fs";
import { LOG_DISK } from "../../../preload/contract/limits";
import type { LogRecord } from "../../../preload/contract/records";
import type { Checkpoint } from "../../../preload/transcript/checkpoint";
import type { Clock } from "../../floor/clock";
import type { BlockIndex } from "./block-index";
import { CheckpointKeeper } from "./checkpoint-keeper";
import { reasonOf } from "./disk-reason";
import { decodeRecord, encodeRecord } from "./frame";
import { KeptFiles } from "./kept-files";
import type { LostRecords } from "./segment";
import { type OpeningProgress, type OpenProblem, openSegments, prepareFolder } from "./segment-folder";
import { SegmentReader, type StoreRead } from "./segment-reader";
import { SegmentWriter } from "./segment-writer";
import { removeSegment, writeSidecar } from "./sidecar";
import { trimLog } from "./trim";
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
  /** Told how opening goes on where a long log has to be read through. */
  readonly opening?: OpeningProgress;
  /** The disk takes nothing any more. Called after the record that showed it is safe in memory. */
  readonly suspended: (suspension: Suspension) => void;
  /** Everything that waited was written, but for `lost`, for which there was no room in memory. */
  readonly resumed: (suspension: Suspension, lost: readonly LostRecords[]) => void;
  /** Records that were there are not, or not whole: found while reading, or gone with their folder. */
  readonly damaged: (lost: LostRecords) => void;
}

export class SegmentStore {
  readonly #limits: StoreLimits;
  /** The last of its segments is being written when there is a writer. */
  readonly #reader: SegmentReader;
  readonly #waiting: WaitingRecords;
  readonly #keeper: CheckpointKeeper;
  /** What was too large for a record. */
  readonly kept: KeptFiles;
  readonly #epochFirst: number;
  #writer: SegmentWriter | undefined;
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
    const opened = openSegments(options.folder, options.session, options.opening);
    this.#reader = new SegmentReader(options.session, opened, options.damaged);
    this.kept = new KeptFiles(options.folder, options.session, options.epoch);
    this.#keeper = new CheckpointKeeper(opened.end, opened.blocks);
    this.#epochFirst = opened.last + 1;
    opened.epochs.note(options.epoch, this.#epochFirst);
    this.#waiting = new WaitingRecords(this.#limits.pendingBytes);
    this.#retryMs = this.#limits.retryMs;
  }

  /** Number of the oldest record that is not trimmed; `last + 1` when there is none. */
  get first(): number {
    return this.#reader.first;
  }

  /** Number of the newest record, 0 at first. */
  get last(): number {
    return this.#reader.last;
  }

  get blocks(): BlockIndex {
    return this.#reader.blocks;
  }

  /** What was wrong with the files when they were opened. */
  get problems(): readonly OpenProblem[] {
    return this.#reader.problems;
  }

  /** Since when and why records are only in memory, or undefined while all is well. */
  get suspension(): Suspension | undefined {
    return this.#suspension;
  }

  /** Bytes of the log on disk. */
  get bytes(): number {
    return this.#reader.bytes;
  }

  /** The last number up to `from` that a client of `epoch` and this log know alike. */
  validFor(epoch: number | null, from: number): number {
    return this.#reader.epochs.valid(epoch, from, this.options.epoch, this.last);
  }

  /**
   * Keeps the next record, whose number is `last + 1`. What cannot be written waits in memory.
   * @param frame the record packed, where that was done already
   * @returns bytes of the record as it is kept
   * @throws RangeError when the record is nested too deep, or too long, to be made JSON; nothing has changed then
   */
  append(record: LogRecord, frame = encodeRecord(record)): number {
    this.#reader.last = record.seq;
    this.blocks.take(record);
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
    const waiting = this.#waiting.read(after + 1, maxBytes);
    if (waiting.length > 0) return { kind: "records", records: waiting.map(decodeRecord) };
    return this.#reader.read(after, maxBytes);
  }

  /** The number of a record that stands about `bytes` before record `seq`, as the log is on disk. */
  seqBefore(seq: number, bytes: number): number {
    return this.#reader.seqBefore(seq, bytes);
  }

  /** The last checkpoint at or before record `seq`; undefined when there is none but the beginning. */
  checkpointAt(seq: number): Checkpoint | undefined {
    return (
      this.#keeper.taken.findLast((checkpoint) => checkpoint.seq <= seq) ?? this.#reader.checkpointAt(seq)
    );
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
    const { segments } = this.#reader;
    // A reader may have found that the file is gone.
    if (this.#writer && segments.at(-1)?.map !== this.#writer.map) this.#writer = this.#writer.close();
    if (!this.#writer) {
      prepareFolder(folder);
      this.#writer = SegmentWriter.create(folder, {
        session,
        epoch,
        epochFirst: this.#epochFirst,
        first: seq,
      });
      segments.push({ file: this.#writer.file, map: this.#writer.map });
    }
    this.#writer.append(seq, frame);
    this.#syncLater();
    if (this.#writer.size >= this.#limits.segmentBytes) {
      this.#finishSegment();
      trimLog(this.#reader, { folder, totalBytes: this.#limits.totalBytes });
      this.kept.trim(this.first - 1);
    }
  }

  #finishSegment(): void {
    const writer = this.#writer;
    this.#writer = undefined;
    if (!writer) return;
    writer.close();
    const { file, map } = writer;
    if (map.last < map.first) {
      this.#reader.segments.pop();
      removeSegment(file);
    } else if (map.last === this.last) {
      const { checkpoints, end } = this.#keeper.endSegment();
      writeSidecar(file, { map, blocks: this.blocks.endSegment(), checkpoints, ...(end && { end }) });
    }
    // What else is known goes beyond what is in the file: it will be read through when it is opened.
  }

  #keepWaiting(seq: number, frame: Buffer): void {
    for (const lost of this.#waiting.add(seq, frame)) this.#reader.addGap(lost);
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
    this.#reader.segments.pop();
    for (const { seq, frame } of rescued) this.#keepWaiting(seq, frame);
    if (rescued.length === 0 && map.last >= map.first) {
      this.#reader.lose({ from: map.first, to: map.last, bytes: map.size });
    }
    for (const segment of [...this.#reader.segments]) {
      if (!existsSync(segment.file)) this.#reader.loseSegment(segment);
    }
    this.#suspend(Object.assign(new Error("the log's folder is gone"), { code: "ENOENT" }));
  }
}
