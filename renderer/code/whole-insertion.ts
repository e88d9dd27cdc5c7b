/** Long text that comes without a clipboard: by dictation, an input method, or a program that types. */
import { monaco } from "./monaco";

/** Text of more UTF-16 units than this is no typing. */
const TYPED_CHARS = 500;

/**
 * Has every editor put long text in as one change, from now on. Monaco would type it sign by sign, each a change of the
 * text with all that follows from it, and indent lines that bring their own indentation.
 */
export function insertLongTextWhole(): void {
  monaco.editor.registerCommand("type", (_accessor, { text }: { readonly text: string }) => {
    const editor = monaco.editor.getEditors().find((each) => each.hasTextFocus());
    if (!editor) return;
    if (text.length <= TYPED_CHARS) return editor.trigger("keyboard", "type", { text });
    editor.pushUndoStop();
    // Any source but "keyboard" is taken as it is.
    editor.trigger("insertion", "type", { text });
    editor.pushUndoStop();
  });
}
