/** What features draw over the text of the file in front, as its cells are drawn. */
import { type ComponentType, type RefObject, useLayoutEffect } from "react";
import type { Document } from "../code/documents";
import type { monaco } from "../code/monaco";

export interface EditorLayerProps {
  readonly editor: monaco.editor.IStandaloneCodeEditor;
  readonly document: Document;
}

const layers: ComponentType<EditorLayerProps>[] = [];

/** Adds a layer, over those that are there. Called at start, before anything is drawn. */
export function addEditorLayer(View: ComponentType<EditorLayerProps>): void {
  layers.push(View);
}

/**
 * Marks the host of a layer's editor by a class while something is so, for what the layer's style says of its neighbours. A style that
 * looks for the layer itself (`:has`) would be matched anew with each line that is drawn.
 */
export function useHostMark(layer: RefObject<HTMLElement | null>, mark: string, on: boolean): void {
  useLayoutEffect(() => {
    const host = layer.current?.closest(".editor-host");
    if (!host || !on) return;
    host.classList.add(mark);
    return () => host.classList.remove(mark);
  }, [layer, mark, on]);
}

/** All layers, from the lowest up. */
export const editorLayers = (): readonly ComponentType<EditorLayerProps>[] => layers;
