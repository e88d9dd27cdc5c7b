/** Text of files: how it is found out and kept. Every file is read so that writing it back gives the same bytes. */
import type { FileContent } from "../../preload/contract/requests";

export type Encoding = FileContent["encoding"];

/** How much of a file is looked at to tell text from binary data, in bytes. */
const SNIFFED_BYTES = 64 * 1024;
const UTF8_BOM = [0xef, 0xbb, 0xbf];
const UTF16LE_BOM = [0xff, 0xfe];
const UTF16BE_BOM = [0xfe, 0xff];

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The text of a file's bytes, without its byte order mark, and how it is encoded: what a byte order mark says, else
 * UTF-8 when it is valid, else Latin-1. Undefined when the bytes are not text.
 */
export function decodeText(
  bytes: Buffer,
  wanted?: Encoding,
): { text: string; encoding: Encoding } | undefined {
  const encoding = wanted ?? markedEncoding(bytes);
  if (encoding) {
    const text = decodeAs(bytes, encoding);
    return text === undefined ? undefined : { text, encoding };
  }
  if (bytes.subarray(0, SNIFFED_BYTES).includes(0)) return undefined;
  const text = decodeAs(bytes, "utf8");
  return text === undefined
    ? { text: bytes.toString("latin1"), encoding: "latin1" }
    : { text, encoding: "utf8" };
}

/**
 * The bytes of a text. Undefined when the encoding has no way to write a character of it: see `unwritable`.
 */
export function encodeText(text: string, encoding: Encoding): Buffer | undefined {
  switch (encoding) {
    case "utf8":
      return Buffer.from(text, "utf8");
    case "utf8bom":
      return Buffer.concat([Buffer.from(UTF8_BOM), Buffer.from(text, "utf8")]);
    case "utf16le":
      return Buffer.concat([Buffer.from(UTF16LE_BOM), Buffer.from(text, "utf16le")]);
    case "utf16be":
      return Buffer.concat([Buffer.from(UTF16BE_BOM), Buffer.from(text, "utf16le").swap16()]);
    case "latin1":
      return unwritable(text) === undefined ? Buffer.from(text, "latin1") : undefined;
  }
}

/** The first character that Latin-1 does not have. */
export function unwritable(text: string): string | undefined {
  return /[^\0-\xff]/u.exec(text)?.[0];
}

/** The line end that most lines of a text have; "\n" where there is none. */
export function lineEndOf(text: string): FileContent["eol"] {
  let crlf = 0;
  let lf = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    if (text.charCodeAt(at - 1) === 13) crlf++;
    else lf++;
  }
  return crlf > lf ? "\r\n" : "\n";
}

/** The text with all its line ends made `eol`. */
export function withLineEnds(text: string, eol: FileContent["eol"]): string {
  return text.replace(/\r?\n/g, eol);
}

function markedEncoding(bytes: Buffer): Encoding | undefined {
  const begins = (mark: readonly number[]) => mark.every((byte, i) => bytes[i] === byte);
  if (begins(UTF8_BOM)) return "utf8bom";
  if (begins(UTF16LE_BOM)) return "utf16le";
  if (begins(UTF16BE_BOM)) return "utf16be";
  return undefined;
}

function decodeAs(bytes: Buffer, encoding: Encoding): string | undefined {
  const marked = markedEncoding(bytes) === encoding;
  switch (encoding) {
    case "utf8":
    case "utf8bom":
      try {
        return utf8.decode(marked ? bytes.subarray(3) : bytes);
      } catch {
        return undefined;
      }
    case "utf16le":
    case "utf16be": {
      const body = marked ? bytes.subarray(2) : bytes;
      if (body.length % 2 !== 0) return undefined;
      const text = (encoding === "utf16le" ? body : Buffer.from(body).swap16()).toString("utf16le");
      // Half a surrogate pair would be lost on the way to the window.
      return /\p{Surrogate}|\0/u.test(text) ? undefined : text;
    }
    case "latin1":
      return bytes.toString("latin1");
  }
}
