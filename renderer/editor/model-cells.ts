/** The cells of a text in the editor, by the comment sign of its language. */
import { type Cell, findCells } from "./cells";
import { languageById } from "./languages";
import type { monaco } from "./monaco";

export function cellsOfModel(model: monaco.editor.ITextModel): readonly Cell[] {
  return findCells(model.getLinesContent(), languageById(model.getLanguageId()).comment);
}
