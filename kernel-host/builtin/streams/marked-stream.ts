/**
 * One of a kernel's two raw output streams: bytes that anybody wrote to its descriptor 1 or 2, and between them marks
 * of whoever runs the code:
 *
 *     NUL token kind number NUL     kind "r": what follows belongs to request `number`
 *                                   kind "b": barrier: both streams carry it; what stands before comes first
 *                                   kind "m": barrier, and message `number` comes here
 *                                   kind "s" ... kind "e": what stands between them belongs to request `number`
 */
import { StringDecoder } from "node:string_decoder";

/** What stands in a stream, in order. */
export type StreamItem =
  /** Text, and the serial number of the request that it belongs to. */
  | { readonly kind: "text"; readonly request: number; readonly text: string }
  /** What stands before it in both streams comes before what stands behind it; `message`: message `number` is here. */
  | { readonly kind: "barrier"; readonly number: number; readonly message: boolean };

const NUL = 0;
const DIGITS = 10;

/** A mark as it stands in a stream. */
export function mark(token: string, kind: "r" | "b" | "m" | "s" | "e", number: number): Buffer {
  return Buffer.from(`\0${token}${kind}${String(number).padStart(DIGITS, "0")}\0`, "latin1");
}

export class MarkedStream {
  readonly #token: Buffer;
  /** NUL, token, kind, number, NUL. */
  readonly #markLength: number;
  readonly #decoder = new StringDecoder("utf8");
  #rest: Buffer = Buffer.alloc(0);
  #request = 0;
  /** The request that goes on behind the mark "e". */
  #outer: number | undefined;

  /** @param token what the interpreter's marks begin with: random, so that no other output holds it */
  constructor(token: string) {
    this.#token = Buffer.from(`\0${token}`, "latin1");
    this.#markLength = this.#token.length + 1 + DIGITS + 1;
  }

  /** Reads more bytes. What may be the beginning of a mark or of a character waits for the next ones. */
  read(bytes: Buffer): StreamItem[] {
    const data = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const items: StreamItem[] = [];
    let from = 0;
    for (let at = data.indexOf(NUL); at >= 0; at = data.indexOf(NUL, at)) {
      const here = data.subarray(at, at + this.#token.length);
      if (!here.equals(this.#token.subarray(0, here.length))) {
        at++;
        continue;
      }
      if (at + this.#markLength > data.length) {
        this.#text(items, data.subarray(from, at));
        this.#rest = data.subarray(at);
        return items;
      }
      this.#text(items, data.subarray(from, at));
      this.#mark(items, data.toString("latin1", at + this.#token.length, at + this.#markLength - 1));
      at += this.#markLength;
      from = at;
    }
    this.#text(items, data.subarray(from));
    this.#rest = Buffer.alloc(0);
    return items;
  }

  /** The stream has ended: what waited is text. */
  end(): StreamItem[] {
    const text = this.#decoder.write(this.#rest) + this.#decoder.end();
    this.#rest = Buffer.alloc(0);
    return text === "" ? [] : [{ kind: "text", request: this.#request, text }];
  }

  #text(items: StreamItem[], bytes: Buffer): void {
    const text = bytes.length === 0 ? "" : this.#decoder.write(bytes);
    if (text !== "") items.push({ kind: "text", request: this.#request, text });
  }

  #mark(items: StreamItem[], mark: string): void {
    const number = Number(mark.slice(1));
    if (mark[0] === "r") this.#enter(number);
    else if (mark[0] === "s") this.#lend(number);
    else if (mark[0] === "e") this.#takeBack();
    else items.push({ kind: "barrier", number, message: mark[0] === "m" });
  }

  #enter(request: number): void {
    if (this.#outer === undefined) this.#request = request;
    else this.#outer = request;
  }

  #lend(request: number): void {
    this.#outer ??= this.#request;
    this.#request = request;
  }

  #takeBack(): void {
    this.#request = this.#outer ?? this.#request;
    this.#outer = undefined;
  }
}
