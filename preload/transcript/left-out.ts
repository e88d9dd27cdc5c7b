/** What stands where something is missing: outputs in place of those that were dropped, and the requests that were let go of. */
import type { LogRecordOf } from "../contract/records";
import { t } from "../texts/texts";
import { byteSize, clockTime } from "./quantities";
import type { Output } from "./transcript";

/** So many requests whose blocks were let go of are known; what comes for earlier ones is output of no request. */
const MOST_FORGOTTEN = 200_000;

/** Requests whose blocks were let go of as a whole, by msg_id. */
export class ForgottenRequests {
  readonly #ids = new Set<string>();

  add(msgId: string): void {
    this.#ids.add(msgId);
    const [first] = this.#ids;
    if (this.#ids.size > MOST_FORGOTTEN && first !== undefined) this.#ids.delete(first);
  }

  has(msgId: string): boolean {
    return this.#ids.has(msgId);
  }
}

/** Stands where late output was not kept. */
export function lostOutput(): Output {
  const sentence = t(
    "Output that came for this code later was let go of to save memory. “Save output as text…” has all of it.",
  );
  return { kind: "display", data: { "text/plain": sentence }, metadata: {} };
}

/** "2.1 GB of earlier output was dropped at 14:02." */
export function trimmedSentence({ bytes, time }: LogRecordOf<"trimmed">): string {
  return `${byteSize(bytes)} of earlier output was dropped at ${clockTime(time)}.`;
}
