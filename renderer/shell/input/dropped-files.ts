/** Files that are dropped on a shell: their paths go into the input, as text of its language. */

import type { monaco } from "../../code/monaco";
import { tandem } from "../../floor/bridge";
import { pathLiteral } from "./path-literal";

/** @returns a function that ends it */
export function takeDroppedFiles(editor: monaco.editor.IStandaloneCodeEditor, language: string): () => void {
  const region = editor.getContainerDomNode().closest(".shell");
  const hasFiles = (event: Event) => (event as DragEvent).dataTransfer?.types.includes("Files") ?? false;
  const over = (event: Event) => {
    const { dataTransfer } = event as DragEvent;
    if (!dataTransfer || !hasFiles(event)) return;
    event.preventDefault();
    dataTransfer.dropEffect = "copy";
  };
  const drop = (event: Event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    const files = [...((event as DragEvent).dataTransfer?.files ?? [])];
    const paths = files.map((file) => tandem.pathOf(file)).filter((path) => path !== "");
    if (paths.length === 0) return;
    editor.focus();
    editor.trigger("drop", "type", { text: paths.map((path) => pathLiteral(path, language)).join(", ") });
  };
  region?.addEventListener("dragover", over, true);
  region?.addEventListener("drop", drop, true);
  return () => {
    region?.removeEventListener("dragover", over, true);
    region?.removeEventListener("drop", drop, true);
  };
}
