/**
 * The base protocol of language servers (LSP 3.17, "Base Protocol"): a header of lines, an empty line, then as many bytes
 * of JSON as the header says. Ours because no library for it bounds what a server may announce.
 */
import { MOST_LANGUAGE_MESSAGE_BYTES } from "../../preload/contract/language-servers";
import { t } from "../../preload/texts/texts";

const HEADER_END = Buffer.from("\r\n\r\n");
/** A server whose header is longer prints something that is none. */
const MOST_HEADER_BYTES = 8 * 1024;

/** A message as it goes to a server. */
export function framed(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, "ascii"), body]);
}

/** Puts messages together from what a server writes, however it is cut. */
export class MessageReader {
  #pieces: Buffer[] = [];
  #have = 0;
  /** Bytes of the message that is under way; undefined while its header is. */
  #need: number | undefined;

  /** @param onMessage takes one message, parsed from JSON and not checked further */
  constructor(private readonly onMessage: (message: unknown) => void) {}

  /**
   * Takes the next bytes. Each is copied at most twice, whatever the pieces.
   * @throws Error with a sentence when they are no messages of the protocol
   */
  take(bytes: Buffer): void {
    this.#pieces.push(bytes);
    this.#have += bytes.length;
    for (;;) {
      if (this.#need === undefined && !this.#takeHeader()) return;
      const need = this.#need ?? 0;
      if (this.#have < need) return;
      const whole = this.#whole();
      this.#keep(whole.subarray(need));
      this.#need = undefined;
      this.onMessage(parse(whole.toString("utf8", 0, need)));
    }
  }

  /** Whether the header is whole; then it is taken off. */
  #takeHeader(): boolean {
    const whole = this.#whole();
    const end = whole.indexOf(HEADER_END);
    if (end < 0 || end > MOST_HEADER_BYTES) {
      if (whole.length > MOST_HEADER_BYTES)
        throw new Error(t("It does not speak the Language Server Protocol."));
      return false;
    }
    this.#need = lengthIn(whole.toString("latin1", 0, end));
    this.#keep(whole.subarray(end + HEADER_END.length));
    return true;
  }

  #whole(): Buffer {
    const whole = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
    this.#pieces = whole ? [whole] : [];
    return whole ?? Buffer.alloc(0);
  }

  #keep(rest: Buffer): void {
    this.#pieces = rest.length > 0 ? [rest] : [];
    this.#have = rest.length;
  }
}

function lengthIn(header: string): number {
  for (const line of header.split("\r\n")) {
    const colon = line.indexOf(":");
    if (line.slice(0, colon).trim().toLowerCase() !== "content-length") continue;
    const length = Number(line.slice(colon + 1));
    if (Number.isInteger(length) && length >= 0 && length <= MOST_LANGUAGE_MESSAGE_BYTES) return length;
    throw new Error(
      t("It announced a message of {size} bytes.", {
        size: line
          .slice(colon + 1)
          .trim()
          .slice(0, 40),
      }),
    );
  }
  throw new Error(t("It does not speak the Language Server Protocol."));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(t("It sent something that is not JSON."));
  }
}
