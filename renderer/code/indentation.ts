/**
 * How a text is indented: as its folder or the user wants it, else as Monaco finds it in the text. Monaco looks anew at
 * many a change of the editor's options, and would forget what was wanted.
 */
import type { monaco } from "./monaco";

export interface Indentation {
  readonly insertSpaces?: boolean;
  /** In columns. */
  readonly indentSize?: number;
}

const wanted = new WeakMap<monaco.editor.ITextModel, Indentation>();

/** Indents a text so from now on. */
export function indentBy(model: monaco.editor.ITextModel, indentation: Indentation): void {
  const isNew = !wanted.has(model);
  wanted.set(model, indentation);
  apply(model);
  if (isNew) model.onDidChangeOptions(() => apply(model));
}

/** Indents a text as it is indented already. */
export function indentAsFound(model: monaco.editor.ITextModel): void {
  if (wanted.has(model)) wanted.set(model, {});
  model.detectIndentation(true, 4);
}

function apply(model: monaco.editor.ITextModel): void {
  const { insertSpaces, indentSize } = wanted.get(model) ?? {};
  const now = model.getOptions();
  if (insertSpaces !== undefined && insertSpaces !== now.insertSpaces) model.updateOptions({ insertSpaces });
  if (indentSize !== undefined && (indentSize !== now.indentSize || indentSize !== now.tabSize))
    model.updateOptions({ indentSize, tabSize: indentSize });
}
