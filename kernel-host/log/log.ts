/**
 * The session's log: everything under one increasing number, through all lives and hosts. Each record is on disk
 * before anybody hears of it; the newest are kept in memory too, for those who follow.
 */
import { LOG_MEMORY_BYTES, MAX_RECORD_BYTES } from "../../preload/contract/limits";
import type { LogRecord, LogRecordOf } from "../../preload/contract/records";
import type { TravellingStart } from "../../preload/transcript/checkpoint";
import type { Clock } from "../floor/clock";
import { encodeRecord, FRAME_PREFIX_BYTES } from "./disk/frame";
import type { Keepable } from "./disk/kept-files";
import type { LostRecords } from "./disk/segment";
import { SegmentStore, type StoreLimits, type Suspension } from "./disk/segment-store";
import { fitted, isSurelyLarger } from "./fitting";
import { MemoryTail } from "./memory-tail";
import { StreamMerger, type StreamText } from "./merge";
import { withoutCopies } from "./old-raw";
import { readWithStandIns } from "./stand-ins";
import { damagedSentence, problemSentence, resumedSentence, suspendedSentence } from "./trouble-sentences";

/** A record before it has a number. */
export type Unnumbered = {
  [K in LogRecord["kind"]]: Omit<LogRecordOf<K>, "seq" | "life" | "time">;
}[LogRecord["kind"]];

export interface LogOptions {
  /** Folder of the segments, within the session's. */
  readonly folder: string;
  readonly session: string;
  /** This host's epoch: it alone writes under it. */
  readonly epoch: number;
  readonly clock: Clock;
  readonly limits?: StoreLimits;
  /** Told, in bytes, how opening goes on where a long log has to be read through. */
  readonly opening?: (read: number, of: number) => void;
  /** Bound of what is kept in memory besides, in bytes. */
  readonly memoryBytes?: number;
  /** Largest record, in bytes. */
  readonly recordBytes?: number;
}

export class Log {
  /** This host's epoch. */
  readonly epoch: number;
  #life: number;
  readonly #store: SegmentStore;
  readonly #tail: MemoryTail;
  readonly #merger: StreamMerger;
  readonly #followers = new Set<(record: LogRecord) => void>();
  readonly #recordBytes: number;

