/** Brings the line of a frame into view: in the file that its code is in, or was run from. */
import type { StackFrame } from "../../../preload/contract/debugging";
import { breakpointFile } from "../../code/breakpoints";
import { activeDocument, type Document, documents, openDocument } from "../../code/documents";
import { codeEditor } from "../../code/instance";
import { activePage } from "../../floor/pages/pages";

/** The open document that a frame's file is. */
export function documentOf(file: string): Document | undefined {
  return documents.get().find((document) => breakpointFile(document) === file);
}

/** Opens it where it is not open, and shows the line; the keyboard stays where it is. */
export async function showFrame({ file, line }: Pick<StackFrame, "file" | "line">): Promise<void> {
  if (file === null) return;
  let document = documentOf(file);
  if (!document) {
    if (!/^(?:[/\\]|[A-Za-z]:)/.test(file)) return;
    document = await openDocument(file);
  }
  activeDocument.set(document);
  activePage.set(null);
  // The editor has it once it is drawn.
  requestAnimationFrame(() => {
    const editor = codeEditor.get();
    if (!editor || editor.getModel() !== document.model) return;
    const lineNumber = Math.min(Math.max(1, line), document.model.getLineCount());
    editor.revealLineInCenterIfOutsideViewport(lineNumber);
  });
}
