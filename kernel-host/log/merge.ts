/** Merges the chunks in which text is printed, and cuts what is too long for one record. */
import { STREAM_MERGE_MS, STREAM_RECORD_CHARS } from "../../preload/contract/limits";
import type { Clock } from "../floor/clock";

/** Text printed by one request on one stream. */
export interface StreamText {
  readonly parent: string | null;
  readonly foreign: boolean;
  readonly name: "stdout" | "stderr";
  readonly text: string;
}

/**
 * Holds text for a few ms, so that many small prints become one record. Whoever numbers anything else calls `flush`
 * first: text is never merged across another message.
 */
export class StreamMerger {
  #held: StreamText | undefined;
  #cancel: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly emit: (text: StreamText) => void,
  ) {}

  add(chunk: StreamText): void {
    if (chunk.text === "") return;
    const held = this.#held;
    if (held && held.parent === chunk.parent && held.name === chunk.name && held.foreign === chunk.foreign) {
      this.#held = { ...held, text: held.text + chunk.text };
    } else {
      this.flush();
      this.#held = chunk;
      this.#cancel = this.clock.after(STREAM_MERGE_MS, () => this.flush());
    }
    this.#emitFull();
  }

  /** Gives out what is held. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const held = this.#held;
    this.#held = undefined;
    if (held) for (const text of cutText(held.text, STREAM_RECORD_CHARS)) this.emit({ ...held, text });
  }

  /** Gives out the whole records that are there already, so that no more than one is ever held. */
  #emitFull(): void {
    const held = this.#held;
    if (!held || held.text.length <= STREAM_RECORD_CHARS) return;
    const pieces = cutText(held.text, STREAM_RECORD_CHARS);
    this.#held = { ...held, text: pieces.pop() ?? "" };
    for (const text of pieces) this.emit({ ...held, text });
  }
}

/** Cuts text into pieces of at most `length` UTF-16 units (2 or more), never inside a surrogate pair. */
export function cutText(text: string, length: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + length, text.length);
    if (end < text.length && isHighSurrogate(text, end - 1) && isLowSurrogate(text, end)) end--;
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}

const isHighSurrogate = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xd800;
const isLowSurrogate = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
