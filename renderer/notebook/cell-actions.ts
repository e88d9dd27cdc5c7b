/** What keys and buttons do to the cells of the notebook in front. Each is one step of undo in its text. */
import type { CellType } from "../../preload/notebook/notebook-file";
import { markedCells, type TextCell } from "../../preload/notebook/percent-text";
import type { CellEdit } from "../code/cell-edits";
import { activeDocument, isReadOnly } from "../code/documents";
import { codeEditor } from "../code/instance";
import {
  type CellLines,
  changeType,
  deleteCells,
  insertCells,
  mergeCells,
  takenCells,
} from "../code/notebook-edits";
import { notebookMode } from "../code/notebook-mode";
import { createStore } from "../floor/store";

/** The cells that were cut or copied last. */
let taken: readonly TextCell[] = [];
/** The other end of the selected cells, from the cursor's: a place among the cells; null where one alone is selected. */
export const selectedTo = createStore<number | null>(null);

/** The notebook's text and the place of the cell that is meant. Null where no notebook is in front. */
function meant(
  line?: number,
): (CellLines & { readonly first: number; readonly last: number; at: number }) | null {
  const document = activeDocument.get();
  const editor = codeEditor.get();
  if (!document?.notebook || !editor) return null;
  const { comment } = document.notebook;
  const lines = document.model.getLinesContent();
  const cells = markedCells(lines, comment);
  const wanted = (line ?? editor.getPosition()?.lineNumber ?? 1) - 1;
  const found = cells.findIndex(({ from, to }) => from <= wanted && wanted < to);
  const at = Math.max(0, found < 0 && wanted > 0 ? cells.length - 1 : found);
  const other = line === undefined ? (selectedTo.get() ?? at) : at;
  const most = cells.length - 1;
  const first = Math.min(at, other, most);
  return { lines, cells, comment, at, first: Math.max(0, first), last: Math.min(Math.max(at, other), most) };
}

/** Carries an edit out, with the cursor in the cell that it names. */
function apply({ edits, line }: CellEdit, intoCell = false): void {
  const editor = codeEditor.get();
  const document = activeDocument.get();
  if (!editor || !document || isReadOnly(document)) return;
  selectedTo.set(null);
  if (edits.length > 0) {
    editor.pushUndoStop();
    editor.executeEdits("cells", [...edits]);
    editor.pushUndoStop();
  }
  const { model } = document;
  const at = Math.min(line + (intoCell ? 1 : 0), model.getLineCount());
  editor.setPosition({ lineNumber: at, column: intoCell ? model.getLineMaxColumn(at) : 1 });
}

/** Selects the cell `by` places further; `extend` selects those between as well. */
export function selectCell(by: number, extend = false): void {
  const now = meant();
  if (!now || now.cells.length === 0) return;
  const anchor = selectedTo.get() ?? now.at;
  const next = Math.min(now.cells.length - 1, Math.max(0, now.at + by));
  selectLine(Math.max(0, now.cells[next]?.from ?? 0) + 1);
  selectedTo.set(extend && anchor !== next ? anchor : null);
}

/** Puts the cursor on a cell's first line, in command mode. */
export function selectLine(line: number): void {
  selectedTo.set(null);
  codeEditor.get()?.setPosition({ lineNumber: line, column: 1 });
  notebookMode.set("command");
}

/** Writes in the cell: at a line (from 1) of the text, or behind what it holds. */
export function editCell(line?: number): void {
  const editor = codeEditor.get();
  const now = meant(line);
  const model = activeDocument.get()?.model;
  if (!editor || !now || !model) return;
  const cell = now.cells[now.at];
  if (!cell) return editor.focus();
  let end = cell.to;
  while (end > cell.from + 2 && now.lines[end - 1]?.trim() === "") end--;
  const wanted = line !== undefined && line > cell.from + 1 ? line : Math.max(cell.from + 2, end);
  const at = Math.min(wanted, model.getLineCount());
  selectedTo.set(null);
  notebookMode.set("edit");
  // A cell that ends with its mark has no line to write on yet.
  if (cell.from >= 0 && cell.to === cell.from + 1 && !isReadOnly(activeDocument.get() as never))
    editor.executeEdits("cells", [
      {
        range: {
          startLineNumber: at,
          startColumn: model.getLineMaxColumn(at),
          endLineNumber: at,
          endColumn: model.getLineMaxColumn(at),
        },
        text: "\n",
      },
    ]);
  const target = Math.min(wanted, model.getLineCount());
  editor.setPosition({ lineNumber: target, column: model.getLineMaxColumn(target) });
  editor.focus();
  editor.revealPositionInCenterIfOutsideViewport({ lineNumber: target, column: 1 });
}

/** A new cell of code above or below the one that is meant; it is selected. */
export function insertCell(where: "above" | "below", line?: number, type: CellType = "code"): void {
  const now = meant(line);
  if (!now) return;
  const at = where === "above" ? now.first : now.last + 1;
  apply(insertCells(now, Math.max(0, at), [{ type, source: "" }]));
  notebookMode.set("command");
}

export function deleteCell(line?: number): void {
  const now = meant(line);
  if (now && now.cells.length > 0) apply(deleteCells(now, now.first, now.last));
}

export function copyCell(line?: number): void {
  const now = meant(line);
  if (now) taken = takenCells(now, now.first, now.last);
}

export function cutCell(line?: number): void {
  copyCell(line);
  deleteCell(line);
}

export const canPaste = (): boolean => taken.length > 0;

export function pasteCell(where: "above" | "below", line?: number): void {
  const now = meant(line);
  if (!now || taken.length === 0) return;
  apply(insertCells(now, where === "above" ? now.first : now.last + 1, taken));
}

export function duplicateCell(line?: number): void {
  const now = meant(line);
  if (now) apply(insertCells(now, now.last + 1, takenCells(now, now.first, now.last)));
}

export function setType(type: CellType, heading?: number, line?: number): void {
  const now = meant(line);
  if (now) apply(changeType(now, now.first, now.last, type, heading));
}

/** Joins those that are selected, or the one that is meant with the one below it. */
export function mergeCell(): void {
  const now = meant();
  if (!now) return;
  apply(mergeCells(now, now.first, now.first === now.last ? now.last + 1 : now.last));
}

/** Takes back, or does again, what was done to the text; the keyboard stays with the cells. */
export function undoCells(action: "undo" | "redo"): void {
  activeDocument.get()?.model[action]();
}
