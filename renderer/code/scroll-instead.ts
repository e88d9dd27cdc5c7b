/** What lies over the editor moves with its lines alone. */
import type { monaco } from "./monaco";

/**
 * Scrolls the text by as far as a layer over it was scrolled, and puts the layer back: the browser brings what gets the
 * focus into view, also in a box without scroll bars.
 */
export function scrollInstead(editor: monaco.editor.ICodeEditor, layer: Element): void {
  const { scrollTop, scrollLeft } = layer;
  if (scrollTop === 0 && scrollLeft === 0) return;
  layer.scrollTo({ top: 0, left: 0, behavior: "instant" });
  editor.setScrollTop(editor.getScrollTop() + scrollTop);
}
