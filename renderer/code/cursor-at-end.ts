/** The cursor at the end of a text that gets a line end there while it is saved or formatted. */
import { codeEditor } from "./instance";
import type { monaco } from "./monaco";

/** Makes an edit; a cursor that stands behind the text's last sign stays there, before a line end that comes behind it. */
export function keepCursorAtEnd(model: monaco.editor.ITextModel, edit: () => void): void {
  const editor = codeEditor.get();
  const end = () => model.getFullModelRange().getEndPosition();
  const stood = editor?.getModel() === model && editor.getPosition()?.equals(end()) && end().column > 1;
  edit();
  const { lineNumber, column } = end();
  if (!editor || !stood || column > 1 || lineNumber === 1) return;
  if (!editor.getPosition()?.equals(end())) return;
  editor.setPosition({ lineNumber: lineNumber - 1, column: model.getLineMaxColumn(lineNumber - 1) });
}
