/** Cells: stretches of a file that run as one. A comment line of a certain form begins each (see `titleStart`). */
import { t } from "../../preload/texts/texts";
import { beginsComment, type Code } from "./code";

/** A cell: from its title line to the line before the next one. Lines count from 1, both ends included. */
export interface Cell {
  readonly title: string;
  /** Column (from 1) where the title stands in its line; 0 where it stands elsewhere. */
  readonly titleColumn: number;
  readonly from: number;
  readonly to: number;
  /** False for lines before the first title, and for a file without any. */
  readonly hasTitle: boolean;
  /** Of a notebook, what is no code: it does not run. */
  readonly kind?: "markdown" | "raw";
  /** Of a chunk in a text of Markdown, which has a language of its own. */
  readonly chunk?: Chunk;
}

/** The code of a chunk: its lines between the fences, from 1, both included; none where `to` is before `from`. */
export interface Chunk {
  /** Monaco's id, or the name that kernels have for a language that the editor does not know. */
  readonly language: string;
  readonly from: number;
  readonly to: number;
  /** It runs with the whole file. */
  readonly evaluated: boolean;
}

/** What begins a cell's title in a comment, without the comment sign that makes its line one. */
const MARK = /^[ \t]?(?:%%|##(?!#))/;
/** With `#` as comment sign the sign itself is half a mark. */
const HASH_MARK = /^(?:#(?!#)|[ \t]?%%)/;

/**
 * Where the title begins in a line that marks a cell; -1 in any other line. With `#` as comment sign: `## title`,
 * `# %% title`, `#%% title` (not `### …`, which is a heading within a comment). With another sign, e.g. `//`:
 * `// %% title`, `//%% title` and `//## title`.
 */
function titleStart(line: string, comment: string): number {
  if (!line.startsWith(comment)) return -1;
  const rest = line.slice(comment.length);
  const mark = (comment === "#" ? HASH_MARK : MARK).exec(rest)?.[0];
  if (mark === undefined) return -1;
  const written = rest.slice(mark.length);
  return comment.length + mark.length + written.length - written.trimStart().length;
}

/** Whether a line has the form of one that begins a cell; within a string it is text all the same. */
export function isCellMark(line: string, comment: string): boolean {
  return titleStart(line, comment) >= 0;
}

const DECORATION = " \t-=#*";

/** Takes away what only decorates a title at its end ("## Fit -----"). */
function cleanTitle(written: string): string {
  let end = written.trimEnd().length;
  while (end > 0 && DECORATION.includes(written[end - 1] as string)) end--;
  return written.slice(0, end);
}

/** The cells of a text, without gaps: every line is in exactly one. A mark within a string is text. */
export function findCells(code: Code): readonly Cell[] {
  const { text, comment } = code;
  const starts: { line: number; title: string; titleColumn: number }[] = [];
  for (let line = 1; comment !== null && line <= text.lineCount; line++) {
    const start = text.start(line);
    if (!text.text.startsWith(comment, start)) continue;
    const written = text.line(line);
    const at = titleStart(written, comment);
    if (at < 0 || !beginsComment(code, start)) continue;
    starts.push({ line, title: cleanTitle(written.slice(at)), titleColumn: at + 1 });
  }
  const cells: Cell[] = [];
  const first = starts[0]?.line ?? text.lineCount + 1;
  if (first > 1) cells.push({ title: "", titleColumn: 1, from: 1, to: first - 1, hasTitle: false });
  starts.forEach((start, index) => {
    const next = starts[index + 1]?.line ?? text.lineCount + 1;
    const { line, title, titleColumn } = start;
    cells.push({ title, titleColumn, from: line, to: next - 1, hasTitle: true });
  });
  return cells;
}

/** What was found anew, with each cell that is as it was taken from before: whoever draws them sees what did not change. */
export function keptCells(before: readonly Cell[], now: readonly Cell[]): readonly Cell[] {
  let kept = 0;
  const cells = now.map((cell, index) => {
    const known = before[index];
    if (!known || !isSameCell(known, cell)) return cell;
    kept++;
    return known;
  });
  return kept === before.length && kept === now.length ? before : cells;
}

function isSameCell(one: Cell, other: Cell): boolean {
  return (
    one.from === other.from &&
    one.to === other.to &&
    one.title === other.title &&
    one.titleColumn === other.titleColumn &&
    one.hasTitle === other.hasTitle &&
    one.kind === other.kind &&
    one.chunk?.language === other.chunk?.language &&
    one.chunk?.from === other.chunk?.from &&
    one.chunk?.to === other.chunk?.to &&
    one.chunk?.evaluated === other.chunk?.evaluated
  );
}

/** The cells after a line that begins none has come in below line `at` (from 1), which begins none either: as they would be read. */
export function cellsWithLineBelow(cells: readonly Cell[], at: number): readonly Cell[] {
  const moved = (line: number) => (line > at ? line + 1 : line);
  return cells.map((cell) =>
    cell.to < at
      ? cell
      : {
          ...cell,
          from: moved(cell.from),
          to: cell.to + 1,
          ...(cell.chunk && {
            chunk: {
              ...cell.chunk,
              from: moved(cell.chunk.from),
              to: cell.chunk.to >= at ? cell.chunk.to + 1 : cell.chunk.to,
            },
          }),
        },
  );
}

/** The cell that holds a line (from 1). */
export function cellAt(cells: readonly Cell[], line: number): Cell | undefined {
  return cells[cellIndex(cells, line)];
}

/** How a cell is called where a name is needed: its title, or its first line. */
export function cellName(cell: Cell): string {
  return cell.title || t("line {line}", { line: String(cell.from) });
}

/** The place of that cell among the others; -1 where no cell holds the line. */
export function cellIndex(cells: readonly Cell[], line: number): number {
  return cells.findIndex((cell) => cell.from <= line && line <= cell.to);
}
