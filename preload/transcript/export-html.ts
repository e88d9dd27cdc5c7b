/**
 * A transcript as one page of HTML that needs nothing else. No output's own HTML is in it, so that a page that is
 * handed on runs nothing: of rich output it has the picture, else the text.
 */
import { printedLines } from "./terminal";
import { mimeText, plainText } from "./text";
import type { Block, Lines, Output, TextLine, TextStyle, Transcript } from "./transcript";
import { TranscriptWriter, type WrittenFormat } from "./transcript-writer";

/** The page, with `name` as its title. */
export function htmlPage(transcript: Transcript, name: string): string {
  return new TranscriptWriter(htmlFormat(name)).write(transcript, true);
}

/** The page, for writing it piece by piece. */
export function htmlFormat(name: string): WrittenFormat {
  return {
    head: headHtml(name),
    foot: "\n</html>\n",
    betweenBlocks: "\n",
    openBlock: (block) => `<article>${codeHtml(block)}`,
    closeBlock: () => "</article>",
    openLines: ({ name: stream }) => `<pre class="${stream}">`,
    lines: ({ lines }, from, to, first) =>
      `${first ? "" : "\n"}${lines.slice(from, to).map(lineHtml).join("\n")}`,
    closeLines: () => "</pre>",
    output: outputHtml,
  };
}

function headHtml(name: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escape(name)}</title>
<style>${STYLE}</style>
<h1>${escape(name)}</h1>
`;
}

const STYLE = `
body { max-width: 110ch; margin: 2em auto; padding: 0 1em; background: #fffefb; color: #22272e; font: 13px/20px ui-monospace, monospace; }
h1 { font: 600 16px/24px system-ui, sans-serif; }
article { display: grid; grid-template-columns: 9ch 1fr; column-gap: 2ch; margin: 12px 0; }
.prompt { color: #0b6e69; text-align: right; }
pre { grid-column: 2; margin: 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
.out { grid-column: 1; color: #626a74; text-align: right; }
.stderr { padding-left: 8px; box-shadow: inset 2px 0 #9a5b00; }
.error { padding: 4px 8px; background: #fdf0ef; box-shadow: inset 2px 0 #b4232f; }
.event { color: #626a74; }
.meta { grid-column: 2; color: #626a74; font: 11.5px/20px system-ui, sans-serif; }
img { grid-column: 2; max-width: 100%; }
@media print { body { max-width: none; margin: 0; font-size: 11px; line-height: 16px; } img { break-inside: avoid; } }
`;

function codeHtml(block: Block): string {
  if (block.kind !== "request") return "";
  const origin = block.origin
    ? `<div class="meta">${escape([block.origin.file, block.origin.title].filter(Boolean).join(": "))}</div>`
    : "";
  return `<span class="prompt">${escape(block.prompt)}</span><pre class="code">${escape(block.code)}</pre>${origin}`;
}

function outputHtml(output: Exclude<Output, { kind: "stream" | "raw" }>): string {
  switch (output.kind) {
    case "error":
      return pre("error", linesHtml(output.traceback));
    case "display": {
      const prompt =
        output.executionCount === undefined ? "" : `<span class="out">Out[${output.executionCount}]:</span>`;
      const text = plainText(output.data);
      const picture = pictureSource(output.data);
      if (picture) return `${prompt}<img src="${escape(picture)}" alt="${escape(text ?? "Picture")}">`;
      return prompt + pre("result", escape(text ?? `[${Object.keys(output.data)[0] ?? "nothing"}]`));
    }
    case "input":
      return pre("question", escape(output.prompt + (output.answer ?? "")));
    case "event":
      return pre("event", escape(output.sentence));
    case "absent":
      return "";
  }
}

const pre = (kind: string, html: string) => (html === "" ? "" : `<pre class="${kind}">${html}</pre>`);

/** The address of a picture among the types of a display, with the picture in it. */
export function pictureSource(data: Readonly<Record<string, unknown>>): string | undefined {
  for (const type of ["image/png", "image/jpeg", "image/gif", "image/webp"]) {
    const base64 = mimeText(data[type]);
    if (base64 !== undefined) return `data:${type};base64,${base64.replace(/\s+/g, "")}`;
  }
  const svg = mimeText(data["image/svg+xml"]);
  return svg === undefined ? undefined : `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Lines with their colours, without an empty last one. */
export function linesHtml(lines: Lines): string {
  return lines.slice(0, printedLines(lines)).map(lineHtml).join("\n");
}

/** A line with its colours. */
export function lineHtml({ text, runs = [] }: TextLine): string {
  let html = "";
  let at = 0;
  for (const { start, end, style } of runs) {
    html += `${escape(text.slice(at, start))}<span style="${styleOf(style)}">${escape(text.slice(start, end))}</span>`;
    at = end;
  }
  return html + escape(text.slice(at));
}

/** The sixteen colours of terminals, to be read on a light page. */
const SIXTEEN = ["#22272e", "#b4232f", "#2d7a36", "#9a5b00", "#1b5fb8", "#7c35e6", "#0b6e69", "#626a74"];

function colour(value: number | string): string {
  if (typeof value === "string") return value;
  if (value < 16) return SIXTEEN[value % 8] as string;
  if (value >= 232)
    return `rgb(${Array(3)
      .fill((value - 232) * 10 + 8)
      .join(" ")})`;
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  const cube = value - 16;
  return `rgb(${[Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level).join(" ")})`;
}

function styleOf(style: TextStyle): string {
  const [fg, bg] = style.inverse ? [style.bg ?? "#fffefb", style.fg ?? "#22272e"] : [style.fg, style.bg];
  const lines = [style.underline && "underline", style.strike && "line-through"].filter(Boolean).join(" ");
  const parts = [
    fg !== undefined && `color:${colour(fg)}`,
    bg !== undefined && `background:${colour(bg)}`,
    style.bold && "font-weight:600",
    style.dim && "opacity:.75",
    style.italic && "font-style:italic",
    lines && `text-decoration:${lines}`,
    style.hidden && "visibility:hidden",
  ];
  return parts.filter(Boolean).join(";");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] as string);
}
