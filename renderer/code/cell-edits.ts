/** Cells as pieces that are moved, split and joined: the edits of a text for each. */
import { type Cell, cellIndex } from "./cells";
import { beginsInString, type Code } from "./code";
import type { TextEdit } from "./smallest-edits";

/** Edits, none touching another, and the line that the cursor stands on after them. */
export interface CellEdit {
  readonly edits: readonly TextEdit[];
  readonly line: number;
}

/**
 * Puts the cell that holds `line` before the one above it (-1) or behind the one below it (1). Null where there is none,
 * and for the lines before the first mark: nothing marks them, so that they stay first.
 */
export function moveCell(code: Code, cells: readonly Cell[], line: number, by: -1 | 1): CellEdit | null {
  const index = cellIndex(cells, line);
  const moved = cells[index];
  const other = cells[index + by];
  if (!moved?.hasTitle || !other?.hasTitle) return null;
  const lines = (cell: Cell) => code.text.lines(cell.from, lastLine(code, cell)).join("\n");
  const delta = lastLine(code, other) - other.from + 1;
  if (by === -1) {
    return {
      edits: [
        insertion(code, other.from, 1, `${lines(moved)}\n`),
        replacement(endOf(code, lastLine(code, other)), endOf(code, lastLine(code, moved)), ""),
      ],
      line: line - delta,
    };
  }
  return {
    edits: [
      replacement([moved.from, 1], [other.from, 1], ""),
      insertion(code, lastLine(code, other), undefined, `\n${lines(moved)}`),
    ],
    line: Math.min(line, lastLine(code, moved)) + delta,
  };
}

/** Begins a cell at `line`, with a mark as its neighbours have it. Null on a mark's line and within a string. */
export function splitCell(code: Code, cells: readonly Cell[], line: number): CellEdit | null {
  const index = cellIndex(cells, line);
  const cell = cells[index];
  if (!cell || code.comment === null || (cell.hasTitle && cell.from === line)) return null;
  if (beginsInString(code, line)) return null;
  const like = cell.hasTitle ? cell : (cells[index + 1] ?? cells[index - 1]);
  const mark = like?.hasTitle ? markOf(code, like) : `${code.comment} %%`;
  return { edits: [insertion(code, line, 1, `${mark}\n`)], line: line + 1 };
}

/** Takes away the mark of the cell below; its title stays as a comment. Null where there is none. */
export function joinCells(code: Code, cells: readonly Cell[], line: number): CellEdit | null {
  const below = cells[cellIndex(cells, line) + 1];
  if (!below || code.comment === null) return null;
  const edit = below.title
    ? replacement([below.from, 1], [below.from, markOf(code, below).length + 1], code.comment)
    : below.to > below.from
      ? replacement([below.from, 1], [below.from + 1, 1], "")
      : replacement(endOf(code, below.from - 1), endOf(code, below.from), "");
  return { edits: [edit], line };
}

/** The last line of a cell that is text: the empty one behind a file's last line end is no cell's. */
function lastLine(code: Code, cell: Cell): number {
  const ends = cell.to === code.text.lineCount && cell.to > cell.from && code.text.line(cell.to) === "";
  return ends ? cell.to - 1 : cell.to;
}

/** The sign that makes the cell's first line a mark, without its title. */
function markOf(code: Code, cell: Cell): string {
  const line = code.text.line(cell.from);
  return (cell.title ? line.slice(0, cell.titleColumn - 1) : line).trimEnd();
}

type Position = readonly [line: number, column: number];

function endOf(code: Code, line: number): Position {
  return [line, code.text.line(line).length + 1];
}

/** @param column where it comes in; undefined: at the line's end */
function insertion(code: Code, line: number, column: number | undefined, text: string): TextEdit {
  const at: Position = column === undefined ? endOf(code, line) : [line, column];
  return replacement(at, at, text);
}

function replacement(from: Position, to: Position, text: string): TextEdit {
  return {
    range: { startLineNumber: from[0], startColumn: from[1], endLineNumber: to[0], endColumn: to[1] },
    text,
  };
}