  /**
   * Opens the log of a session, with all that earlier hosts wrote, or begins it.
   * @throws Error with a sentence when its folder is there but cannot be used
   */
  constructor({ clock, memoryBytes = LOG_MEMORY_BYTES, ...options }: LogOptions) {
    this.epoch = options.epoch;
    this.#recordBytes = options.recordBytes ?? MAX_RECORD_BYTES;
    this.#merger = new StreamMerger(clock, (text) => this.#number({ kind: "stream", ...text }));
    this.#store = new SegmentStore({
      ...options,
      clock,
      suspended: (suspension) => this.#tell("log suspended", suspendedSentence(suspension)),
      resumed: (suspension: Suspension, lost: readonly LostRecords[]) =>
        this.#tell("log resumed", resumedSentence(suspension, lost)),
      damaged: (lost) => this.#tell("log damaged", damagedSentence(lost)),
    });
    this.#tail = new MemoryTail(memoryBytes, this.#store.last);
    this.#life = this.newest?.life ?? 0;
    for (const problem of this.#store.problems) this.#tell("log damaged", problemSentence(problem));
  }

  /** Number of the oldest record that is still here; `last + 1` when there is none. */
  get first(): number {
    return this.#store.first;
  }

  /** Number of the newest record, 0 at first. Text that is still being merged has none yet. */
  get last(): number {
    return this.#store.last;
  }

  /** The newest record, if it can be read. */
  get newest(): LogRecord | undefined {
    return this.last < this.first ? undefined : this.read(this.last - 1, 1)[0];
  }

  /** The kernel life that records belong to from now on; at first the one that the last host left. */
  get life(): number {
    return this.#life;
  }

  set life(life: number) {
    this.#merger.flush();
    this.#life = life;
  }

  /**
   * The blocks of our clients' requests that have not ended, oldest first: `first` is the number of the request's record,
   * `last` grows with what came of it.
   */
  get openBlocks(): { msgId: string; first: number; last: number; failed: boolean }[] {
    return this.#store.blocks.blocks.flatMap(({ state, foreign, msgId, first, last, failed = false }) =>
      state === "open" && !foreign && msgId !== null ? [{ msgId, first, last, failed }] : [],
    );
  }

  /** Whether a request of this msg_id is in the log. */
  knows(msgId: string): boolean {
    return this.#store.blocks.request(msgId);
  }

  /** Whether anything was asked of a kernel, by us or another client. */
  get used(): boolean {
    return this.#store.blocks.blocks.some(({ msgId }) => msgId !== null);
  }

  /**
   * Numbers a record. What is too large in it is kept as files beside the log.
   * @param raw what belongs to it and is too large to be in it at all
   * @throws RangeError when it is nested too deep to be made JSON; it has no number then
   */
  append(record: Unnumbered, raw: readonly Keepable[] = []): void {
    this.#merger.flush();
    this.#number(record, raw);
  }

  /** A record of an earlier version's log as it would be kept now: its place stays, what is too large goes. */
  fitted(record: LogRecord): LogRecord {
    let count = 0;
    return fitted(record, (part) => this.#store.kept.keep(record.seq, count++, part));
  }

  /** Takes printed text; it is numbered within a few ms, before anything that comes after it. */
  print(text: StreamText): void {
    this.#merger.add(text);
  }

  /** Records after number `after`, as `readWithStandIns` gives them. */
  read(after: number, maxBytes: number): readonly LogRecord[] {
    return withoutCopies(this.#read(after, maxBytes), (from, bytes) => this.#read(from, bytes));
  }

  /** The same as JSON in UTF-8, up to number `to`, of what is still in memory; undefined where that does not begin there. */
  readJson(after: number, maxBytes: number, to: number): readonly Uint8Array[] | undefined {
    return this.#tail.payloads(after, maxBytes, to);
  }

  #read(after: number, maxBytes: number): readonly LogRecord[] {
    const recent = this.#tail.read(after, maxBytes);
    if (recent) return recent;
    return readWithStandIns((from, bytes) => this.#store.read(from, bytes), after, maxBytes);
  }

  /** The number of a record that stands about `bytes` before record `seq`. */
  seqBefore(seq: number, bytes: number): number {
    return this.#store.seqBefore(seq, bytes);
  }

  /** The last number up to `from` that a client of `epoch` and this log know alike. */
  validFor(epoch: number | null, from: number): number {
    return this.#store.validFor(epoch, from);
  }

  /**
   * Where to begin to see about the last `bytes` of the log up to record `to`, after number `after`; undefined when that
   * is the beginning, or not known.
   */
  startFor(after: number, to: number, bytes: number): TravellingStart | undefined {
    const checkpoint = this.#store.checkpointAt(Math.min(to, this.#store.seqBefore(to + 1, bytes)));
    if (!checkpoint || checkpoint.seq <= after) return undefined;
    const { requests, displays } = this.#store.blocks.namesUpTo(checkpoint.seq);
    return { checkpoint, requests, ...(this.first > 1 ? { displays } : {}) };
  }

  /** Calls `follower` with each new record once it is on disk; returns a function that stops it. */
  follow(follower: (record: LogRecord) => void): () => void {
    this.#followers.add(follower);
    return () => {
      this.#followers.delete(follower);
    };
  }

  /** Numbers what is held, writes what still waits for the disk, and lets go of the files. */
  dispose(): void {
    this.#merger.flush();
    this.#store.dispose();
  }

  #number(unnumbered: Unnumbered, raw: readonly Keepable[] = []): void {
    const whole = { seq: this.last + 1, life: this.#life, time: Date.now(), ...unnumbered } as LogRecord;
    // First what can fail: a number is taken only by a record that is kept.
    const { record, frame } = this.#packed(whole, raw);
    this.#store.append(record, frame);
    this.#tail.add(record.seq, frame.subarray(FRAME_PREFIX_BYTES));
    for (const follower of [...this.#followers]) follower(record);
  }

  #packed(whole: LogRecord, raw: readonly Keepable[]): { record: LogRecord; frame: Buffer } {
    if (raw.length === 0 && !isSurelyLarger(whole, this.#recordBytes)) {
      const frame = packed(whole);
      if (frame && frame.length <= this.#recordBytes) return { record: whole, frame };
    }
    let count = 0;
    const record = fitted(whole, (part) => this.#store.kept.keep(whole.seq, count++, part), raw);
    return { record, frame: encodeRecord(record) };
  }

  /** Logs what befell the log itself, after whatever is being numbered just now. */
  #tell(event: LogRecordOf<"life">["event"], sentence: string): void {
    queueMicrotask(() => this.append({ kind: "life", event, sentence }));
  }
}

/** The record as it is kept; undefined where it is longer than any text can be. @throws RangeError nested too deep */
function packed(record: LogRecord): Buffer | undefined {
  try {
    return encodeRecord(record);
  } catch (error) {
    if (error instanceof RangeError && !/call stack/.test(error.message)) return undefined;
    throw error;
  }
}
