/** The texts that are notebooks. */
import { markedCells } from "../../preload/notebook/percent-text";
import type { Cell } from "./cells";
import type { CodeText } from "./code-text";
import type { monaco } from "./monaco";
import type { NotebookText } from "./notebook-text";

const notebooks = new WeakMap<monaco.editor.ITextModel, NotebookText>();

export function setNotebook(model: monaco.editor.ITextModel, notebook: NotebookText): void {
  notebooks.set(model, notebook);
}

/** The notebook that a text is; undefined for any other file. */
export function notebookOf(model: monaco.editor.ITextModel): NotebookText | undefined {
  return notebooks.get(model);
}

interface KnownLines {
  readonly version: number;
  readonly lines: readonly string[];
}
const known = new WeakMap<monaco.editor.ITextModel, KnownLines>();

/** The lines of a text: the same object as long as they are the same, so that whoever asks for its cells has them at once. */
export function modelLines(model: monaco.editor.ITextModel): readonly string[] {
  const version = model.getVersionId();
  const before = known.get(model);
  if (before?.version === version) return before.lines;
  const lines = model.getLinesContent();
  known.set(model, { version, lines });
  return lines;
}

/** The cells of a notebook's text: by its marks alone, whatever stands in the code between them. */
export function notebookCells(text: CodeText, { comment }: NotebookText): readonly Cell[] {
  const lines = text.lines(1, text.lineCount);
  return markedCells(lines, comment).map(({ type, title, from, to }) => {
    return {
      title,
      titleColumn: Math.max(0, title === "" ? 0 : (lines[from] ?? "").indexOf(title)) + 1,
      from: Math.max(0, from) + 1,
      to,
      hasTitle: from >= 0,
      ...(type === "code" ? {} : { kind: type }),
    };
  });
}
