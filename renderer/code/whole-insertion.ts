/** Long text that comes without a clipboard: by dictation, an input method, or a program that types. */
import type { monaco } from "./monaco";

/** Text of more UTF-16 units than this is no typing. */
const TYPED_CHARS = 500;

/**
 * Puts long text in as one change. Monaco would type it sign by sign, each a change of the text with all that follows
 * from it, and indent lines that bring their own indentation.
 */
export function insertWhole(editor: monaco.editor.ICodeEditor): monaco.IDisposable {
  const onBeforeInput = (event: InputEvent) => {
    const { data, inputType, isComposing, target } = event;
    if (inputType !== "insertText" || isComposing || data === null || data.length <= TYPED_CHARS) return;
    // The widgets over the editor have fields of their own.
    if (!(target instanceof Element) || !target.classList.contains("inputarea")) return;
    event.preventDefault();
    event.stopPropagation();
    editor.pushUndoStop();
    // Any source but "keyboard" is taken as it is.
    editor.trigger("insertion", "type", { text: data });
    editor.pushUndoStop();
  };
  const node = editor.getContainerDomNode();
  node.addEventListener("beforeinput", onBeforeInput, true);
  return { dispose: () => node.removeEventListener("beforeinput", onBeforeInput, true) };
}
