/** Esc, then Tab: the way out of the editor by keyboard, where Tab alone indents. */
import type { monaco } from "./monaco";

/** Lets Tab move the focus after Esc, until another key is pressed or the focus is gone. */
export function leaveByEscapeThenTab(editor: monaco.editor.ICodeEditor): monaco.IDisposable {
  let isLeaving = false;
  const setLeaving = (leaving: boolean) => {
    if (leaving === isLeaving) return;
    isLeaving = leaving;
    editor.updateOptions({ tabFocusMode: leaving });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") setLeaving(true);
    else if (event.key !== "Tab" && event.key !== "Shift") setLeaving(false);
  };
  const node = editor.getContainerDomNode();
  node.addEventListener("keydown", onKeyDown, true);
  const blur = editor.onDidBlurEditorText(() => setLeaving(false));
  return {
    dispose: () => {
      node.removeEventListener("keydown", onKeyDown, true);
      blur.dispose();
    },
  };
}
