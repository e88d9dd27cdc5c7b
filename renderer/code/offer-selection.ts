/**
 * What is selected in an editor can be pasted by the middle button, here and in other programs (the primary selection of X11
 * and Wayland). The browser offers it by itself only where the text stands in a text area.
 */
import { MOST_SELECTED_CHARS } from "../../preload/contract/limits";
import { facts } from "../floor/app";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import type { monaco } from "./monaco";

/** So long nothing else was selected, in ms: a mouse that goes over the text selects with each move. */
const SETTLED_MS = 150;

/** Offers what the user selects there from now on, where the system has such a thing. */
export function offerSelection(editor: monaco.editor.ICodeEditor): monaco.IDisposable {
  if (facts.get().platform !== "linux") return { dispose: () => {} };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const offer = () => {
    const [model, selection] = [editor.getModel(), editor.getSelection()];
    if (!model || !selection || selection.isEmpty() || !editor.hasTextFocus()) return;
    if (model.getValueLengthInRange(selection) > MOST_SELECTED_CHARS) return;
    const text = model.getValueInRange(selection);
    unawaited("offering what is selected", tandem.request("app.offerSelection", { text }));
  };
  const selected = editor.onDidChangeCursorSelection(({ selection }) => {
    clearTimeout(timer);
    if (!selection.isEmpty()) timer = setTimeout(offer, SETTLED_MS);
  });
  return {
    dispose: () => {
      clearTimeout(timer);
      selected.dispose();
    },
  };
}
