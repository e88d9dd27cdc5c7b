/**
 * Notebooks and the texts that stand for them: scripts with marked cells (percent format, `## `), and Markdown with chunks
 * of code (MyST, Quarto, R Markdown). Outputs are no part of a text.
 */
import { closingOf, fenceOf, inBraces, isEngine, languageOfEngine, languageOfHeader } from "./fences";
import {
  headerLines,
  mystOptionLines,
  mystOptions,
  quotedText,
  restOfHeader,
  withCommentedMagics,
  withMagicMarks,
  withMagics,
  withoutMagicMarks,
} from "./jupytext";
import { NotebookFile, sourceLines } from "./notebook-file";
import { markedCells, percentText, shownSource, sourceOf, type TextCell } from "./percent-text";
import { CHUNK_OPTIONS, chunkOptions, ofChunkOptions, regionAt, textOrRegion } from "./rmarkdown";

export type TextFormat = "percent" | "hashes" | "myst" | "quarto" | "rmarkdown";

/** What a text or a notebook holds. */
export interface Converted {
  readonly cells: readonly TextCell[];
  /** Of its code, in lower case, as kernels name it. */
  readonly language: string;
  readonly kernel: { readonly name: string; readonly title: string } | null;
  /** What a script's header says besides, as YAML between its marks: a notebook has it in a raw cell on top. */
  readonly header?: string;
}

/** How languages begin a comment, where not by "#"; and the endings of their scripts. */
const COMMENTS: Readonly<Record<string, string>> = {
  javascript: "//",
  typescript: "//",
  rust: "//",
  "c++": "//",
};
const ENDINGS: Readonly<Record<string, string>> = {
  py: "python",
  r: "r",
  jl: "julia",
  js: "javascript",
  ts: "typescript",
};
/** How a language begins a comment. */
export const commentOf = (language: string): string => COMMENTS[language] ?? "#";

/** Metadata of cells that say how a program has shown or run them: no text has them. */
const OF_PROGRAMS = new Set([
  "collapsed",
  "scrolled",
  "trusted",
  "execution",
  "ExecuteTime",
  "autoscroll",
  "jupyter",
  "slideshow",
]);

/** Whether a file of that name is to be a notebook. */
export const isNotebookName = (name: string): boolean => name.toLowerCase().endsWith(".ipynb");

/** The format that a file of that name is in, with its language where the name says it; null for one that is no such text. */
export function formatOfName(name: string): { format: TextFormat; language: string } | null {
  const ending = name.toLowerCase().split(".").at(-1) ?? "";
  if (ending === "qmd") return { format: "quarto", language: "python" };
  if (ending === "rmd") return { format: "rmarkdown", language: "r" };
  if (ending === "md") return { format: "myst", language: "python" };
  const language = ENDINGS[ending];
  return language === undefined ? null : { format: "percent", language };
}

/** @throws NotebookError */
export function ofNotebook(json: string): Converted {
  const file = new NotebookFile(json);
  return {
    cells: file.cells.map(({ type, source, metadata }) => {
      const { title, ...rest } = metadata;
      const kept = Object.entries(rest).filter(([name]) => !OF_PROGRAMS.has(name));
      return {
        type,
        source: shownSource(source),
        ...(typeof title === "string" && title.trim() !== "" && { title: title.trim() }),
        ...(kept.length > 0 && { metadata: Object.fromEntries(kept) }),
      };
    }),
    language: file.language ?? "python",
    kernel: file.kernel,
  };
}

