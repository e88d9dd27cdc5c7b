/** The hovers of the window beside comparing editors. */
import { setHoverDelegateFactory } from "monaco-editor/base/browser/ui/hover/hoverDelegateFactory";
import { StandaloneServices } from "monaco-editor/editor/standalone/browser/standaloneServices";
import { WorkbenchHoverDelegate } from "monaco-editor/platform/hover/browser/hover";
import { IInstantiationService } from "monaco-editor/platform/instantiation/common/instantiation";

/**
 * Monaco has each editor that is made last make the hovers of the whole window; those within a comparing one are gone with
 * it, and the list of completions would find nobody: the window's own services make them on. To be called after one was made.
 */
export function hoversByWindow(): void {
  const services = StandaloneServices.get(IInstantiationService);
  setHoverDelegateFactory((placement, instantHover) =>
    services.createInstance(WorkbenchHoverDelegate, placement, { instantHover }, {}),
  );
}
