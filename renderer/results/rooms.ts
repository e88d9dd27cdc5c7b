/** Where in the text a result stands, and the room that it takes there. */
import type { Cell } from "../code/cells";
import type { monaco } from "../code/monaco";
import type { PlacedResult } from "./placed-results";
import type { Room } from "./zones";

/** Between the code and its result, and below that, in px. */
export const GAP_PX = 4;

/** The line under which the result of a cell stands: its last one with text, or past the cursor where that is beyond it. */
export function lastLine(model: monaco.editor.ITextModel, { from, to }: Cell, cursorLine: number): number {
  const end = Math.min(to, model.getLineCount());
  let line = end;
  while (line > from && model.getLineFirstNonWhitespaceColumn(line) === 0) line--;
  return line < cursorLine && cursorLine <= end ? end : line;
}

/** @param isRight it stands beside the cell, which is made as high */
export function roomOf(
  editor: monaco.editor.IStandaloneCodeEditor,
  { cell, height }: PlacedResult,
  isRight: boolean,
): Room {
  const model = editor.getModel();
  if (!model) return { line: cell.to, height };
  if (!isRight) {
    const line = lastLine(model, cell, editor.getPosition()?.lineNumber ?? 0);
    return { line, height: height + 2 * GAP_PX };
  }
  const end = Math.min(cell.to, model.getLineCount());
  const own = editor.getBottomForLineNumber(end) - editor.getTopForLineNumber(Math.min(cell.from, end));
  return { line: end, height: Math.max(0, height + 2 * GAP_PX - own) };
}

/** Where the result begins, in px from the text's upper edge. */
export function topOf(
  editor: monaco.editor.IStandaloneCodeEditor,
  model: monaco.editor.ITextModel,
  { cell }: PlacedResult,
  isRight: boolean,
): number {
  if (isRight) return editor.getTopForLineNumber(Math.min(cell.from, model.getLineCount())) + GAP_PX;
  const line = lastLine(model, cell, editor.getPosition()?.lineNumber ?? 0);
  return editor.getBottomForLineNumber(line) + GAP_PX;
}
