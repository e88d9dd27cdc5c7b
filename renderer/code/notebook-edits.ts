/** What is done to whole cells of a notebook, as edits of its text. */
import type { CellType } from "../../preload/notebook/notebook-file";
import { type MarkedCell, percentText, sourceOf, type TextCell } from "../../preload/notebook/percent-text";
import type { CellEdit } from "./cell-edits";

/** A notebook's text in lines, with its cells: lines from 0, as `markedCells` has them. */
export interface CellLines {
  readonly lines: readonly string[];
  readonly cells: readonly MarkedCell[];
  /** What begins a comment in its language. */
  readonly comment: string;
}

/** What the cells from place `first` to `last` hold. */
export function takenCells({ lines, cells, comment }: CellLines, first: number, last: number): TextCell[] {
  return cells
    .slice(first, last + 1)
    .map((cell) => ({ ...wordsOf(cell), source: sourceOf(lines, cell, comment) }));
}

/**
 * Puts cells before the one at place `at`; behind the last one where there is none.
 * @returns with the line (from 1) of the first new cell's mark
 */
export function insertCells(text: CellLines, at: number, added: readonly TextCell[]): CellEdit {
  const written = added.map((cell) => piece(cell, text.comment));
  const before = text.cells[at];
  if (before) {
    const line = Math.max(0, before.from) + 1;
    return { edits: [edit(line, 1, line, 1, `${written.join("\n\n")}\n\n`)], line };
  }
  const { lines } = text;
  const isEmpty = lines.every((line) => line.trim() === "");
  if (isEmpty)
    return {
      edits: [edit(1, 1, lines.length, (lines.at(-1) ?? "").length + 1, `${written.join("\n\n")}\n`)],
      line: 1,
    };
  const last = lines.at(-1) ?? "";
  // The last line is the empty one behind the file's last line end, if it has that.
  const gap = last !== "" ? "\n\n" : lines.length > 1 && lines.at(-2)?.trim() === "" ? "" : "\n";
  const column = last.length + 1;
  return {
    edits: [edit(lines.length, column, lines.length, column, `${gap}${written.join("\n\n")}\n`)],
    line: lines.length + gap.length,
  };
}

/**
 * Takes away the cells from place `first` to `last`; a notebook keeps one, which is empty then.
 * @returns with the line (from 1) of the cell that stands there now
 */
export function deleteCells(text: CellLines, first: number, last: number): CellEdit {
  const { lines, cells, comment } = text;
  const [from, to] = [cells[first], cells[last]];
  if (!from || !to) return { edits: [], line: 1 };
  const begin = Math.max(0, from.from);
  if (first === 0 && last === cells.length - 1) {
    const end = lines.length;
    const column = (lines.at(-1) ?? "").length + 1;
    return { edits: [edit(1, 1, end, column, `${comment} %%\n`)], line: 1 };
  }
  if (to.to < lines.length) return { edits: [edit(begin + 1, 1, to.to + 1, 1, "")], line: begin + 1 };
  const previous = cells[first - 1] as MarkedCell;
  // The line end before it goes, and the file keeps its last one.
  let end = begin;
  while (end > previous.from + 1 && lines[end - 1]?.trim() === "") end--;
  const last1 = lines.length;
  return {
    edits: [edit(end, (lines[end - 1] ?? "").length + 1, last1, (lines.at(-1) ?? "").length + 1, "\n")],
    line: Math.max(0, previous.from) + 1,
  };
}

/**
 * Makes cells of another type of those from place `first` to `last`, with what they hold.
 * @param heading their first line becomes a heading of that depth
 */
export function changeType(
  text: CellLines,
  first: number,
  last: number,
  type: CellType,
  heading?: number,
): CellEdit {
  const { lines, cells, comment } = text;
  const changed = cells.slice(first, last + 1);
  const edits = changed.flatMap((cell) => {
    const source = sourceOf(lines, cell, comment);
    const shown = heading === undefined ? source : asHeading(source, heading);
    if (cell.type === type && shown === source) return [];
    let end = cell.to;
    while (end > cell.from + 1 && lines[end - 1]?.trim() === "") end--;
    const begin = Math.max(0, cell.from);
    const column = (lines[Math.max(begin, end - 1)] ?? "").length + 1;
    const written = piece({ ...wordsOf(cell), type, source: shown }, comment);
    return [edit(begin + 1, 1, Math.max(begin + 1, end), column, written)];
  });
  return { edits, line: Math.max(0, changed[0]?.from ?? 0) + 1 };
}

function asHeading(source: string, depth: number): string {
  const [first = "", ...rest] = source.split("\n");
  return [`${"#".repeat(depth)} ${first.replace(/^#{1,6}[ \t]*/, "")}`, ...rest].join("\n");
}

/** Joins the cells from place `first` to `last` in one of the first one's type, an empty line between them. */
export function mergeCells(text: CellLines, first: number, last: number): CellEdit {
  const { lines, cells, comment } = text;
  const merged = takenCells(text, first, last);
  const [from, to] = [cells[first], cells[last]];
  if (!from || !to || merged.length < 2) return { edits: [], line: Math.max(0, from?.from ?? 0) + 1 };
  const source = merged
    .map((each) => each.source)
    .filter((each) => each !== "")
    .join("\n\n");
  let end = to.to;
  while (end > to.from + 1 && lines[end - 1]?.trim() === "") end--;
  const begin = Math.max(0, from.from);
  return {
    edits: [
      edit(
        begin + 1,
        1,
        end,
        (lines[end - 1] ?? "").length + 1,
        piece({ ...wordsOf(from), source }, comment),
      ),
    ],
    line: begin + 1,
  };
}

/** What a cell's mark says. */
const wordsOf = ({ type, title, metadata }: MarkedCell) => ({ type, title, metadata });

/** One cell as it stands in the text, without a line end; an empty one has a line to write on. */
function piece(cell: TextCell, comment: string): string {
  const written = percentText([cell], comment).trimEnd();
  if (cell.source !== "") return written;
  return cell.type === "code" ? `${written}\n` : `${written}\n${comment} `;
}

function edit(fromLine: number, fromColumn: number, toLine: number, toColumn: number, text: string) {
  return {
    range: {
      startLineNumber: fromLine,
      startColumn: fromColumn,
      endLineNumber: toLine,
      endColumn: toColumn,
    },
    text,
  };
}
