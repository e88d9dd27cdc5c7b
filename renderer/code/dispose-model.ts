/** Taking a text model away when nothing asks for it any more. */
import type { monaco } from "./monaco";

/**
 * Disposes a model in a task of its own. What Monaco has begun in this one (the occurrences of a word, when several files
 * are closed one after another) looks the model up a microtask later, and throws "Model not found" where there is none.
 */
export function disposeModel(model: monaco.editor.ITextModel): void {
  setTimeout(() => model.dispose());
}
