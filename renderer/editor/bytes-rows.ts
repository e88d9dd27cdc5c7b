/** A binary file's page of bytes has rows that fit into the editor: what they are as text is never out of view. */
import { useEffect } from "react";
import { bytesInRow, bytesInRowsOf, pageInRows } from "../code/bytes-page";
import { type Document, markSaved } from "../code/documents";
import { monaco } from "../code/monaco";

/** Lays the page out for the editor's width; the bytes at its top, and those of the cursor, stay. */
function layOut(editor: monaco.editor.IStandaloneCodeEditor, document: Document): void {
  const { model } = document;
  const { contentWidth } = editor.getLayoutInfo();
  const character = editor.getOption(monaco.editor.EditorOption.fontInfo).typicalHalfwidthCharacterWidth;
  if (contentWidth === 0 || character === 0 || model.getValueLength() === 0) return;
  const before = bytesInRowsOf(model.getLineContent(1));
  const bytes = bytesInRow(Math.floor(contentWidth / character));
  if (bytes === before) return;
  const lineThen = (line: number) => Math.floor(((line - 1) * before) / bytes) + 1;
  const top = editor.getVisibleRanges()[0]?.startLineNumber ?? 1;
  const line = editor.getPosition()?.lineNumber ?? 1;
  model.setValue(pageInRows(model.getLinesContent(), bytes).join("\n"));
  markSaved(document);
  editor.setPosition({ lineNumber: lineThen(line), column: 1 });
  editor.setScrollTop(editor.getTopForLineNumber(lineThen(top)));
}

/** Keeps the page of the document in front, when it is one of bytes, in rows that fit; its lines have no numbers. */
export function useBytesRows(
  editor: monaco.editor.IStandaloneCodeEditor | null,
  document: Document | null,
): void {
  useEffect(() => {
    if (!editor || !document?.file.get().binary) return;
    editor.updateOptions({ lineNumbers: "off", glyphMargin: false, folding: false });
    const again = () => layOut(editor, document);
    again();
    const changes = [editor.onDidLayoutChange(again), document.model.onDidChangeContent(again)];
    return () => {
      for (const change of changes) change.dispose();
      editor.updateOptions({ lineNumbers: "on", glyphMargin: true, folding: true });
    };
  }, [editor, document]);
}
