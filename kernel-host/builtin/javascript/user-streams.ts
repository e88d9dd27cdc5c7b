/** process.stdout, process.stderr and console of the user's thread: what is written goes to the request's streams. */
import { Console } from "node:console";
import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

type StreamName = "stdout" | "stderr";

/**
 * A stream that hands its text on at once. It does without the queue of a Writable: an interrupt may end the code
 * in the middle of a write, and must not leave the stream "writing" for ever.
 */
class OutputStream extends Writable {
  readonly #decoder = new StringDecoder("utf8");
  readonly isTTY = false;

  constructor(
    readonly fd: 1 | 2,
    private readonly emitText: (text: string) => void,
  ) {
    super({ decodeStrings: false });
  }

  override write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    const done = typeof encoding === "function" ? encoding : callback;
    this.emitText(
      typeof chunk === "string" ? decodeString(chunk, encoding) : this.#decoder.write(toBuffer(chunk)),
    );
    if (typeof done === "function") process.nextTick(done as () => void);
    return true;
  }

  override end(chunk?: unknown): this {
    // Like the real ones, they cannot be closed.
    if (typeof chunk === "string" || chunk instanceof Uint8Array) this.write(chunk);
    return this;
  }
}

function toBuffer(chunk: unknown): Buffer {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const type = chunk === null ? "null" : typeof chunk;
  throw new TypeError(
    `The "chunk" argument must be of type string or an instance of Buffer. Received ${type}`,
  );
}

function decodeString(text: string, encoding: unknown): string {
  return encoding === "hex" || encoding === "base64" ? Buffer.from(text, encoding).toString("utf8") : text;
}

/** Puts streams and a colouring console in the place of the process's own. */
export function takeOverStreams(emit: (name: StreamName, text: string) => void): void {
  const stdout = new OutputStream(1, (text) => emit("stdout", text));
  const stderr = new OutputStream(2, (text) => emit("stderr", text));
  for (const [name, value] of [
    ["stdout", stdout],
    ["stderr", stderr],
  ] as const) {
    Object.defineProperty(process, name, { value, configurable: true, enumerable: true, writable: true });
  }
  // These streams have no errors to be ignored, which would cost more than the writing.
  Object.assign(globalThis.console, new Console({ stdout, stderr, colorMode: true, ignoreErrors: false }));
}
