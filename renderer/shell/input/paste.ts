/** Pasting into a shell's input: code that was copied with its prompts comes without them. */
import type { monaco } from "../../code/monaco";
import { withoutPrompts } from "./pasted-code";

/** Undo brings the text as it was on the clipboard. */
export function stripPastedPrompts(editor: monaco.editor.IStandaloneCodeEditor): monaco.IDisposable {
  return editor.onDidPaste(({ range }) => {
    const pasted = editor.getModel()?.getValueInRange(range) ?? "";
    const code = withoutPrompts(pasted);
    if (code === pasted) return;
    editor.pushUndoStop();
    editor.executeEdits("prompts", [{ range, text: code, forceMoveMarkers: true }]);
    editor.pushUndoStop();
  });
}
