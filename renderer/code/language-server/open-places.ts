/** What Monaco opens (a definition, a result of a peek) is opened as a file among the tabs. */
import { codeEditor, startAt } from "../instance";
import { monaco } from "../monaco";
import { openModel } from "./addresses";

/** Shows places of other files in the editor from now on. */
export function openByMonaco(): void {
  monaco.editor.registerEditorOpener({
    openCodeEditor: async (source, resource, place) => {
      if (source.getModel()?.uri.toString() === resource.toString()) return false;
      const document = await openModel(resource);
      if (!document) return false;
      const range = place && ("startLineNumber" in place ? place : monaco.Range.fromPositions(place));
      if (!range) return true;
      startAt(document, { lineNumber: range.startLineNumber, column: range.startColumn });
      const editor = codeEditor.get();
      if (editor?.getModel() === document.model) {
        editor.setSelection(range);
        editor.revealRangeInCenterIfOutsideViewport(range);
        editor.focus();
      }
      return true;
    },
  });
}
