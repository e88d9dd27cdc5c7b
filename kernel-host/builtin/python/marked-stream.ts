/**
 * One of the interpreter's two output streams: bytes that anybody wrote to its descriptor 1 or 2, and between them
 * the interpreter's own marks (interpreter/tandem_kernel/output.py says which).
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

export class MarkedStream {
  readonly #token: Buffer;
  /** NUL, token, kind, number, NUL. */
  readonly #markLength: number;
  readonly #decoder = new StringDecoder("utf8");
  #rest: Buffer = Buffer.alloc(0);
  #request = 0;

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
    if (mark[0] === "r") this.#request = number;
    else items.push({ kind: "barrier", number, message: mark[0] === "m" });
  }
}
