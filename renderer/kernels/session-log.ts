/** A session's log as this window knows it: records become the transcript, in slices that never hold the window up. */
import type { LogRecord, ViewMark } from "../../preload/contract/records";
import type { LogParams, LogToClient } from "../../preload/contract/session-channels";
import { startFrom } from "../../preload/transcript/checkpoint";
import { createReducer, type Reducer } from "../../preload/transcript/reduce";
import type { Transcript } from "../../preload/transcript/transcript";
import { createStore, type Store } from "../store";

/** Longest work on records in one task, in ms. */
const SLICE_MS = 8;
/** Of a long log so much is asked for at first, in bytes: its end. */
const TAIL_BYTES = 4 * 1024 * 1024;
/** Each time that more is wanted, so many times as much is asked for. */
const TAIL_GROWTH = 8;

/** When things happen; replaced in tests. */
export interface Pace {
  now(): number;
  /** Resolves in a task of its own, after whatever the window has to do first. */
  nextTask(): Promise<void>;
  /** Calls before the next picture is drawn. */
  beforeFrame(callback: () => void): void;
}

/** Where a window had left a log, and how far it was when the window came back. */
export interface Absence {
  /** The last record that was seen, and when that was. */
  readonly from: Seen;
  /** The last record that was there at the return. */
  readonly to: Seen;
}

export interface Seen {
  readonly seq: number;
  /** ms since 1970. */
  readonly time: number;
}

export class SessionLog {
  readonly transcript: Store<Transcript> = createStore<Transcript>({ blocks: [], seq: 0 });
  /** Everything that was there when the log was attached has been taken in. */
  readonly caughtUp = createStore(false);
  /** What came unseen, once it is known how far that goes; null when nothing did. */
  readonly absence = createStore<Absence | null>(null);
  #reducer = createReducer();
  #marks: readonly ViewMark[] = [];
  #epoch: number | null = null;
  #last = 0;
  #start = 0;
  #tail: number | undefined = TAIL_BYTES;
  #seen: Seen | null = null;
  #sliceEnd = 0;
  #frameWanted = false;

  constructor(private readonly pace: Pace) {}

  /** What to ask for when the channel is opened: everything that is not known yet, of a long log its end. */
  get cursor(): LogParams {
    const from = this.#reducer.seq;
    if (from > 0 || this.#tail === undefined) return { epoch: this.#epoch, from };
    return { epoch: this.#epoch, from, tail: this.#tail };
  }

  get seq(): number {
    return this.#reducer.seq;
  }

  /** The record after which the transcript begins: past 0 there is more before it, which `readFurther` brings. */
  get start(): number {
    return this.#start;
  }

  /** The transcript of this moment, whether it has been drawn or not. */
  present(): Transcript {
    return this.#reducer.snapshot();
  }

  setMarks(marks: readonly ViewMark[]): void {
    this.#marks = marks;
    this.#reducer.setMarks(marks);
    this.#show();
  }

  /** How far the log was seen before; to be called before it is attached. */
  leftAt(seen: Seen | null): void {
    this.#seen = seen;
  }

  /**
   * Takes one message of the channel; the promise ends when all of it is used.
   * @returns false when what is known is not a part of the host's log: open the channel again, from the start
   */
  async take(message: LogToClient): Promise<boolean> {
    if (message.type === "attached") {
      const known = this.#reducer.seq;
      this.#epoch = message.epoch;
      this.#last = message.last;
      this.#notice(message.last);
      if (message.start) this.#begin(createReducer(this.#marks, startFrom(message.start)));
      else if (message.valid < known) {
        // The host does not know all that was shown here: it cannot be part of its log.
        this.#begin(createReducer(this.#marks));
        this.#epoch = null;
        this.#show();
        if (message.valid > 0) return false;
        this.#epoch = message.epoch;
      }
    } else if (message.type === "records") {
      await this.#append(this.#reducer, message.records, () => this.#show());
      this.#show();
    }
    if (this.#reducer.seq >= this.#last) this.caughtUp.set(true);
    return true;
  }

  /**
   * Reads the same log once more, from further back (or, with `whole`, from its beginning), while this one goes on.
   * The new reading takes this one's place when it has come as far.
   */
  readFurther(whole: boolean): FurtherReading {
    const tail = whole || this.#tail === undefined ? undefined : this.#tail * TAIL_GROWTH;
    let reducer: Reducer | undefined;
    let start = 0;
    return {
      params: { epoch: null, from: 0, ...(tail !== undefined && { tail }) },
      take: async (message) => {
        if (message.type === "attached") {
          reducer = createReducer(this.#marks, message.start && startFrom(message.start));
          reducer.watch(this.#watched);
          start = reducer.seq;
        } else if (message.type === "records" && reducer) await this.#append(reducer, message.records);
        if (!reducer || reducer.seq < this.#reducer.seq) return false;
        reducer.setMarks(this.#marks);
        this.#tail = tail;
        this.#reducer = reducer;
        this.#start = start;
        this.#show();
        return true;
      },
    };
  }

  get #watched(): number[] {
    const absence = this.absence.get();
    return absence ? [absence.from.seq, absence.to.seq] : [];
  }

  /** What is there now and was not seen. Only at the first attaching: later nothing is out of sight. */
  #notice(last: number): void {
    const from = this.#seen;
    this.#seen = null;
    if (!from || last <= from.seq) return;
    this.absence.set({ from, to: { seq: last, time: Date.now() } });
    this.#reducer.watch(this.#watched);
  }

  #begin(reducer: Reducer): void {
    this.#reducer = reducer;
    this.#start = reducer.seq;
    reducer.watch(this.#watched);
  }

  /** Takes records in tasks that are short over all messages: many of them can wait in one. */
  async #append(reducer: Reducer, records: readonly LogRecord[], onPause?: () => void): Promise<void> {
    for (const record of records) {
      if (this.pace.now() > this.#sliceEnd) {
        onPause?.();
        await this.pace.nextTask();
        this.#sliceEnd = this.pace.now() + SLICE_MS;
      }
      reducer.append(record);
    }
  }

  #show(): void {
    if (this.#frameWanted) return;
    this.#frameWanted = true;
    this.pace.beforeFrame(() => {
      this.#frameWanted = false;
      this.transcript.set(this.#reducer.snapshot());
    });
  }
}

/** A second reading of a log, on a channel of its own. */
export interface FurtherReading {
  readonly params: LogParams;
  /** Takes one message; true when it has taken the first one's place: what comes from now on is the log's. */
  take(message: LogToClient): Promise<boolean>;
}

/** The window's own pace. A hidden window draws no pictures, so there a timer stands in. */
export const windowPace: Pace = {
  now: () => performance.now(),
  nextTask: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    }),
  beforeFrame: (callback) => {
    if (document.hidden) setTimeout(callback, 100);
    else requestAnimationFrame(() => callback());
  },
};
