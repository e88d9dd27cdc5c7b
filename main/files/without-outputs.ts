/**
 * A notebook's file without what its cells gave, read piece by piece: of one that is too large for a window nearly all is
 * pictures. Nothing is parsed but where texts, lists and objects begin and end, so that it costs one look at each byte.
 */
import { createReadStream } from "node:fs";

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [BRACE, END_BRACE, BRACKET, END_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
/** Names longer than this, in bytes, are none of those that are looked for. */
const LONGEST_NAME = 20;
/** Deeper than this a notebook's own lists and objects do not stand. */
const DEEPEST = 12;

/** What is open around a place: a list or an object, and the name that it is the value of. */
interface Frame {
  readonly isList: boolean;
  readonly name: string;
}

/** The places of a byte in a piece, asked for in their order: each is looked for once. */
class NextOf {
  #next = -1;

  constructor(
    private readonly bytes: Buffer,
    private readonly byte: number,
  ) {}

  /** The first at a place or behind it; the piece's length where there is none. */
  from(at: number): number {
    if (this.#next < at) {
      const found = this.bytes.indexOf(this.byte, at);
      this.#next = found < 0 ? this.bytes.length : found;
    }
    return this.#next;
  }
}

export class OutputsRemover {
  readonly #frames: Frame[] = [];
  /** More that are open: those are not told apart. */
  #deeper = 0;
  #isString = false;
  #isEscaped = false;
  /** The text that was read last, as long as it may be a name. */
  #text: number[] | null = [];
  #name = "";
  /** How many are open within the list that is left out; 0 outside of one. */
  #leftOut = 0;

  /** @returns the bytes that stay of the next ones of the file */
  take(bytes: Buffer): Buffer {
    const kept: Buffer[] = [];
    const quotes = new NextOf(bytes, QUOTE);
    const backslashes = new NextOf(bytes, BACKSLASH);
    let from = this.#leftOut > 0 ? -1 : 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (this.#isString) {
        // Most of such a file is pictures: texts of a megabyte with no end or escape in them.
        const end = this.#isEscaped ? at + 1 : Math.min(quotes.from(at), backslashes.from(at));
        this.#keepText(bytes, at, end);
        at = end;
        if (this.#isEscaped) {
          this.#isEscaped = false;
          at--;
        } else if (bytes[at] === BACKSLASH) {
          this.#isEscaped = true;
          this.#keepText(bytes, at, at + 1);
        } else if (bytes[at] === QUOTE) this.#isString = false;
        continue;
      }
      if (byte === QUOTE) {
        this.#isString = true;
        this.#text = [];
      } else if (this.#leftOut > 0) {
        if (byte === BRACKET || byte === BRACE) this.#leftOut++;
        else if (byte === END_BRACKET || byte === END_BRACE) this.#leftOut--;
        if (this.#leftOut === 0) from = at;
      } else if (byte === COLON) {
        this.#name = this.#text ? String.fromCharCode(...this.#text) : "";
      } else if (byte === COMMA) this.#name = "";
      else if (byte === BRACKET && this.#isOutputs()) {
        kept.push(bytes.subarray(from, at + 1));
        from = -1;
        this.#leftOut = 1;
      } else if (byte === BRACKET || byte === BRACE) this.#open(byte === BRACKET);
      else if (byte === END_BRACKET || byte === END_BRACE) this.#close();
    }
    if (from >= 0) kept.push(bytes.subarray(from));
    return Buffer.concat(kept);
  }

  /** Of the text that is read, as long as it may be a name. */
  #keepText(bytes: Buffer, from: number, to: number): void {
    if (!this.#text) return;
    if (this.#text.length + to - from > LONGEST_NAME) this.#text = null;
    else this.#text.push(...bytes.subarray(from, to));
  }

  #open(isList: boolean): void {
    if (this.#frames.length < DEEPEST) this.#frames.push({ isList, name: this.#name });
    else this.#deeper++;
    this.#name = "";
  }

  #close(): void {
    if (this.#deeper > 0) this.#deeper--;
    else this.#frames.pop();
    this.#name = "";
  }

  /** Whether a list that begins here is the outputs of a cell: `"outputs"` of an object in a list `"cells"`. */
  #isOutputs(): boolean {
    const [cells, cell] = this.#frames.slice(-2);
    return (
      this.#name === "outputs" &&
      this.#deeper === 0 &&
      cell?.isList === false &&
      cells?.isList === true &&
      cells.name === "cells"
    );
  }
}

/**
 * Reads a notebook's file without the outputs of its cells.
 * @param most so many bytes are kept at most
 * @param onBytes told all bytes of the file, in their order
 * @returns null where more would stay
 */
export async function withoutOutputs(
  path: string,
  most: number,
  onBytes: (bytes: Buffer) => void,
): Promise<Buffer | null> {
  const remover = new OutputsRemover();
  const kept: Buffer[] = [];
  let size = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    onBytes(bytes as Buffer);
    const part = remover.take(bytes as Buffer);
    size += part.length;
    if (size > most) return null;
    if (part.length > 0) kept.push(part);
  }
  return Buffer.concat(kept);
}
