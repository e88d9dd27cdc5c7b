/** Makes Monaco's comparing editors. */
import { hoversByWindow } from "./late-monaco";
import { monaco } from "./monaco";

/** An editor that compares two texts. */
export function createDiffEditor(
  place: HTMLElement,
  options: monaco.editor.IStandaloneDiffEditorConstructionOptions,
): monaco.editor.IStandaloneDiffEditor {
  const made = monaco.editor.createDiffEditor(place, options);
  hoversByWindow();
  return made;
}
