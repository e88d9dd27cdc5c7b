/** Messages on the private pipes to the interpreter: a length of 4 bytes, big-endian, and JSON in UTF-8. */
import type { Json } from "../../wire/message";

const LENGTH_BYTES = 4;

export function encodePipeFrame(message: Json): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

/** Cuts what comes from a pipe into messages. */
export class PipeFrameReader {
  #chunks: Buffer[] = [];
  #size = 0;
  #wanted = LENGTH_BYTES;

  /** @throws SyntaxError when a frame is not JSON */
  *read(bytes: Buffer): Generator<Json> {
    this.#chunks.push(bytes);
    this.#size += bytes.length;
    while (this.#size >= this.#wanted) {
      const data = Buffer.concat(this.#chunks);
      this.#wanted = LENGTH_BYTES + data.readUInt32BE(0);
      const complete = data.length >= this.#wanted;
      const rest = complete ? data.subarray(this.#wanted) : data;
      const body = complete ? data.toString("utf8", LENGTH_BYTES, this.#wanted) : undefined;
      this.#chunks = [rest];
      this.#size = rest.length;
      if (body === undefined) return;
      this.#wanted = LENGTH_BYTES;
      yield JSON.parse(body) as Json;
    }
  }
}
