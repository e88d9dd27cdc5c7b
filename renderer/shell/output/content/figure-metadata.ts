/**
 * What made a figure, written into its file: a text chunk of a PNG (PNG specification, 11.3.4.3), `metadata` of an SVG. Pure.
 */
import type { OutputContent } from "../../../../preload/contract/outputs";

/** What is written: names and values. */
export type FigureAbout = Readonly<Record<string, string | number>>;

/** The chunk's keyword, and the element's namespace. */
const KEYWORD = "Tandem";
const NAMESPACE = "urn:tandem:figure";

/** Length of a PNG's signature and its IHDR chunk, behind which texts may stand. */
const HEADER_BYTES = 8 + 25;
const SIGNATURE = "\x89PNG\r\n\x1a\n";
/** Longest text that is read, in characters. */
const MOST_TEXT = 400_000;
const SVG_START = /<svg\b[^>]{0,20000}>/;

/** The content with `about` in it; as it is where its type has no room for it, or it is not what it says. */
export function withMetadata(content: OutputContent, type: string, about: FigureAbout): OutputContent {
  const json = ascii(JSON.stringify(about));
  if (type === "image/png" && content.kind === "base64") {
    const base64 = pngWith(content.base64, json);
    return base64 === null ? content : { kind: "base64", base64 };
  }
  if (type === "image/svg+xml" && content.kind === "text") {
    const start = SVG_START.exec(content.text);
    if (!start || start[0].endsWith("/>")) return content;
    const at = start.index + start[0].length;
    const element = `<metadata><figure xmlns="${NAMESPACE}">${json.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</figure></metadata>`;
    return { kind: "text", text: content.text.slice(0, at) + element + content.text.slice(at) };
  }
  return content;
}

/** What `withMetadata` has written into a file, as far as it is names and values; null where there is none. */
export function aboutIn(content: OutputContent, type: string): FigureAbout | null {
  if (type === "image/png" && content.kind === "base64") return read(pngText(content.base64));
  if (type !== "image/svg+xml" || content.kind !== "text") return null;
  const start = `<figure xmlns="${NAMESPACE}">`;
  const from = content.text.indexOf(start);
  const to = from < 0 ? -1 : content.text.indexOf("</figure>", from);
  if (to < 0 || to - from > MOST_TEXT) return null;
  const signs: Readonly<Record<string, string>> = { "&#60;": "<", "&#62;": ">", "&#38;": "&" };
  return read(
    content.text.slice(from + start.length, to).replace(/&#(?:60|62|38);/g, (sign) => signs[sign] ?? ""),
  );
}

function read(json: string | null): FigureAbout | null {
  if (json === null) return null;
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    const known = Object.entries(value).filter(
      ([, each]) => typeof each === "string" || typeof each === "number",
    );
    return Object.fromEntries(known);
  } catch {
    return null;
  }
}

/** The text chunk of a PNG, which stands before its pixels. */
function pngText(base64: string): string | null {
  let png: string;
  try {
    png = atob(base64);
  } catch {
    return null;
  }
  if (!png.startsWith(SIGNATURE)) return null;
  for (let at = SIGNATURE.length; at + 8 <= png.length; ) {
    const length = [0, 1, 2, 3].reduce((sum, byte) => sum * 256 + png.charCodeAt(at + byte), 0);
    const name = png.slice(at + 4, at + 8);
    if (name === "IDAT") return null;
    const start = `${KEYWORD}\0`;
    if (name === "tEXt" && length <= MOST_TEXT && png.startsWith(start, at + 8))
      return png.slice(at + 8 + start.length, at + 8 + length);
    at += 12 + length;
  }
  return null;
}

/** Texts of a PNG are Latin-1: every other sign is written as JSON's escape. */
function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function pngWith(base64: string, text: string): string | null {
  let png: string;
  try {
    png = atob(base64);
  } catch {
    return null;
  }
  if (!png.startsWith(SIGNATURE) || png.slice(12, 16) !== "IHDR") return null;
  const data = `tEXt${KEYWORD}\0${text}`;
  const chunk = `${number(data.length - 4)}${data}${number(crc(data))}`;
  return btoa(png.slice(0, HEADER_BYTES) + chunk + png.slice(HEADER_BYTES));
}

/** Four bytes, the highest first. */
function number(value: number): string {
  return String.fromCharCode((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

/** CRC-32 of bytes (PNG specification, annex D). */
function crc(bytes: string): number {
  let value = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    value ^= bytes.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
