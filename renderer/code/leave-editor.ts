/** Esc, then Tab: the way out of the editor by keyboard, where Tab alone indents. */
import type { monaco } from "./monaco";

/** Lets Tab move the focus after Esc, until another key is pressed or the focus is gone. */
export function leaveByEscapeThenTab(editor: monaco.editor.ICodeEditor): monaco.IDisposable {
  let isEscaped = false;
  let isLeaving = false;
  // Monaco reads all its options anew then: too much for each key behind an Escape.
  const setLeaving = (leaving: boolean) => {
    if (leaving === isLeaving) return;
    isLeaving = leaving;
    editor.updateOptions({ tabFocusMode: leaving });
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === "Escape") isEscaped = true;
    else if (key === "Tab") setLeaving(isEscaped);
    else if (key !== "Shift") {
      isEscaped = false;
      setLeaving(false);
    }
  };
  const node = editor.getContainerDomNode();
  node.addEventListener("keydown", onKeyDown, true);
  const blur = editor.onDidBlurEditorText(() => {
    isEscaped = false;
    setLeaving(false);
  });
  return {
    dispose: () => {
      node.removeEventListener("keydown", onKeyDown, true);
      blur.dispose();
    },
  };
}
