/** What Monaco opens (a definition, a result of a peek) is opened as a file among the tabs. */
import { activePage } from "../../floor/pages/pages";
import { codeEditor, focusEditor, startAt } from "../instance";
import { monaco } from "../monaco";
import { isOnlyLookedAt, openModel } from "./addresses";

/** Shows a place of a file in the editor; false where there is no such file. */
export async function openPlace(
  file: monaco.Uri,
  place?: monaco.IRange | monaco.IPosition,
): Promise<boolean> {
  const document = await openModel(file);
  if (!document) return false;
  activePage.set(null);
  const range = place && ("startLineNumber" in place ? place : monaco.Range.fromPositions(place));
  if (!range) return true;
  startAt(document, { lineNumber: range.startLineNumber, column: range.startColumn });
  const show = () => {
    const editor = codeEditor.get();
    if (editor?.getModel() !== document.model) return;
    editor.setSelection(range);
    editor.revealRangeInCenterIfOutsideViewport(range);
    focusEditor();
  };
  // A file that comes in front only now is in the editor once that is drawn.
  if (codeEditor.get()?.getModel() === document.model) show();
  else requestAnimationFrame(show);
  return true;
}

/** Shows places of other files in the editor from now on, and keeps texts that are only looked at from being written in. */
export function openByMonaco(): void {
  monaco.editor.registerEditorOpener({
    openCodeEditor: async (source, resource, place) => {
      if (source.getModel()?.uri.toString() === resource.toString()) return false;
      return openPlace(resource, place);
    },
  });
  // What is written in a peek of a file that is not open would be lost.
  monaco.editor.onDidCreateEditor((editor) => {
    let guarded = false;
    const guard = () => {
      const model = editor.getModel();
      const looked = model !== null && "uri" in model && isOnlyLookedAt(model);
      if (looked !== guarded) editor.updateOptions({ readOnly: looked });
      guarded = looked;
    };
    editor.onDidChangeModel(guard);
    guard();
  });
}
