/** What Jupytext puts into scripts and Markdown: its header, IPython's magics as comments, cells of other languages. */
import type { TextCell } from "./percent-text";

/** Whether a line is one that only IPython understands, with comment signs before it or without. */
function isMagic(line: string): boolean {
  let at = 0;
  while (line.startsWith("# ", at)) at += 2;
  const code = line.slice(at).trim();
  return (
    /^(?:%{1,2}[a-zA-Z]|!|\?{1,2}[a-zA-Z])/.test(code) ||
    /^[\w.]{1,200}\?{1,2}$/.test(code) ||
    /^[\w.]{1,200} ?= ?[!%][a-zA-Z]/.test(code)
  );
}

/** Languages that cell magics run, as Jupytext names them. */
const LANGUAGES = new Set([
  "bash",
  "sh",
  "javascript",
  "js",
  "html",
  "latex",
  "markdown",
  "perl",
  "R",
  "ruby",
  "sql",
  "svg",
]);

/** Of a cell of another language: what follows its magic. */
const MAGIC_ARGUMENTS = "magic_args";

const commented = (line: string) => (line === "" ? "#" : `# ${line}`);
const uncommented = (line: string) => (line === "#" ? "" : line.startsWith("# ") ? line.slice(2) : line);

/** It is not to run: in a script it is a comment. */
function isFrozen({ metadata }: TextCell): boolean {
  const control = metadata?.["run_control"];
  return typeof control === "object" && control !== null && "frozen" in control && control.frozen === true;
}

/**
 * The lines of a Python script in which a magic of a whole cell, which Jupytext writes as `# %%time` below the cell's mark,
 * is no mark.
 */
export function withoutMagicMarks(lines: readonly string[]): readonly string[] {
  return lines.map((line, at) =>
    CELL_MAGIC.test(line) && /^# ?%%(?: |$)/.test(lines[at - 1] ?? "") ? `# ${line}` : line,
  );
}

/** The same back. */
export function withMagicMarks(text: string): string {
  const lines = text.split("\n");
  return lines
    .map((line, at) =>
      line.startsWith("# ") && CELL_MAGIC.test(line.slice(2)) && /^# %%(?: |$)/.test(lines[at - 1] ?? "")
        ? line.slice(2)
        : line,
    )
    .join("\n");
}
const CELL_MAGIC = /^# %%[a-zA-Z]/;

/**
 * The text of a Markdown cell that Jupytext has put into quotes of Python; null where it has not.
 * @param lines below the mark
 */
