/** What is put right in a text before it is saved: blanks at the ends of lines, the line end at the end of the file. */
import type { FileStyle } from "../../preload/contract/files";
import { keepCursorAtEnd } from "../code/cursor-at-end";
import type { Document } from "../code/documents";
import { monaco } from "../code/monaco";
import { settings } from "../floor/app";

/** Length of a line without the blanks at its end. */
export function trimmedLength(line: string): number {
  let end = line.length;
  while (end > 0 && (line.charCodeAt(end - 1) === 32 || line.charCodeAt(end - 1) === 9)) end--;
  return end;
}

/** Makes the text as the folder's `.editorconfig` wants it, else the settings; an edit that can be undone. */
export function putRight(document: Document, style: FileStyle | null): void {
  const { model } = document;
  const trim = style?.trimTrailing ?? settings.get().trimTrailing;
  const finalNewline = style?.finalNewline ?? settings.get().finalNewline;
  const edits: monaco.editor.IIdentifiedSingleEditOperation[] = [];
  const lines = model.getLineCount();
  if (trim) {
    for (let line = 1; line <= lines; line++) {
      const text = model.getLineContent(line);
      const kept = trimmedLength(text);
      if (kept < text.length)
        edits.push({ range: new monaco.Range(line, kept + 1, line, text.length + 1), text: null });
    }
  }
  const last = model.getLineContent(lines);
  if (finalNewline && (trim ? trimmedLength(last) : last.length) > 0) {
    const end = last.length + 1;
    edits.push({ range: new monaco.Range(lines, end, lines, end), text: "\n" });
  }
  if (edits.length === 0) return;
  model.pushStackElement();
  keepCursorAtEnd(model, () => model.pushEditOperations([], edits, () => null));
  model.pushStackElement();
}
