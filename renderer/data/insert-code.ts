/** Puts code where the editor's cursor is; without a file it is copied. */
import { t } from "../../preload/texts/texts";
import { cellAt } from "../code/cells";
import { activeDocument, isReadOnly } from "../code/documents";
import { codeEditor, focusEditor } from "../code/instance";
import { runsLanguage } from "../code/languages";
import { cellsOfModel, codeOfModel } from "../code/model-code";
import { notify } from "../floor/notices/notices";
import { activePage } from "../floor/pages/pages";
import { onOwnLine } from "./own-line";

/** Why there is no file to write in. */
function noFile(): string {
  const document = activeDocument.get();
  return document
    ? t("{name} can only be read: the code was copied.", { name: document.file.get().name })
    : t("No file is open to be written in: the code was copied.");
}
const OTHER_LANGUAGE = t("The file in front is of another language: the code was copied.");

/** Puts a text in the place of what is selected. */
export async function insertCode(code: string): Promise<void> {
  const open = writable();
  if (!open) return copied(code, noFile());
  const { editor, selection } = open;
  activePage.set(null);
  editor.pushUndoStop();
  editor.executeEdits("data", [{ range: selection, text: code, forceMoveMarkers: true }]);
  editor.pushUndoStop();
  focusEditor();
}

/**
 * Puts whole lines of code below the cursor's, in a cell that runs, and shows them. A file of another language is not
 * written in: they are copied.
 * @param language of the code, as kernels name it
 * @param isExpression as `onOwnLine` has it
 */
export async function insertLines(code: string, language: string, isExpression: boolean): Promise<void> {
  const open = writable();
  const model = open?.editor.getModel();
  if (!open || !model) return copied(code, noFile());
  if (!runsLanguage(language, model.getLanguageId())) return copied(code, OTHER_LANGUAGE);
  const { editor, selection } = open;
  const { positionLineNumber: line, positionColumn: column } = selection;
  const cell = cellAt(cellsOfModel(model), line);
  const newCell = cell?.kind ? `${codeOfModel(model).comment ?? "#"} %%` : null;
  const own = onOwnLine({ text: model.getLineContent(line), column, newCell }, code, isExpression);
  const last = newCell !== null && cell ? cell.to : line;
  const end = model.getLineMaxColumn(last);
  const range = {
    startLineNumber: last,
    startColumn: own.at === "line" ? 1 : end,
    endLineNumber: last,
    endColumn: end,
  };
  activePage.set(null);
  editor.pushUndoStop();
  editor.executeEdits("data", [{ range, text: own.text, forceMoveMarkers: true }]);
  editor.pushUndoStop();
  const first = last + own.down;
  editor.setPosition({ lineNumber: first, column: model.getLineMaxColumn(first) });
  editor.revealLineInCenterIfOutsideViewport(first);
  focusEditor();
}

function writable() {
  const editor = codeEditor.get();
  const document = activeDocument.get();
  const selection = editor?.getSelection();
  return editor && selection && document && !isReadOnly(document) ? { editor, selection } : undefined;
}

async function copied(code: string, sentence: string): Promise<void> {
  await navigator.clipboard.writeText(code);
  notify({ level: "info", sentence });
}
