/**
 * A notebook's cells as one text: a line `# %%` begins each, `# %% [markdown]` and `# %% [raw]` those that are no code,
 * whose lines are comments (Jupytext's percent format). What a cell holds comes back as it was.
 */
import type { CellType } from "./notebook-file";

export interface TextCell {
  readonly type: CellType;
  readonly source: string;
}

/** A cell in a text: lines from 0, the mark's first, to before `to`. */
export interface MarkedCell {
  readonly type: CellType;
  readonly title: string;
  readonly from: number;
  readonly to: number;
}

const TYPES: Readonly<Record<string, CellType>> = {
  "[markdown]": "markdown",
  "[md]": "markdown",
  "[raw]": "raw",
};

/** What stands behind `# %%` in a line that begins a cell; null in any other line. */
export function markOf(line: string, comment: string): { type: CellType; title: string; at: number } | null {
  if (!line.startsWith(comment)) return null;
  const rest = line.slice(comment.length);
  const mark = rest.startsWith(" %%") ? 3 : rest.startsWith("%%") ? 2 : 0;
  if (mark === 0) return null;
  const written = rest.slice(mark);
  const trimmed = written.trimStart();
  const at = comment.length + mark + written.length - trimmed.length;
  const word = Object.keys(TYPES).find((each) => trimmed.startsWith(each));
  if (word === undefined) return { type: "code", title: trimmed.trimEnd(), at };
  return { type: TYPES[word] as CellType, title: trimmed.slice(word.length).trim(), at };
}

/** The cells of a text, by its lines alone. What stands before the first mark is a cell of code, if it is not blank. */
export function markedCells(lines: readonly string[], comment: string): readonly MarkedCell[] {
  const cells: { type: CellType; title: string; from: number; to: number }[] = [];
  lines.forEach((line, at) => {
    const mark = markOf(line, comment);
    if (!mark) return;
    const before = cells.at(-1);
    if (before) before.to = at;
    else if (lines.slice(0, at).some((each) => each.trim() !== ""))
      cells.push({ type: "code", title: "", from: -1, to: at });
    cells.push({ type: mark.type, title: mark.title, from: at, to: lines.length });
  });
  if (cells.length === 0 && lines.some((line) => line.trim() !== ""))
    cells.push({ type: "code", title: "", from: -1, to: lines.length });
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
  const parts = cells.map(({ type, source }) => {
    const mark = type === "code" ? `${comment} %%` : `${comment} %% [${type}]`;
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
