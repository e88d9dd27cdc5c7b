/** A notebook that another program has saved while it is edited here: both become one, cell by cell. */
import type { FileContent } from "../../preload/contract/files";
import { NotebookError } from "../../preload/notebook/notebook-file";
import { t } from "../../preload/texts/texts";
import { type Document, markUnsaved, updateFile } from "./documents";
import { smallestEdits } from "./smallest-edits";

/**
 * Takes what is on the disk into the text, as an edit; what was changed here stays, unsaved.
 * @returns how many cells both have changed, which stand twice; null where the file on the disk is no notebook
 */
export function mergeFromDisk(document: Document, content: FileContent): number | null {
  const { model, notebook } = document;
  if (!notebook) return null;
  let merged: { readonly text: string; readonly conflicts: number };
  try {
    merged = notebook.merged(content.text, model.getLinesContent(), t("as saved outside this window"));
  } catch (error) {
    if (error instanceof NotebookError) return null;
    throw error;
  }
  model.pushStackElement();
  model.pushEditOperations(
    [],
    [...smallestEdits(model.getLinesContent(), merged.text.split("\n"))],
    () => null,
  );
  model.pushStackElement();
  updateFile(document, {
    onDisk: { stamp: content.stamp, digest: content.digest },
    encoding: content.encoding,
    mixedEol: content.mixedEol,
    changedOnDisk: false,
    gone: false,
  });
  markUnsaved(document);
  return merged.conflicts;
}
