/** Long text that comes without a clipboard: by dictation, an input method, or a program that types. */
import { monaco } from "./monaco";

/** Text of more UTF-16 units than this is no typing. */
const TYPED_CHARS = 500;

/** Any source but "keyboard" is taken as it is. */
function insert(editor: monaco.editor.ICodeEditor, text: string): void {
  editor.pushUndoStop();
  editor.trigger("insertion", "type", { text });
  editor.pushUndoStop();
}

/**
 * Has every editor put long text in as one change, from now on. Monaco would type it sign by sign, each a change of the
 * text with all that follows from it, and indent lines that bring their own indentation.
 */
export function insertLongTextWhole(): void {
  monaco.editor.registerCommand("type", (_accessor, { text }: { readonly text: string }) => {
    const editor = monaco.editor.getEditors().find((each) => each.hasTextFocus());
    if (!editor) return;
    if (text.length > TYPED_CHARS) insert(editor, text);
    else editor.trigger("keyboard", "type", { text });
  });
}

/** The same before a text area has it, which would lay all of it out: for an editor that has one. */
export function insertWhole(editor: monaco.editor.ICodeEditor): monaco.IDisposable {
  const onBeforeInput = (event: InputEvent) => {
    const { data, inputType, isComposing, target } = event;
    if (inputType !== "insertText" || isComposing || data === null || data.length <= TYPED_CHARS) return;
    // The widgets over the editor have fields of their own.
    if (!(target instanceof Element) || !target.classList.contains("inputarea")) return;
    event.preventDefault();
    event.stopPropagation();
    insert(editor, data);
  };
  const node = editor.getContainerDomNode();
  node.addEventListener("beforeinput", onBeforeInput, true);
  return { dispose: () => node.removeEventListener("beforeinput", onBeforeInput, true) };
}