export function quotedText(lines: readonly string[]): string | null {
  const source = lines.join("\n").trim();
  const marker = source.slice(0, source.indexOf("\n"));
  if (!/^[a-zA-Z]{0,2}(?:\"{3}|'{3})$/.test(marker)) return null;
  const closing = marker.replace(/^[a-zA-Z]+/, "");
  const isQuoted = source.startsWith(`${marker}\n`) && source.endsWith(`\n${closing}`);
  if (!isQuoted) return null;
  return source.slice(marker.length + 1, -closing.length - 1);
}

/** What of a header in YAML is no part of the notebook's metadata, which stand below `jupyter:`. */
export function restOfHeader(inside: readonly string[]): readonly string[] {
  let isJupyter = false;
  return inside.filter((line) => {
    if (line !== "" && !/^\s/.test(line)) isJupyter = line.startsWith("jupyter:");
    return !isJupyter;
  });
}

/** A Python cell as a script may have it: Python's grammar reads it. */
export function withCommentedMagics(cell: TextCell): TextCell {
  if (cell.type !== "code") return cell;
  const lines = cell.source.split("\n");
  const [, language, rest] = /^%%(\w{1,40})(?: (.*))?$/.exec(lines[0] ?? "") ?? [];
  if (language !== undefined && LANGUAGES.has(language)) {
    const said = rest === undefined ? {} : { [MAGIC_ARGUMENTS]: rest };
    return {
      ...cell,
      source: lines.slice(1).map(commented).join("\n"),
      metadata: { ...said, language, ...cell.metadata },
    };
  }
  if (isFrozen(cell)) return { ...cell, source: lines.map(commented).join("\n") };
  return { ...cell, source: lines.map((line) => (isMagic(line) ? `# ${line}` : line)).join("\n") };
}

/** The same back. */
export function withMagics(cell: TextCell): TextCell {
  if (cell.type !== "code") return cell;
  const { language, [MAGIC_ARGUMENTS]: said, ...metadata } = cell.metadata ?? {};
  const lines = cell.source.split("\n");
  if (typeof language === "string" && LANGUAGES.has(language)) {
    const { metadata: _metadata, ...rest } = cell;
    const magic = typeof said === "string" ? `%%${language} ${said}` : `%%${language}`;
    const source = [magic, ...lines.map(uncommented)].join("\n").trimEnd();
    return { ...rest, source, ...(Object.keys(metadata).length > 0 && { metadata }) };
  }
  if (isFrozen(cell) && lines.every((line) => line === "" || line.startsWith("#")))
    return { ...cell, source: lines.map(uncommented).join("\n") };
  const source = lines
    .map((line) => (line.startsWith("# ") && isMagic(line) ? line.slice(2) : line))
    .join("\n");
  return { ...cell, source };
}

interface Named {
  readonly language: string;
  readonly kernel: { readonly name: string; readonly title: string };
}

/**
 * The lines of Jupytext's header, without comment signs.
 * @param format its name and version, as Jupytext has them
 */
export function headerLines(
  { language, kernel }: Named,
  extension: string,
  format: readonly [name: string, version: string],
  isMyst = false,
): readonly string[] {
  const inside = [
    "jupytext:",
    "  text_representation:",
    `    extension: ${extension}`,
    `    format_name: ${format[0]}`,
    `    format_version: '${format[1]}'`,
    "kernelspec:",
    `  display_name: ${plain(kernel.title)}`,
    `  language: ${plain(language)}`,
    `  name: ${plain(kernel.name)}`,
  ];
  return ["---", ...(isMyst ? inside : ["jupyter:", ...inside.map((line) => `  ${line}`)]), "---"];
}

const plain = (text: string) =>
  /^[\w .()/-]+$/.test(text) && text.trim() === text && !/^[\d.-]+$/.test(text) ? text : JSON.stringify(text);

/** What stands between `:name: value` lines at the beginning of a MyST cell, and the rest of it. */
export function mystOptions(lines: readonly string[]): { metadata: Record<string, unknown>; from: number } {
  const end = lines[0] === "---" ? lines.indexOf("---", 1) : -1;
  if (end > 0) {
    const metadata = yamlBlock(lines.slice(1, end));
    if (metadata) return { metadata, from: end + 1 };
  }
  const metadata: Record<string, unknown> = {};
  let from = 0;
  for (; from < lines.length; from++) {
    const [, name, value] = /^:([\w-]{1,100}):(?: (.*))?$/.exec(lines[from] ?? "") ?? [];
    if (name === undefined) break;
    metadata[name] = yamlValue((value ?? "").trim());
  }
  // A blank line parts them from the code, also from code that begins as they do.
  if (lines[from] === "" && (from > 0 || beginsAsOptions(lines))) from++;
  return { metadata, from };
}

/** Whether the first line that is not blank could be read as one of the options. */
const beginsAsOptions = (lines: readonly string[]) =>
  /^(?::|---)/.test(lines.find((line) => line !== "") ?? "");

export function mystOptionLines({ title, metadata = {}, source }: TextCell): readonly string[] {
  const all = { ...metadata, ...(title && { title }) };
  const lines = Object.entries(all).map(([name, value]) => `:${name}: ${yamlText(value)}`);
  return lines.length > 0 || beginsAsOptions(source.split("\n")) ? [...lines, ""] : [];
}

/** Names and values, those of a name one level deeper; null where there is more than can be read. */
function yamlBlock(lines: readonly string[]): Record<string, unknown> | null {
  const metadata: Record<string, unknown> = {};
  let name = "";
  for (const line of lines) {
    const [, indent = "", own, value = ""] = /^( {0,8})([\w.-]{1,100}):(?: (.*))?$/.exec(line) ?? [];
    const item = /^ {0,8}- (.*)$/.exec(line)?.[1];
    const inner = metadata[name];
    if (own !== undefined && indent === "") {
      name = own;
      metadata[own] = yamlValue(value.trim());
    } else if (own !== undefined && (inner === "" || isRecord(inner)))
      metadata[name] = { ...(inner === "" ? {} : inner), [own]: yamlValue(value.trim()) };
    else if (item !== undefined && (inner === "" || Array.isArray(inner)))
      metadata[name] = [...(inner === "" ? [] : inner), yamlValue(item.trim())];
    else return null;
  }
  return metadata;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON is YAML; lists of bare words and bare words are read as well. */
function yamlValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (!text.startsWith("[") || !text.endsWith("]")) return text;
    return text
      .slice(1, -1)
      .split(",")
      .map((word) => word.trim().replace(/^(["'])(.*)\1$/, "$2"))
      .filter((word) => word !== "");
  }
}

function yamlText(value: unknown): string {
  const isWord = (each: unknown) =>
    typeof each === "string" && /^[A-Za-z][\w -]*$/.test(each) && each.trim() === each;
  if (Array.isArray(value) && value.every(isWord)) return `[${value.join(", ")}]`;
  return isWord(value) ? String(value) : JSON.stringify(value);
}
