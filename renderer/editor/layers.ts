/** What features draw over the text of the file in front, as its cells are drawn. */
import type { ComponentType } from "react";
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

/** All layers, from the lowest up. */
export const editorLayers = (): readonly ComponentType<EditorLayerProps>[] => layers;
