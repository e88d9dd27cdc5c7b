/** A session's log as this window knows it: records become the transcript, in slices that never hold the window up. */
import type { ViewMark } from "../../preload/contract/records";
import type { LogParams, LogToClient } from "../../preload/contract/session-channels";
import { createReducer } from "../../preload/transcript/reduce";
import type { Transcript } from "../../preload/transcript/transcript";
import { createStore, type Store } from "../store";

/** Longest work on records in one task, in ms. */
const SLICE_MS = 8;

/** When things happen; replaced in tests. */
export interface Pace {
  now(): number;
  /** Resolves in a task of its own, after whatever the window has to do first. */
  nextTask(): Promise<void>;
  /** Calls before the next picture is drawn. */
  beforeFrame(callback: () => void): void;
}

export class SessionLog {
  readonly transcript: Store<Transcript> = createStore<Transcript>({ blocks: [], seq: 0 });
  /** Everything that was there when the log was attached has been taken in. */
  readonly caughtUp = createStore(false);
  #reducer = createReducer();
  #marks: readonly ViewMark[] = [];
  #epoch: number | null = null;
  #last = 0;
  #frameWanted = false;

  constructor(private readonly pace: Pace) {}

  /** What to ask for when the channel is opened: everything that is not known yet. */
  get cursor(): LogParams {
    return { epoch: this.#epoch, from: this.#reducer.seq };
  }

  get seq(): number {
    return this.#reducer.seq;
  }

  setMarks(marks: readonly ViewMark[]): void {
    this.#marks = marks;
    this.#reducer.setMarks(marks);
    this.#show();
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
      if (message.valid < known) {
        // The host does not know all that was shown here: it cannot be part of its log.
        this.#reducer = createReducer(this.#marks);
        this.#epoch = null;
        this.#show();
        if (message.valid > 0) return false;
        this.#epoch = message.epoch;
      }
    } else if (message.type === "records") {
      let until = this.pace.now() + SLICE_MS;
      for (const record of message.records) {
        if (this.pace.now() > until) {
          this.#show();
          await this.pace.nextTask();
          until = this.pace.now() + SLICE_MS;
        }
        this.#reducer.append(record);
      }
      this.#show();
    }
    if (this.#reducer.seq >= this.#last) this.caughtUp.set(true);
    return true;
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
