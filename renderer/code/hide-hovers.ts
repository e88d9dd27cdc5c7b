/** Hover cards of an editor go when the user does something elsewhere: they would lie over what is done there. */
import { unawaited } from "../floor/failures";
import type { monaco } from "./monaco";

const MODIFIERS: ReadonlySet<string> = new Set(["Control", "Shift", "Alt", "AltGraph", "Meta"]);

/** Hides what hovers over the editor when a key is pressed, or the keyboard goes, outside of it and of its cards. */
export function hideHoversWhenElsewhere(editor: monaco.editor.ICodeEditor): monaco.IDisposable {
  const node = editor.getContainerDomNode();
  const page = node.ownerDocument;
  const hide = (event: Event) => {
    if (event instanceof KeyboardEvent && MODIFIERS.has(event.key)) return;
    if (!(event.target instanceof Element) || event.target.closest(".monaco-hover")) return;
    if (node.contains(event.target) || !page.querySelector(".monaco-hover:not(.hidden)")) return;
    const hidden = editor.getAction("editor.action.hideHover")?.run();
    if (hidden) unawaited("hiding a hover card", hidden);
  };
  page.addEventListener("keydown", hide, true);
  page.addEventListener("focusin", hide, true);
  return {
    dispose: () => {
      page.removeEventListener("keydown", hide, true);
      page.removeEventListener("focusin", hide, true);
    },
  };
}
