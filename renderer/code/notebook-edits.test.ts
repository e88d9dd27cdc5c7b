import { describe, expect, it } from "vitest";
import { markedCells, percentText, sourceOf, type TextCell } from "../../preload/notebook/percent-text";
import type { CellEdit } from "./cell-edits";
import { changeType, deleteCells, insertCells, mergeCells, takenCells } from "./notebook-edits";

const code = (source: string): TextCell => ({ type: "code", source });
const prose = (source: string): TextCell => ({ type: "markdown", source });
const CELLS = [code("a = 1"), prose("# Title\n\nWords"), code("%%bash\nls")];

const linesOf = (text: string) => {
  const lines = text.split("\n");
  return { lines, cells: markedCells(lines, "#"), comment: "#" };
};
const textOf = (cells: readonly TextCell[]) => linesOf(percentText(cells, "#"));

function applied(lines: readonly string[], { edits }: CellEdit): string {
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) as number) + line.length + 1);
  const at = (line: number, column: number) => (starts[line - 1] as number) + column - 1;
  let text = lines.join("\n");
  for (const { range, text: put } of [...edits].sort(
    (a, b) => b.range.startLineNumber - a.range.startLineNumber,
  ))
    text =
      text.slice(0, at(range.startLineNumber, range.startColumn)) +
      put +
      text.slice(at(range.endLineNumber, range.endColumn));
  return text;
}
const cellsOf = (text: string) => {
  const { lines, cells } = linesOf(text);
  return cells.map((cell) => ({ type: cell.type, source: sourceOf(lines, cell, "#") }));
};

describe("edits of a notebook's cells", () => {
  it("insert before any cell, and behind the last one", () => {
    const text = textOf(CELLS);
    for (let at = 0; at <= CELLS.length; at++) {
      const made = insertCells(text, at, [prose("x"), code("")]);
      const result = applied(text.lines, made);
      expect(cellsOf(result)).toEqual([...CELLS.slice(0, at), prose("x"), code(""), ...CELLS.slice(at)]);
      expect(result.split("\n")[made.line - 1]).toBe("# %% [markdown]");
      expect(result.endsWith("\n")).toBe(true);
    }
    const empty = linesOf("");
    expect(cellsOf(applied(empty.lines, insertCells(empty, 0, [code("1")])))).toEqual([code("1")]);
  });

  it("delete any of them, and leave an empty one of all", () => {
    const text = textOf(CELLS);
    for (let first = 0; first < 3; first++)
      for (let last = first; last < 3; last++) {
        const left = [...CELLS.slice(0, first), ...CELLS.slice(last + 1)];
        const result = applied(text.lines, deleteCells(text, first, last));
        expect(cellsOf(result)).toEqual(left.length > 0 ? left : [code("")]);
        expect(result.endsWith("\n")).toBe(true);
      }
  });

  it("make another type of them with what they hold", () => {
    const text = textOf(CELLS);
    expect(cellsOf(applied(text.lines, changeType(text, 0, 2, "markdown")))).toEqual(
      CELLS.map(({ source }) => prose(source)),
    );
    expect(cellsOf(applied(text.lines, changeType(text, 1, 1, "code")))[1]).toEqual(code("# Title\n\nWords"));
    expect(cellsOf(applied(text.lines, changeType(text, 1, 1, "markdown", 3)))[1]).toEqual(
      prose("### Title\n\nWords"),
    );
    expect(changeType(text, 1, 1, "markdown").edits).toEqual([]);
  });

  it("join them, and take what they hold", () => {
    const text = textOf(CELLS);
    expect(cellsOf(applied(text.lines, mergeCells(text, 0, 1)))).toEqual([
      code("a = 1\n\n# Title\n\nWords"),
      code("%%bash\nls"),
    ]);
    expect(takenCells(text, 1, 2)).toMatchObject(CELLS.slice(1));
  });
});
