/** In which language code of a document runs: the file's own, a chunk's, or one that only its kernel knows. */
import { type Cell, type Chunk, cellAt } from "./cells";
import { chunkNear } from "./chunks";
import type { CodeText } from "./code-text";
import { activeDocument, type Document } from "./documents";
import { cursor } from "./instance";
import { languageById } from "./languages";
import { withMagicFirst } from "./magics";
import { shownCells } from "./model-code";

/** The chunk that is meant at a line (from 1), by default the cursor's; undefined where a file has none. */
function chunkOf(document: Document, line: number): Chunk | undefined {
  return document.model.getLanguageId() === "markdown"
    ? chunkNear(shownCells(document.model), line)
    : undefined;
}

/**
 * Monaco's id of the language that runs at a line, or the name that kernels have for one that the editor does not know.
 * @param line from 1; by default the cursor's, where the document is in front
 */
export function languageToRun(document: Document, line?: number): string {
  const own = document.model.getLanguageId();
  const at = line ?? (activeDocument.get() === document ? cursor.get().line : 1);
  // A notebook of a language without colours here has a kernel all the same.
  const named = own === "plaintext" ? document.notebook?.kernelLanguage : null;
  return chunkOf(document, at)?.language ?? named ?? own;
}

/** Whether a kernel may run anything of it. */
export function holdsCode(document: Document): boolean {
  const language = document.model.getLanguageId();
  if (languageById(language).kernels !== undefined || document.notebook) return true;
  return chunkOf(document, 1) !== undefined;
}

/** What of a cell is run: of a chunk what stands between its fences. */
export function codeOfCell(text: CodeText, { from, to, chunk }: Cell, language: string): string {
  const lines = chunk ? text.lines(chunk.from, chunk.to) : text.lines(from, to);
  return ((chunk?.language ?? language) === "python" ? withMagicFirst(lines) : lines).join("\n");
}

/** The lines of that, from 1. */
export function linesOfCell({ from, to, chunk }: Cell): readonly [number, number] {
  return chunk ? [chunk.from, Math.max(chunk.from, chunk.to)] : [from, to];
}

/** The chunk that holds a line between its fences; undefined elsewhere. */
export function chunkAt(cells: readonly Cell[], line: number): Chunk | undefined {
  const chunk = cellAt(cells, line)?.chunk;
  return chunk && chunk.from <= line && line <= chunk.to ? chunk : undefined;
}
