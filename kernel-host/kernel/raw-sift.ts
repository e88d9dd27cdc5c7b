/**
 * Takes out of a kernel's raw output what came as stream too (`PrintedTwice`). Which of the two comes first is chance, so
 * raw text waits a moment; what then has no stream of its text is the process's own, and goes on.
 */

import { PrintedTwice } from "../../preload/transcript/printed-twice";
import { cutIntoLines } from "../floor/cut-into-lines";

export type RawName = "stdout" | "stderr";

/** How long raw text waits for the stream of which it is a copy, in ms: of a kernel that is known to make copies longer. */
const WAIT_MS = { starting: 0, unknown: 1_000, copies: 3_000, none: 0 } as const;
/** More than this is not taken before some of it has gone on, in bytes: it is in its file meanwhile. */
const WAITING_BYTES = 1024 * 1024;
/** A kernel of which so much raw text in a row was no copy makes none, in bytes. */
const NO_COPIES_BYTES = 64 * 1024;

interface Piece {
  /** Byte of the file at which it begins. */
  readonly offset: number;
  readonly bytes: Buffer;
  /** When it was read, in ms. */
  readonly time: number;
}

/** The raw output of one descriptor. */
export class RawSift {
  readonly #heard = new PrintedTwice();
  #pieces: Piece[] = [];
  #waiting = 0;
  #kind: keyof typeof WAIT_MS = "starting";
  #strange = 0;

  /**
   * @param place byte of the file from which on text will come
   * @param emit given what is the process's own: text between the bytes `offset` and `next` of its file
   */
  constructor(
    private place: number,
    private readonly now: () => number,
    private readonly emit: (offset: number, text: string, next: number) => void,
  ) {}

  /** Up to this byte of the file everything has gone on, or was found to be a copy. */
  get settledTo(): number {
    return this.#pieces[0]?.offset ?? this.place;
  }

  /** Whether nothing more should be read before some of what waits has gone on. */
  get full(): boolean {
    return this.#waiting >= WAITING_BYTES;
  }

  /** From now on the kernel can send what it prints as stream. */
  started(): void {
    if (this.#kind === "starting") this.#kind = "unknown";
  }

  /** Text that came as stream. */
  heard(text: string): void {
    this.#heard.heard(text, this.now());
  }

  /** Takes what was read next, at most as much as one record holds. */
  take(bytes: Buffer): void {
    this.#pieces.push({ offset: this.place, bytes: Buffer.from(bytes), time: this.now() });
    this.#waiting += bytes.length;
    this.place += bytes.length;
  }

  /** The file was emptied; everything from it was settled. */
  restart(): void {
    this.place = 0;
  }

  /** Lets go on what has waited long enough. @param all nothing more will be heard */
  settle(all = false): void {
    let count = 0;
    for (const piece of this.#pieces) {
      if (!this.#isCopy(piece.bytes, piece.time)) {
        if (!all && this.now() - piece.time < WAIT_MS[this.#kind]) break;
        this.#giveOwn(piece);
      }
      count += 1;
      this.#waiting -= piece.bytes.length;
    }
    this.#pieces = this.#pieces.slice(count);
  }

  #isCopy(bytes: Buffer, time: number): boolean {
    if (!this.#heard.isCopy(bytes.toString("utf8"), time)) return false;
    this.#kind = "copies";
    this.#strange = 0;
    return true;
  }

  /** What is the process's own of a piece that is no copy as a whole. */
  #giveOwn({ offset, bytes, time }: Piece): void {
    // Line by line only where a copy may be among them.
    if (WAIT_MS[this.#kind] === 0) this.#give(offset, bytes);
    else {
      let own = 0;
      let at = 0;
      for (const line of cutIntoLines(bytes)) {
        const next = at + line.length;
        if (this.#isCopy(line, time)) {
          this.#give(offset + own, bytes.subarray(own, at));
          own = next;
        }
        at = next;
      }
      this.#give(offset + own, bytes.subarray(own));
    }
  }

  #give(offset: number, own: Buffer): void {
    if (own.length === 0) return;
    this.#strange += own.length;
    if (this.#kind === "starting") this.#strange = 0;
    else if (this.#strange >= NO_COPIES_BYTES) this.#kind = "none";
    this.emit(offset, own.toString("utf8"), offset + own.length);
  }
}
