/** Where each group's editor was in each text: cursor, scroll position, folds. */
import type { monaco } from "../../code/monaco";

type Model = monaco.editor.ITextModel;
type ViewState = monaco.editor.ICodeEditorViewState;

const states = new WeakMap<Model, Map<string, ViewState>>();

/** Keeps it. */
export function keepView(model: Model, group: string, state: ViewState | null): void {
  if (!state || model.isDisposed()) return;
  const own = states.get(model) ?? new Map<string, ViewState>();
  states.set(model, own.set(group, state));
}

/** Where it was, as far as it is known. */
export function viewOf(model: Model, group: string): ViewState | undefined {
  return states.get(model)?.get(group);
}

/** A group begins where another one is. @param shown the other one's editor, where it shows the text now */
export function copyView(model: Model, from: string, to: string, shown?: monaco.editor.ICodeEditor): void {
  keepView(model, to, shown?.saveViewState() ?? viewOf(model, from) ?? null);
}
