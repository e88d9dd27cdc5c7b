/** Text of files: how its encoding is found out and kept. Every file is read so that writing it back gives the same bytes. */

import { decode, encode } from "iconv-lite";
import {
  DECLARED_WITHIN,
  declaredEncoding,
  type Encoding,
  encodingNamed,
} from "../../preload/contract/text-encodings";

/** How much of a file is looked at to tell text from binary data, in bytes. */
const SNIFFED_BYTES = 64 * 1024;
const UTF8_BOM = [0xef, 0xbb, 0xbf];
const UTF16LE_BOM = [0xff, 0xfe];
const UTF16BE_BOM = [0xfe, 0xff];

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A text without its byte order mark. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** The encoding's name as the text declares it; null where it does not. */
  readonly declared: string | null;
}

export interface DecodeOptions {
  /** Name of the file, which tells its language. */
  readonly name?: string;
  /** Reads it so, instead of finding out. */
  readonly wanted?: Encoding | undefined;
  /** What is tried before Latin-1. */
  readonly system?: Encoding | undefined;
}

/**
 * The text of a file's bytes, and how it is encoded: what a byte order mark says, else what the text declares, else UTF-8
 * when it is valid, else the system's encoding, else Windows-1252 or Latin-1, each if the bytes are valid in it. Undefined when the bytes
 * are not text.
 */
export function decodeText(bytes: Buffer, options: DecodeOptions = {}): DecodedText | undefined {
  const { name = "", wanted, system = systemEncoding(process.env) } = options;
  const marked = wanted ?? markedEncoding(bytes);
  if (marked) {
    const text = decodeAs(bytes, marked);
    return text === undefined ? undefined : decoded(text, marked, name);
  }
  if (bytes.subarray(0, SNIFFED_BYTES).includes(0)) return undefined;
  const declares = declaredEncoding(bytes.toString("latin1", 0, DECLARED_WITHIN), name)?.encoding;
  for (const encoding of [declares, "utf8", system] as const) {
    const text = encoding && decodeAs(bytes, encoding);
    if (encoding && text !== undefined) return decoded(text, encoding, name);
  }
  // Where Latin-1 has controls that nobody writes, Windows has "€" and the quotation marks.
  const isWindows = bytes.some((byte) => byte >= 0x80 && byte < 0xa0);
  const text = isWindows ? decodeAs(bytes, "windows1252") : undefined;
  return text === undefined
    ? decoded(bytes.toString("latin1"), "latin1", name)
    : decoded(text, "windows1252", name);
}

function decoded(text: string, encoding: Encoding, name: string): DecodedText {
  return { text, encoding, declared: declaredEncoding(text, name)?.name ?? null };
}

/** The bytes of a text. Undefined when the encoding has no way to write a character of it: see `unwritable`. */
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
    case "ascii": {
      const beyond = encoding === "latin1" ? /[^\0-\xff]/ : /[^\0-\x7f]/;
      return beyond.test(text) ? undefined : Buffer.from(text, "latin1");
    }
    default: {
      const bytes = encode(text, encoding);
      return decode(bytes, encoding, { stripBOM: false }) === text ? bytes : undefined;
    }
  }
}

/** The first character that an encoding has no way to write, and its line, from 1. */
export function unwritable(text: string, encoding: Encoding): { sign: string; line: number } | undefined {
  let line = 1;
  for (const row of text.split("\n")) {
    if (encodeText(row, encoding) === undefined) {
      for (const sign of row) if (encodeText(sign, encoding) === undefined) return { sign, line };
    }
    line++;
  }
  return undefined;
}

/** The encoding of the system's language settings, where they name one that is not UTF-8: "ru_RU.KOI8-R". */
export function systemEncoding(env: Readonly<Record<string, string | undefined>>): Encoding | undefined {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  const name = /\.([-\w]{1,40})/.exec(locale)?.[1];
  return name === undefined ? undefined : encodingNamed(name);
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
    case "ascii":
      return bytes.every((byte) => byte < 0x80) ? bytes.toString("latin1") : undefined;
    default: {
      const text = decode(bytes, encoding, { stripBOM: false });
      return encode(text, encoding).equals(bytes) ? text : undefined;
    }
  }
}
