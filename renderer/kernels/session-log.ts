/** A session's log as this window knows it: records become the transcript, in slices that never hold the window up. */
import type { LogRecord, ViewMark } from "../../preload/contract/records";
import type { LogParams, LogToClient } from "../../preload/contract/session-channels";
import { startFrom } from "../../preload/transcript/checkpoint";
import type { KeptPart } from "../../preload/transcript/holding";
import { createReducer, type Reducer } from "../../preload/transcript/reduce";
import type { Block, Transcript } from "../../preload/transcript/transcript";
import type { TranscriptPlace, Whereabouts } from "../../preload/transcript/whereabouts";
import { unawaited } from "../floor/failures";
import { createStore, type Store } from "../floor/store";
import type { Pace } from "./pace";
import { PictureTimes } from "./picture-times";
import { TaskSlices } from "./task-slices";

/** Of a long log so much is asked for at first, in bytes: its end. */
const TAIL_BYTES = 4 * 1024 * 1024;
/** Of what a log says so much is held in a window at most, in UTF-16 units; then less is, and the rest fetched again. */
export const MOST_HELD = 24 * 1024 * 1024;
const HELD_AFTER = 0.75;
/** Past so many blocks the oldest are let go of as a whole, so that fewer are left, unless somebody reads earlier ones. */
export const MOST_BLOCKS = 120_000;
const BLOCKS_AFTER = 100_000;
/** Where a window had left a log, and how far it was when the window came back. */
export interface Absence {
  /** The last record that was seen, and when that was. */
  readonly from: SeenRecord;
  /** The last record that was there at the return. */
  readonly to: SeenRecord;
}

export interface SeenRecord {
  readonly seq: number;
  /** ms since 1970. */
  readonly time: number;
}

export class SessionLog {
  readonly transcript: Store<Transcript> = createStore<Transcript>({ blocks: [], seq: 0 });
  /** Everything that was there when the log was attached is in the transcript. */
  readonly caughtUp = createStore(false);
  /** What came unseen, once it is known how far that goes; null when nothing did. */
  readonly absence = createStore<Absence | null>(null);
  #reducer = createReducer([], undefined, "places");
  #marks: readonly ViewMark[] = [];
  #epoch: number | null = null;
  /** The last record when the log was attached; null before. */
  #last: number | null = null;
  #letGoAt = MOST_HELD;
  #inView: ((part: KeptPart) => boolean) | undefined;
  #seen: SeenRecord | null = null;
  #frameWanted = false;
  /** What is to be drawn waits for the end of a rest. */
  #resting = false;
  /** Counts what waits to be drawn: a rest that is not waited for any more ends for nothing. */
  #wanted = 0;
  readonly #pictures: PictureTimes;
  readonly #slices: TaskSlices;

  /** @param held what to hold of a log: "all" from its beginning, or its end and what is looked at */
  constructor(
    private readonly pace: Pace,
    private readonly held: "all" | "part" = "part",
  ) {
    this.#slices = new TaskSlices(pace);
    this.#pictures = new PictureTimes(pace);
  }

