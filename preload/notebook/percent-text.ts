/**
 * A notebook's cells as one text: a line `# %%` begins each, `# %% [markdown]` and `# %% [raw]` those that are no code,
 * whose lines are comments (Jupytext's percent format). What a cell holds comes back as it was.
 */
import type { CellType } from "./notebook-file";

export interface TextCell {
  readonly type: CellType;
  readonly source: string;
  /** What its mark says besides; notebooks keep it in the cell's metadata. Absent where it says nothing. */
  readonly title?: string;
  /** What follows the title, as `tags=["parameters"]`: the cell's metadata. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A cell in a text: lines from 0, the mark's first, to before `to`. */
export interface MarkedCell {
  readonly type: CellType;
  readonly title: string;
  /** Behind the title, as Jupytext writes it: `tags=["parameters"]`. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly from: number;
  readonly to: number;
}

interface Mark {
  readonly type: CellType;
  readonly title: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

const TYPES: Readonly<Record<string, CellType>> = {
  "[markdown]": "markdown",
  "[md]": "markdown",
  "[raw]": "raw",
};

/** What stands behind `# %%` in a line that begins a cell; null in any other line. */
export function markOf(line: string, comment: string): Mark | null {
  if (!line.startsWith(comment)) return null;
  const rest = line.slice(comment.length);
  const mark = rest.startsWith(" %%") ? 3 : rest.startsWith("%%") ? 2 : 0;
  if (mark === 0) return null;
  const written = rest.slice(mark).trim();
  for (const [word, type] of Object.entries(TYPES)) {
    const at = written.indexOf(word);
    if (at < 0 || (at > 0 && written[at - 1] !== " ")) continue;
    const before = written.slice(0, at).trim();
    const behind = titleAndMetadata(written.slice(at + word.length).trim());
    return {
      type,
      title: [before, behind.title].filter((part) => part !== "").join(" "),
      metadata: behind.metadata,
    };
  }
  return { type: "code", ...titleAndMetadata(written) };
}

/** Longer words of a mark, in UTF-16 units, are not looked through for metadata. */
const LONGEST_WORDS = 2_000;
/** Names of metadata in a mark. */
const NAME = /^[A-Za-z_][\w.-]{0,99}$/;

/** Of a title that ends with metadata the two parts; what does not read as such is all title. */
export function titleAndMetadata(written: string): { title: string; metadata: Record<string, unknown> } {
  const metadata: Record<string, unknown> = {};
  if (written.length > LONGEST_WORDS) return { title: written, metadata };
  let rest = written;
  // From the end: each value reaches from its name to the next one.
  for (let at = rest.lastIndexOf("="); at > 0; at = rest.lastIndexOf("=", at - 1)) {
    const begin = rest.lastIndexOf(" ", at) + 1;
    const name = rest.slice(begin, at);
    const value = NAME.test(name) ? parsed(rest.slice(at + 1)) : undefined;
    if (value === undefined) continue;
    metadata[name] = value;
    rest = rest.slice(0, begin).trimEnd();
    at = rest.length + 1;
  }
  return { title: rest, metadata: Object.fromEntries(Object.entries(metadata).reverse()) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const UNMARKED: Mark = { type: "code", title: "", metadata: {} };

/** The cells of a text, by its lines alone. What stands before the first mark is a cell of code, if it is not blank. */
export function markedCells(lines: readonly string[], comment: string): readonly MarkedCell[] {
  const cells: (Mark & { from: number; to: number })[] = [];
  lines.forEach((line, at) => {
    const mark = markOf(line, comment);
    if (!mark) return;
    const before = cells.at(-1);
    if (before) before.to = at;
    else if (lines.slice(0, at).some((each) => each.trim() !== ""))
      cells.push({ ...UNMARKED, from: -1, to: at });
    cells.push({ ...mark, from: at, to: lines.length });
  });
  if (cells.length === 0 && lines.some((line) => line.trim() !== ""))
    cells.push({ ...UNMARKED, from: -1, to: lines.length });
  return cells;
}

/** What a cell of a text holds, without its mark and the blank lines at its end. */
export function sourceOf(lines: readonly string[], { type, from, to }: MarkedCell, comment: string): string {
  let end = to;
  while (end > from + 1 && lines[end - 1]?.trim() === "") end--;
  const body = lines.slice(from + 1, end);
  return body
    .map((line) => {
      const own = unescaped(line, comment);
      return type === "code" ? own : uncommented(own, comment);
    })
    .join("\n");
}

/** Cells as one text with "\n" at its line ends. */
export function percentText(cells: readonly TextCell[], comment: string): string {
  const parts = cells.map((cell) => {
    const { type, source } = cell;
    const mark = `${comment} %%${markWords(cell)}`;
    const shown = shownSource(source);
    if (shown === "") return mark;
    const lines = shown.split("\n");
    return [
      mark,
      ...lines.map((line) => escaped(type === "code" ? line : commented(line, comment), comment)),
    ].join("\n");
  });
  return `${parts.join("\n\n")}\n`;
}

function markWords({ type, title = "", metadata = {} }: TextCell): string {
  const all = [
    title.replace(/[\r\n]/g, " ").trim(),
    type === "code" ? "" : `[${type}]`,
    ...metadataWords(metadata),
  ];
  return all.map((word) => (word === "" ? "" : ` ${word}`)).join("");
}

/** Metadata as `titleAndMetadata` reads them. */
export const metadataWords = (metadata: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(metadata)
    .filter(([name, value]) => NAME.test(name) && value !== undefined)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);

/** What of a cell of a notebook's file stands in the text that is edited: of its metadata title and tags. */
export function editedCell(cell: {
  readonly type: CellType;
  readonly source: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}): TextCell {
  const { type, source, metadata } = cell;
  const { title, tags } = metadata;
  const hasTags = Array.isArray(tags) && tags.length > 0 && tags.every((tag) => typeof tag === "string");
  return {
    type,
    source,
    ...(typeof title === "string" && title.trim() !== "" && { title: title.trim() }),
    ...(hasTags && { metadata: { tags } }),
  };
}

/** A source as it comes back from the text: line ends are alike, and there is nothing blank at its end. */
export function shownSource(source: string): string {
  const lines = source.split(/\r\n|[\r\n]/);
  while (lines.length > 0 && lines.at(-1)?.trim() === "") lines.pop();
  return lines.join("\n");
}

const commented = (line: string, comment: string) => (line === "" ? comment : `${comment} ${line}`);

function uncommented(line: string, comment: string): string {
  if (line.startsWith(`${comment} `)) return line.slice(comment.length + 1);
  return line === comment ? "" : line;
}

/** A line that looks like a mark gets a comment sign more, and one that has such gets another. */
function escaped(line: string, comment: string): string {
  return looksMarked(line, comment) ? `${comment} ${line}` : line;
}

function unescaped(line: string, comment: string): string {
  const inner = line.startsWith(`${comment} `) ? line.slice(comment.length + 1) : null;
  return inner !== null && looksMarked(inner, comment) ? inner : line;
}

function looksMarked(line: string, comment: string): boolean {
  let at = 0;
  while (line.startsWith(`${comment} `, at) && line.startsWith(comment, at + comment.length + 1))
    at += comment.length + 1;
  return markOf(line.slice(at), comment) !== null;
}
