/** Puts code where the editor's cursor is; without a file it is copied. */
import { t } from "../../preload/texts/texts";
import { activeDocument, isReadOnly } from "../code/documents";
import { codeEditor, focusEditor } from "../code/instance";
import { notify } from "../floor/notices/notices";
import { activePage } from "../floor/pages/pages";

export async function insertCode(code: string): Promise<void> {
  const editor = codeEditor.get();
  const document = activeDocument.get();
  const selection = editor?.getSelection();
  if (!editor || !selection || !document || isReadOnly(document)) {
    await navigator.clipboard.writeText(code);
    notify({ level: "info", sentence: t("No file is open to be written in: the code was copied.") });
    return;
  }
  activePage.set(null);
  editor.pushUndoStop();
  editor.executeEdits("data", [{ range: selection, text: code, forceMoveMarkers: true }]);
  editor.pushUndoStop();
  focusEditor();
}
