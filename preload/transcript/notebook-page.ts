/**
 * A notebook as one page of HTML that needs nothing else and runs nothing: Markdown typeset, code, and of each output a
 * picture, a table or text.
 */
import katex from "katex";
import MarkdownIt from "markdown-it";
import { readOutput } from "../notebook/file-outputs";
import { mathRules } from "../notebook/math-rules";
import type { FileCell, NotebookFile } from "../notebook/notebook-file";
import { plainHtml } from "../notebook/plain-html";
import { taskRules } from "../notebook/task-lists";
import { escape, linesHtml, pictureSource } from "./export-html";
import { toLines } from "./terminal";
import { plainText } from "./text";

/** Most expansions of macros in one formula, and the largest size that one may ask for, in em. */
const FORMULA = { maxExpand: 1000, maxSize: 50 };

// HTML in Markdown goes through what every HTML here goes through.
const markdown = new MarkdownIt({ html: true, maxNesting: 40 });
taskRules(markdown);
// MathML needs no style sheet and no fonts.
mathRules(markdown, (source, display) =>
  katex.renderToString(source, {
    displayMode: display,
    output: "mathml",
    throwOnError: false,
    trust: false,
    strict: "ignore",
    ...FORMULA,
  }),
);
markdown.renderer.rules["html_block"] = (tokens, at) => plainHtml(tokens[at]?.content ?? "");
markdown.renderer.rules["html_inline"] = (tokens, at) => plainHtml(tokens[at]?.content ?? "");
markdown.renderer.rules["image"] = (tokens, at, _options, env) => {
  const token = tokens[at];
  const source = attachedPicture(
    String(token?.attrGet("src") ?? ""),
    (env as { readonly cell?: FileCell } | undefined)?.cell,
  );
  const words = escape(token?.content ?? "");
  return source === null
    ? `<span class="meta">[${words}]</span>`
    : `<img src="${escape(source)}" alt="${words}">`;
};

/** @param name its title */
export function notebookPage(file: Pick<NotebookFile, "cells">, name: string): string {
  return [...notebookPieces(file, name)].join("");
}

/** The same cell by cell. @param name its title */
export function* notebookPieces({ cells }: Pick<NotebookFile, "cells">, name: string): Generator<string> {
  yield `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width">
<title>${escape(name)}</title>
<style>${STYLE}</style>
<main>
`;
  for (const cell of cells) yield `${cellHtml(cell)}\n`;
  yield "</main>\n</html>\n";
}

const STYLE = `
:root { color-scheme: light dark; --back: #fffefb; --text: #22272e; --quiet: #626a74; --code: #f5f4ef; --line: #dcdad2; }
@media screen and (prefers-color-scheme: dark) { :root { --back: #1b1e23; --text: #d8dce2; --quiet: #9aa3ae; --code: #23272e; --line: #3a404a; } }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 90ch; margin: 2em auto; padding: 0 1em; }
section { margin: 14px 0; overflow-wrap: anywhere; }
pre, code { font: 13px/20px ui-monospace, monospace; }
pre { margin: 0; white-space: pre-wrap; }
.code, section > pre:not([class]) { padding: 8px 12px; background: var(--code); border-radius: 4px; }
.count, .meta { color: var(--quiet); font: 11.5px/20px ui-monospace, monospace; }
.output { margin: 8px 0 0 12px; overflow-x: auto; }
.stderr { padding-left: 8px; box-shadow: inset 2px 0 #b7791f; }
.error { padding: 4px 8px; box-shadow: inset 2px 0 #b4232f; }
li.task { list-style: none; }
img { max-width: 100%; height: auto; }
table { border: 0; border-collapse: collapse; }
th, td { padding: 2px 10px; border: solid var(--line); border-width: 0 0 1px; text-align: right; }
@media print { :root { color-scheme: light; } main { max-width: none; margin: 0; } .output, img { break-inside: avoid; } }
`;

function cellHtml(cell: FileCell): string {
  if (cell.type === "markdown") return `<section>${markdown.render(cell.source, { cell })}</section>`;
  if (cell.type === "raw") return `<section><pre class="meta">${escape(cell.source)}</pre></section>`;
  const count = cell.count === null ? "" : `<span class="count">In [${cell.count}]</span>`;
  const outputs = cell.outputs.map((output) => `<div class="output">${outputHtml(output)}</div>`).join("");
  return `<section>${count}<pre class="code">${escape(cell.source)}</pre>${outputs}</section>`;
}

function outputHtml(written: unknown): string {
  const output = readOutput(written);
  switch (output.kind) {
    case "stream":
      return `<pre class="${output.name}">${linesHtml(toLines(output.text))}</pre>`;
    case "error":
      return `<pre class="error">${linesHtml(toLines(output.traceback || `${output.name}: ${output.value}`))}</pre>`;
    case "unknown":
      return `<span class="meta">[${escape(output.type)}]</span>`;
    case "display": {
      const { data } = output;
      const text = plainText(data);
      const picture = pictureSource(data);
      if (picture) return `<img src="${escape(picture)}" alt="${escape(text ?? "Picture")}">`;
      if (typeof data["text/html"] === "string") {
        const html = plainHtml(data["text/html"]);
        // Of what is all scripts nothing is left.
        if (html.trim() !== "") return html;
      }
      if (typeof data["text/markdown"] === "string") return markdown.render(data["text/markdown"], {});
      if (typeof data["text/latex"] === "string") return markdown.render(data["text/latex"], {});
      return `<pre>${escape(text ?? `[${Object.keys(data)[0] ?? "nothing"}]`)}</pre>`;
    }
  }
}

function attachedPicture(source: string, cell: FileCell | undefined): string | null {
  if (/^data:image\/(?:png|jpeg|gif|webp);base64,/.test(source)) return source;
  if (!source.startsWith("attachment:") || !cell) return null;
  const found = cell.attachments[decode(source.slice(11))];
  return typeof found === "object" && found !== null
    ? (pictureSource(found as Record<string, unknown>) ?? null)
    : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