/** A new notebook (nbformat 4.5) without outputs. The same cells give the same bytes. */
export function toNotebook(converted: Converted): string {
  const { language, kernel } = converted;
  const cells = withHeader(converted);
  const spec = kernel && { display_name: kernel.title, language, name: kernel.name };
  const content = {
    cells: cells.map(({ type, source, title, metadata: said }, at) => {
      const id = `cell-${at + 1}`;
      const lines = sourceLines(source);
      const metadata = { ...said, ...(title && { title }) };
      return type === "code"
        ? { cell_type: type, execution_count: null, id, metadata, outputs: [], source: lines }
        : { cell_type: type, id, metadata, source: lines };
    }),
    metadata: { ...(spec && { kernelspec: spec }), language_info: { name: language } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(content, null, 1)}\n`;
}

const withHeader = ({ cells, header }: Converted): readonly TextCell[] =>
  header === undefined ? cells : [{ type: "raw", source: header }, ...cells];

const endingOf = (language: string) =>
  `.${Object.entries(ENDINGS).find(([, name]) => name === language)?.[0] ?? "py"}`;

/** Reads a text, of any line ends. */
export function ofText(text: string, format: TextFormat, language: string): Converted {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|[\r\n]/);
  if (format === "percent" || format === "hashes") return ofScript(lines, language);
  const read = ofMarkdown(lines, language, format);
  // There Jupytext has IPython's magics as comments too.
  return format === "rmarkdown" && read.language === "python"
    ? { ...read, cells: read.cells.map(withMagics) }
    : read;
}

/** Writes one, with "\n" at its line ends. */
export function toText(converted: Converted, format: TextFormat): string {
  const { cells, language, kernel } = converted;
  const comment = commentOf(language);
  switch (format) {
    case "percent": {
      const text =
        language === "python"
          ? withMagicMarks(percentText(cells.map(withCommentedMagics), comment))
          : percentText(cells, comment);
      if (!kernel) return text;
      const header = headerLines({ language, kernel }, endingOf(language), ["percent", "1.3"]);
      return `${header.map((line) => `${comment} ${line}`).join("\n")}\n\n${text}`;
    }
    case "hashes":
      return percentText(cells, comment)
        .split("\n")
        .map((line) => hashesMark(line, comment))
        .join("\n");
    default:
      return markdownText(withHeader(converted), language, kernel, format);
  }
}

/** Cells of code are marked by `##`, with their titles. */
function hashesMark(line: string, comment: string): string {
  const mark = `${comment} %%`;
  if (line !== mark && !line.startsWith(`${mark} `)) return line;
  const isText = line.includes(" [markdown]") || line.includes(" [raw]");
  return isText ? line : `${comment}${comment}${line.slice(mark.length)}`;
}

/** What Tandem marks cells by besides: `## title`, `#%%`. */
function hashesTitle(line: string): string | undefined {
  return line.startsWith("##") && line[2] !== "#" ? line.slice(2).trim() : undefined;
}

function ofScript(written: readonly string[], language: string): Converted {
  const comment = commentOf(language);
  const header = headerOf(written, comment);
  const lines = header.rest.map((line) => {
    const title = comment === "#" ? hashesTitle(line) : undefined;
    return title === undefined ? line : `# %% ${title}`.trimEnd();
  });
  const shown = language === "python" ? withoutMagicMarks(lines) : lines;
  const cells = markedCells(shown, comment).map((cell): TextCell => {
    const { cell_marker: _marker, ...metadata } = cell.metadata;
    const { type, title } = cell;
    const quoted = type === "code" ? null : quotedText(shown.slice(cell.from + 1, cell.to));
    return {
      type,
      source: quoted ?? sourceOf(shown, cell, comment),
      ...(title !== "" && { title }),
      ...(Object.keys(metadata).length > 0 && { metadata }),
    };
  });
  const all = language === "python" ? cells.map(withMagics) : cells;
  const { kernel, own } = header;
  return { cells: all, language, kernel, ...(own !== null && { header: own }) };
}

/** Jupytext's header, a block of YAML in comments, and what follows it. */
function headerOf(
  lines: readonly string[],
  comment: string,
): { rest: readonly string[]; kernel: Converted["kernel"]; own: string | null } {
  const none = { rest: lines, kernel: null, own: null };
  const plain = (line: string) =>
    line.startsWith(comment) ? line.slice(comment.length).replace(/^ /, "") : null;
  // What says the encoding may stand before it.
  const begin = /^#.*coding[:=]/.test(lines[0] ?? "") ? 1 : 0;
  if (plain(lines[begin] ?? "") !== "---") return none;
  const end = lines.findIndex((line, at) => at > begin && plain(line) === "---");
  const inside = lines.slice(begin + 1, end).map(plain);
  if (end < 0 || inside.includes(null)) return none;
  const said = restOfHeader(inside as string[]);
  const own = said.every((line) => line.trim() === "") ? null : ["---", ...said, "---"].join("\n");
  return { rest: lines.slice(end + 1), kernel: kernelOf(inside as string[]), own };
}

function unquoted(text: string): string {
  const sign = text[0];
  const isQuoted = text.length > 1 && (sign === '"' || sign === "'") && text.endsWith(sign);
  return isQuoted ? text.slice(1, -1) : text;
}

/** The kernelspec that a header names. Of YAML only plain values of one line are read. */
function kernelOf(header: readonly string[]): Converted["kernel"] {
  const valueOf = (name: string, from: number) => {
    for (let at = from; at < header.length; at++) {
      const line = (header[at] ?? "").trim();
      if (line.startsWith(`${name}:`)) return unquoted(line.slice(name.length + 1).trim());
    }
    return undefined;
  };
  const at = header.findIndex((line) => line.trim() === "kernelspec:");
  const name = at >= 0 ? valueOf("name", at) : valueOf("jupyter", 0);
  if (name === undefined || name === "") return null;
  return { name, title: (at >= 0 ? valueOf("display_name", at) : undefined) ?? name };
}

/** Names that say no more in a header than what the kernel does. */
const KERNEL_NAMES = new Set(["jupyter", "kernelspec", "jupytext", "name", "display_name", "language"]);
const OF_JUPYTEXT = new Set([
  "formats",
  "text_representation",
  "extension",
  "format_name",
  "format_version",
  "jupytext_version",
]);

function saysMore(line: string): boolean {
  const name = line.trim().split(":")[0] as string;
  return name !== "" && !KERNEL_NAMES.has(name) && !OF_JUPYTEXT.has(name);
}

/** Whether a cell is what a text has as its header, and is read from there again. */
function isHeader(source: string): boolean {
  const lines = source.split("\n");
  const end = lines.findIndex((line, at) => at > 0 && /^(?:---|\.{3})\s*$/.test(line));
  return lines[0] === "---" && end === lines.length - 1 && lines.slice(1, end).some(saysMore);
}

function ofMarkdown(lines: readonly string[], given: string, format: TextFormat): Converted {
  const isPlain = format === "myst";
  const isRmarkdown = format === "rmarkdown";
  const cells: TextCell[] = [];
  let language = languageOfHeader(lines) ?? given;
  let kernel: Converted["kernel"] = null;
  let at = 0;
  if (lines[0]?.trim() === "---") {
    const end = lines.findIndex(
      (line, place) => place > 0 && (line.trimEnd() === "---" || line.trimEnd() === "..."),
    );
    if (end > 0) {
      const header = lines.slice(1, end);
      kernel = kernelOf(header);
      // Only what says no more than the kernel is written anew from it.
      if (header.some(saysMore)) cells.push({ type: "raw", source: lines.slice(0, end + 1).join("\n") });
      at = end + 1;
    }
  }
  // An engine that nobody knows is not the notebook's language where there is one that is.
  const hasKnown = lines.some((line) => {
    const engine = fenceOf(line)?.chunk;
    return engine != null && languageOfEngine(engine) !== null;
  });
  let prose: string[] = [];
  const endProse = () => {
    const source = shownSource(prose.join("\n"));
    if (source !== "") cells.push({ type: "markdown", source });
    prose = [];
  };
  let isFirst = true;
  while (at < lines.length) {
    const line = lines[at] as string;
    const fence = fenceOf(line);
    const region = isRmarkdown ? regionAt(lines, at) : null;
    if (region) {
      endProse();
      cells.push(region.cell);
      at = region.behind - 1;
    } else if (fence) {
      const end = closingOf(lines, at, fence);
      const isMyst = fence.chunk === "code-cell";
      // What is no code of a kernel's, as a note or a diagram, belongs to the text.
      const { chunk } = fence;
      const isCode = (engine: string) =>
        isPlain ? languageOfEngine(engine) !== null || engine === language : isEngine(engine);
      if (chunk === null || !(chunk === "raw-cell" || isMyst || isCode(chunk)))
        prose.push(...lines.slice(at, end + 1));
      else {
        endProse();
        const inside = lines.slice(at + 1, end);
        const options = isRmarkdown
          ? ofChunkOptions(fence.options)
          : { type: "code", metadata: fence.options === "" ? {} : { [CHUNK_OPTIONS]: fence.options } };
        const isRaw = fence.chunk === "raw-cell" || options.type === "raw";
        const hasOptions = isMyst || (isRaw && isPlain);
        const { metadata: said, from } = hasOptions ? mystOptions(inside) : { ...options, from: 0 };
        const { title, ...metadata } = said as Record<string, unknown>;
        const body = inside.slice(from).join("\n");
        const named = isRaw || isMyst ? null : fence.chunk;
        if (isFirst && named !== null && (!hasKnown || languageOfEngine(named) !== null)) language = named;
        if (!isRaw && (named === null || named === language)) isFirst = false;
        // A chunk of another language than the notebook's runs by a magic, as in Jupyter.
        const other = named !== null && named !== language ? `%%${named}\n` : "";
        cells.push({
          type: isRaw ? "raw" : "code",
          source: shownSource(other + body),
          ...(typeof title === "string" && title !== "" && { title }),
          ...(Object.keys(metadata).length > 0 && { metadata }),
        });
      }
      at = end;
    } else if (line === "+++" || line.startsWith("+++ ")) endProse();
    else if (prose.length > 0 || line.trim() !== "") {
      // There two blank lines part cells of text.
      if (isRmarkdown && line.trim() !== "" && prose.slice(-2).join("").trim() === "") endProse();
      prose.push(line);
    }
    at++;
  }
  endProse();
  return { cells, language, kernel };
}

function markdownText(
  cells: readonly TextCell[],
  language: string,
  kernel: Converted["kernel"],
  format: "myst" | "quarto" | "rmarkdown",
): string {
  const parts: string[] = [];
  const [first] = cells;
  const hasHeader =
    first?.type === "raw" && isHeader(first.source) && (format !== "myst" || first.metadata === undefined);
  if (hasHeader) parts.push(first.source);
  else if (kernel && format === "myst")
    parts.push(headerLines({ language, kernel }, ".md", ["myst", "0.13"], true).join("\n"));
  else if (kernel && format === "quarto")
    parts.push(["---", `jupyter: ${quoted(kernel.name)}`, "---"].join("\n"));
  let wasText = false;
  for (const cell of hasHeader ? cells.slice(1) : cells) {
    const { type, source } = cell;
    if (type === "markdown") {
      const shown = format === "rmarkdown" ? textOrRegion(cell) : source;
      const isText = shown === source;
      // Two cells of text would be one.
      if (wasText && isText && format !== "rmarkdown") parts.push("+++");
      parts.push(wasText && isText && format === "rmarkdown" ? `\n${shown}` : shown);
      wasText = isText;
    } else {
      const fence = "`".repeat(Math.max(3, longestFence(source) + 1));
      const opens = opening(cell, language, format);
      const inside = format === "myst" ? mystOptionLines(cell) : [];
      parts.push([`${fence}${opens}`, ...inside, ...(source === "" ? [] : [source]), fence].join("\n"));
      wasText = false;
    }
  }
  return `${parts.join("\n\n")}\n`;
}

/** What stands behind the fence of a cell that is no text. */
function opening(cell: TextCell, language: string, format: TextFormat): string {
  const { type, metadata } = cell;
  if (type === "raw" && format !== "rmarkdown") return "{raw-cell}";
  if (format === "myst") return "{code-cell}";
  const said = metadata?.[CHUNK_OPTIONS];
  const plain = typeof said === "string" ? inBraces(said) : "";
  const options = format === "rmarkdown" ? chunkOptions(cell) : plain;
  return `{${language}${options === "" ? "" : ` ${options}`}}`;
}

/** How many backticks the longest fence in a text has; 2 where there is none. */
function longestFence(text: string): number {
  let longest = 2;
  for (const line of text.split("\n")) {
    let count = 0;
    while (line[count] === "`") count++;
    longest = Math.max(longest, count);
  }
  return longest;
}

const quoted = (text: string) =>
  /^[\w .()/-]+$/.test(text) && text.trim() === text ? text : JSON.stringify(text);
