/** The commands on whole cells: running several, moving, splitting, joining and selecting them. */
import { t } from "../../preload/texts/texts";
import { type CellEdit, joinCells, moveCell, splitCell } from "../code/cell-edits";
import { type Cell, cellAt } from "../code/cells";
import type { Code } from "../code/code";
import { activeDocument } from "../code/documents";
import { codeEditor } from "../code/instance";
import { cellsOfModel, codeOfModel } from "../code/model-code";
import { type Command, registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { notify } from "../floor/notices/notices";
import { runCells } from "./run";

/** Carries out an edit of the file in front as one step of undo, or says why there is none. */
function edit(
  make: (code: Code, cells: readonly Cell[], line: number) => CellEdit | null,
  why: string,
): void {
  const editor = codeEditor.get();
  const model = activeDocument.get()?.model;
  const position = editor?.getPosition();
  if (!editor || !model || !position) return;
  const made = make(codeOfModel(model), cellsOfModel(model), position.lineNumber);
  if (!made) {
    notify({ level: "info", sentence: why });
    return;
  }
  editor.pushUndoStop();
  editor.executeEdits("cells", [...made.edits]);
  editor.pushUndoStop();
  editor.setPosition(model.validatePosition({ lineNumber: made.line, column: position.column }));
  editor.revealPositionInCenterIfOutsideViewport(editor.getPosition() ?? position);
  editor.focus();
}

function selectCell(): void {
  const editor = codeEditor.get();
  const model = activeDocument.get()?.model;
  const line = editor?.getPosition()?.lineNumber;
  if (!editor || !model || line === undefined) return;
  const cell = cellAt(cellsOfModel(model), line);
  if (!cell) return;
  editor.setSelection({
    startLineNumber: cell.from,
    startColumn: 1,
    endLineNumber: cell.to,
    endColumn: model.getLineMaxColumn(cell.to),
  });
  editor.focus();
}

const hasFile = () => activeDocument.get() !== null;
const command = (id: string, title: string, run: () => void | Promise<void>): Command => ({
  id,
  title,
  available: hasFile,
  run,
});

/** Registers them; returns a function that takes them back. */
export function registerCellCommands(): () => void {
  const first = t("There is no cell to change places with. The lines before the first mark stay first.");
  const noSplit = t("A cell cannot begin here. Put the cursor on a line of code, outside of strings.");
  const noJoin = t("There is no cell below this one.");
  addToMenu("run", 150, "run.all", "run.above", "run.below", "run.fromHere");
  addToMenu("edit", 450, "cell.select", "cell.moveUp", "cell.moveDown", "cell.split", "cell.join");
  return registerCommands(
    command("run.all", t("Run all cells"), () => runCells("all")),
    command("run.above", t("Run all cells above"), () => runCells("above")),
    command("run.below", t("Run all cells below"), () => runCells("below")),
    command("run.fromHere", t("Run this cell and all below"), () => runCells("from here")),
    command("cell.select", t("Select cell"), selectCell),
    command("cell.moveUp", t("Move cell up"), () => edit((...at) => moveCell(...at, -1), first)),
    command("cell.moveDown", t("Move cell down"), () => edit((...at) => moveCell(...at, 1), first)),
    command("cell.split", t("Split cell before this line"), () => edit(splitCell, noSplit)),
    command("cell.join", t("Join cell with the one below"), () => edit(joinCells, noJoin)),
  );
}
