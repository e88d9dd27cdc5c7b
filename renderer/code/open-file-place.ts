/** Opens a file at a place, or brings it in front with that place selected. */
import { activePage } from "../floor/pages/pages";
import { activeDocument, type Document, openDocument } from "./documents";
import { codeEditor, focusEditor, startAt } from "./instance";
import type { monaco } from "./monaco";
import { notebookMode } from "./notebook-mode";

/**
 * @param file an open one, or a path
 * @param keepKeyboard the keyboard stays where it is
 * @throws Error with a sentence when it cannot be read
 */
export async function openPlaceIn(
  file: Document | string,
  range: monaco.IRange,
  keepKeyboard = false,
): Promise<void> {
  const document = typeof file === "string" ? await openDocument(file) : file;
  activeDocument.set(document);
  activePage.set(null);
  startAt(document, { lineNumber: range.startLineNumber, column: range.startColumn });
  const show = () => {
    const editor = codeEditor.get();
    if (editor?.getModel() !== document.model) return;
    editor.setSelection(range);
    editor.revealRangeInCenterIfOutsideViewport(range);
    if (keepKeyboard) return;
    focusEditor();
    // Whoever goes to a place in a notebook means its text.
    notebookMode.set("edit");
  };
  // A file that comes in front only now is in the editor once that is drawn.
  if (codeEditor.get()?.getModel() === document.model) show();
  else requestAnimationFrame(show);
}