  /** What to ask for when the channel is opened: everything that is not known yet, of a long log its end. */
  get cursor(): LogParams {
    const from = this.#reducer.seq;
    if (from > 0 || this.held === "all") return { epoch: this.#epoch, from };
    return { epoch: this.#epoch, from, tail: TAIL_BYTES };
  }

  get seq(): number {
    return this.#reducer.seq;
  }

  /** The record after which the transcript begins: past 0 there is more before it, which a part can bring. */
  get start(): number {
    return this.#reducer.start;
  }

  /** How much is held, in UTF-16 units, about. */
  get heldUnits(): number {
    return this.#reducer.held;
  }

  /** What is near the view is not let go of, however old it is. */
  keepInView(inView: (part: KeptPart) => boolean): void {
    this.#inView = inView;
  }

  /** Where an absent place is to be looked for; undefined when it is held, or is none. */
  whereabouts(place: TranscriptPlace): Whereabouts | undefined {
    return this.#reducer.whereabouts(place);
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
  leftAt(seen: SeenRecord | null): void {
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
      if (message.start) this.#begin(createReducer(this.#marks, startFrom(message.start), "places"));
      else if (message.valid < known) {
        // The host does not know all that was shown here: it cannot be part of its log.
        this.#begin(createReducer(this.#marks, undefined, "places"));
        this.#epoch = null;
        this.#show();
        if (message.valid > 0) return false;
        this.#epoch = message.epoch;
      }
    } else if (message.type === "records") {
      await this.#append(this.#reducer, message.records, () => this.#show());
      const turns = message.records.filter((record) => this.#pictures.came(record));
      this.#show(turns.length > 0);
    }
    if (!this.#frameWanted) this.#lookWhetherCaughtUp();
    return true;
  }

  /** Takes in a part of the same log that is read beside it; what it brings is shown when it ends. */
  readPart(): PartReading {
    const begunWith = this.#reducer;
    let part: Reducer | undefined;
    return {
      take: async (message) => {
        if (message.type === "attached") {
          part = createReducer(this.#marks, message.start && startFrom(message.start), "places");
          part.watch(this.#watched);
        } else if (message.type === "records" && part) await this.#append(part, message.records);
        else if (message.type === "end") {
          // Meanwhile it may have turned out that this is another log.
          if (part && this.#reducer === begunWith) this.#reducer.fill(part);
          this.#show();
          return true;
        }
        return false;
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
    reducer.watch(this.#watched);
  }

  /** Takes records in tasks that are short over all messages: many of them can wait in one. */
  async #append(reducer: Reducer, records: readonly LogRecord[], onPause?: () => void): Promise<void> {
    for (const record of records) {
      if (this.#slices.over) {
        onPause?.();
        await this.#slices.pause();
      }
      reducer.append(record);
    }
  }

  #lookWhetherCaughtUp(): void {
    if (this.#last !== null && this.#reducer.seq >= this.#last) this.caughtUp.set(true);
  }

  #letGo(): void {
    if (this.held === "all") return;
    const { blocks } = this.transcript.get();
    const newest = blocks.at(-1);
    if (newest && blocks.length > MOST_BLOCKS && this.#isRead(newest)) this.#reducer.forget(BLOCKS_AFTER);
    if (this.#reducer.outputsHeld <= this.#letGoAt) return;
    this.#reducer.drop(MOST_HELD * HELD_AFTER, this.#inView ?? (() => false));
    // Where most of it has to stay (one line without an end), it is not tried again at once.
    this.#letGoAt = Math.max(MOST_HELD, this.#reducer.outputsHeld / HELD_AFTER);
  }

  /** Whether a block is in view, or the shell was never in front. */
  #isRead({ seq }: Block): boolean {
    const part = { seq, place: 0, from: 0, to: Number.POSITIVE_INFINITY };
    return this.#inView === undefined || this.#inView(part);
  }

  /** @param atOnce what rests is drawn with the next frame */
  #show(atOnce = false): void {
    if (this.#frameWanted && !(atOnce && this.#resting)) return;
    this.#frameWanted = true;
    const wanted = ++this.#wanted;
    const rest = atOnce ? 0 : this.#pictures.rest;
    this.#resting = rest > 0;
    if (rest > 0) this.pace.later(() => wanted === this.#wanted && this.#drawNext(), rest);
    else this.#drawNext();
  }

  #drawNext(): void {
    this.#resting = false;
    this.pace.beforeFrame(() => this.#draw());
  }

  #draw(): void {
    this.#pictures.begins(this.pace.now());
    this.#frameWanted = false;
    this.#letGo();
    this.transcript.set(this.#reducer.snapshot());
    // Not before: whoever waits for everything to be there looks for it in the transcript.
    this.#lookWhetherCaughtUp();
    unawaited(
      "reducing records",
      this.pace.nextTask().then(() => this.#pictures.made()),
    );
  }
}

/** A reading of a part of a log, on a channel of its own. */
export interface PartReading {
  /** Takes one message; true when it was the last. */
  take(message: LogToClient): Promise<boolean>;
}
