/** An output as something to save, copy, or hand to another program. */
import type { OutputContent } from "../../../../preload/contract/outputs";
import { mimeText } from "../../../../preload/transcript/text";
import { type MimeBundle, textOfType } from "./representations";

const EXTENSIONS: Readonly<Record<string, string>> = {
  "application/javascript": "js",
  "application/pdf": "pdf",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "audio/x-wav": "wav",
  "image/jpeg": "jpg",
  "image/svg+xml": "svg",
  "text/html": "html",
  "text/javascript": "js",
  "text/latex": "tex",
  "text/markdown": "md",
  "text/plain": "txt",
  "text/tab-separated-values": "tsv",
};

/** Types that are text in a bundle; every other string is base64 (Jupyter messaging, display_data). */
const TEXT_TYPE = /^text\/|json$|xml$|javascript$/;

/** What a type of a bundle holds. */
export function contentOf(data: MimeBundle, type: string): OutputContent {
  const value = mimeText(data[type]);
  if (value !== undefined && !TEXT_TYPE.test(type)) {
    const base64 = value.replace(/\s/g, "");
    // What says it is bytes and is not is kept as it is.
    if (/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return { kind: "base64", base64 };
  }
  return { kind: "text", text: textOfType(data, type) };
}

/** Bytes of a type of a bundle. */
export function sizeOf(data: MimeBundle, type: string): number {
  const content = contentOf(data, type);
  if (content.kind === "text") return new TextEncoder().encode(content.text).length;
  return Math.floor((content.base64.replace(/={1,2}$/, "").length * 3) / 4);
}

/** A name for its file: "output.png"; with the prompt's number where it has one, "output-4.png". */
export function fileName(type: string, executionCount: number | undefined): string {
  const [, own = "bin"] = /^\w+\/(?:[\w.-]+\+)?([a-z0-9]{1,8})$/.exec(type) ?? [];
  const extension = EXTENSIONS[type] ?? own;
  return `output${executionCount === undefined ? "" : `-${executionCount}`}.${extension}`;
}

/** Bytes in memory, for the clipboard and the player. @throws Error when the base64 is broken */
export function blobOf(data: MimeBundle, type: string): Blob {
  const content = contentOf(data, type);
  if (content.kind === "text") return new Blob([content.text], { type });
  const binary = atob(content.base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return new Blob([bytes], { type });
}
