/** Which cells of a notebook are drawn instead of their text, and where these stand among its lines. */
import type { Cell } from "../code/cells";
import type { monaco } from "../code/monaco";

/** A stretch of cells that are drawn one below the other: places among the cells, both included. */
export interface DrawnRun {
  readonly first: number;
  readonly last: number;
  /** The line (from 1) of text after which they stand; 0 at the beginning. */
  readonly after: number;
  /** The lines that are not shown, from 1, both included. */
  readonly from: number;
  readonly to: number;
}

/**
 * @param isDrawn which of the cells may be drawn
 * @param lineCount of the text: its last line is always shown, as something has to be
 */
export function drawnRuns(
  cells: readonly Cell[],
  isDrawn: (cell: Cell) => boolean,
  lineCount: number,
  lastIsBlank: boolean,
): readonly DrawnRun[] {
  const runs: { first: number; last: number; after: number; from: number; to: number }[] = [];
  cells.forEach((cell, at) => {
    const to = cell.to >= lineCount ? lineCount - 1 : cell.to;
    if (!isDrawn(cell) || to < cell.from || (cell.to >= lineCount && !lastIsBlank)) return;
    const before = runs.at(-1);
    if (before?.last === at - 1) {
      before.last = at;
      before.to = to;
    } else runs.push({ first: at, last: at, after: cell.from - 1, from: cell.from, to });
  });
  return runs;
}

/** Has the editor show the text without these lines. Monaco folds by the same function, each for itself. */
export function hideLines(
  editor: monaco.editor.IStandaloneCodeEditor,
  runs: readonly DrawnRun[],
  model: monaco.editor.ITextModel,
): void {
  if (editor.getModel() !== model) return;
  const hiding = editor as unknown as {
    setHiddenAreas(ranges: readonly monaco.IRange[], source: string): void;
  };
  hiding.setHiddenAreas(
    runs.map(({ from, to }) => ({
      startLineNumber: from,
      startColumn: 1,
      endLineNumber: to,
      endColumn: model.getLineMaxColumn(Math.min(to, model.getLineCount())),
    })),
    "notebook",
  );
}
