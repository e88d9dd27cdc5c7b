/** When a shell is drawn while its kernel prints: nobody reads a flood line by line, and each picture of it costs as much. */
import type { LogRecord } from "../../preload/contract/records";
import { LINE_COST, OUTPUT_COST } from "../../preload/transcript/weights";
import type { Pace } from "./pace";

/** A picture that took longer to make, in ms, is followed by as long a time, at most, in which none is made. */
const QUICK_MS = 12;
const MOST_REST_MS = 200;
/** What comes faster than so many UTF-16 units in a ms is a flood: some thousand lines a second. */
const FLOOD_UNITS_PER_MS = 50;
/** After so many pictures of a flood the next ones come this seldom, in ms. */
const FLOOD_PICTURES = 3;
const FLOOD_REST_MS = 150;
/** So many pictures, each within so many ms of the one before, are a flood too while somebody types. */
const TYPING_PICTURES = 8;
const SOON_MS = 250;
/**
 * While keys come within so many ms of each other a flood is drawn this seldom, in ms: the keys are to be painted between.
 * Less than `SOON_MS`, or it would be a new flood each time.
 */
const TYPING_MS = 250;
const TYPING_REST_MS = 200;
/** Messages that come in floods; what else comes is a turn that is to be seen at once. */
const SHOWN = /^(?:display_data|update_display_data|clear_output|comm_\w+)$/;

export class PictureTimes {
  /** What comes before that time is not drawn at once. */
  #restUntil = 0;
  /** When it was drawn last, how many pictures have followed soon on each other, and how many of a flood. */
  #drawnAt = Number.NEGATIVE_INFINITY;
  #soon = 0;
  #flooded = 0;
  /** What has come since the last picture, in UTF-16 units, about. */
  #came = 0;

  constructor(private readonly pace: Pick<Pace, "now" | "keyAt">) {}

  /** A record came. Returns whether it is to be seen at once: a request's end, a question. */
  came(record: LogRecord): boolean {
    if (record.kind === "stream" || record.kind === "raw") {
      this.#came += record.text.length + LINE_COST;
      return false;
    }
    this.#came += OUTPUT_COST;
    return record.kind !== "message" || !SHOWN.test(record.msgType);
  }

  /** So long nothing is to be drawn, in ms; 0 or less: it may be drawn. */
  get rest(): number {
    return this.#restUntil - this.pace.now();
  }

  /** A picture is being made. */
  begins(now: number): void {
    const since = now - this.#drawnAt;
    this.#soon = since < SOON_MS ? this.#soon + 1 : 0;
    this.#flooded = this.#came > since * FLOOD_UNITS_PER_MS ? this.#flooded + 1 : 0;
    this.#drawnAt = now;
    this.#came = 0;
  }

  /** It was made, in the time since. */
  made(): void {
    const now = this.pace.now();
    const took = now - this.#drawnAt;
    if (took > QUICK_MS) this.#restUntil = now + Math.min(took, MOST_REST_MS);
    if (this.#flooded >= FLOOD_PICTURES) this.#restAtLeast(FLOOD_REST_MS);
    if (this.#soon >= TYPING_PICTURES && now - this.pace.keyAt() < TYPING_MS)
      this.#restAtLeast(TYPING_REST_MS);
  }

  #restAtLeast(ms: number): void {
    this.#restUntil = Math.max(this.#restUntil, this.#drawnAt + ms);
  }
}
