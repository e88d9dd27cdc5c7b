/** Texts and notebooks as they are compared with each other: each as the other would be edited. */
import { formatOfName, isNotebookName, ofNotebook, ofText, toText } from "../../../preload/notebook/convert";
import { NotebookError } from "../../../preload/notebook/notebook-file";
import { editedCell, percentText } from "../../../preload/notebook/percent-text";
import { NotebookText } from "../../code/notebook-text";

/** What another file is shown beside. */
export interface Edited {
  readonly name: string;
  /** As it is edited. */
  readonly text: string;
  readonly notebook?: NotebookText | undefined;
}

/**
 * A file's text as it is compared with one that is edited: beside a text a notebook is its cells as such a text has them,
 * beside a notebook a script or Markdown is cells.
 * @returns null where it is to be a notebook and cannot be read as one
 */
export function besideEdited(text: string, name: string, edited: Edited): string | null {
  if (!isNotebookName(name)) return edited.notebook ? asCells(text, name, edited.notebook) : text;
  try {
    if (edited.notebook) return new NotebookText(text).text;
    const known = formatOfName(edited.name);
    const isPercent = known === null || known.format === "percent";
    // A script of Jupytext's begins with a header, and says more in its marks.
    const hasHeader = edited.text.slice(0, 10).trimStart().replace(/^\S+ /, "").startsWith("---");
    if (isPercent && !hasHeader) return new NotebookText(text).text;
    return toText(ofNotebook(text), known?.format ?? "percent");
  } catch (error) {
    if (error instanceof NotebookError) return null;
    throw error;
  }
}

function asCells(text: string, name: string, { language, comment }: NotebookText): string {
  const known = formatOfName(name);
  if (!known) return text;
  const { cells } = ofText(text, known.format, known.format === "percent" ? known.language : language);
  const shown = cells.map(({ title, metadata, ...cell }) =>
    editedCell({ ...cell, metadata: { ...metadata, ...(title !== undefined && { title }) } }),
  );
  return percentText(shown, comment);
}
