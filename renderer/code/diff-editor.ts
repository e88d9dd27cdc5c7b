/** Makes Monaco's comparing editors. */
import { setHoverDelegateFactory } from "monaco-editor/base/browser/ui/hover/hoverDelegateFactory";
import { StandaloneServices } from "monaco-editor/editor/standalone/browser/standaloneServices";
import { WorkbenchHoverDelegate } from "monaco-editor/platform/hover/browser/hover";
import { IInstantiationService } from "monaco-editor/platform/instantiation/common/instantiation";
import { monaco } from "./monaco";

/**
 * An editor that compares two texts. Monaco has each editor that is made last make the hovers of the whole window; those
 * within a comparing one are gone with it, and the list of completions would find nobody: the window's own services make
 * them on.
 */
export function createDiffEditor(
  place: HTMLElement,
  options: monaco.editor.IStandaloneDiffEditorConstructionOptions,
): monaco.editor.IStandaloneDiffEditor {
  const made = monaco.editor.createDiffEditor(place, options);
  const services = StandaloneServices.get(IInstantiationService);
  setHoverDelegateFactory((placement, instantHover) =>
    services.createInstance(WorkbenchHoverDelegate, placement, { instantHover }, {}),
  );
  return made;
}
