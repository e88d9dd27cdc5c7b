/** The code of a text that is too long to be read while it is edited: its lines and cells, when somebody asks for them. */
import { type Cell, findCells } from "./cells";
import type { Code } from "./code";
import { CodeText } from "./code-text";
import { languageById } from "./languages";
import type { monaco } from "./monaco";

/** A longer text is read by its lines alone, and not before it is asked for, in UTF-16 units. */
export const MOST_READ_CHARS = 10_000_000;

const UNREAD: Code = { text: new CodeText(""), comment: null, syntax: null };
const NO_CELLS: readonly Cell[] = [];

/** As `ModelCode`, but nothing is drawn by it: no cells, no structure, no folds. */
export class LargeCode {
  readonly #model: monaco.editor.ITextModel;
  #asked: { readonly version: number; readonly code: Code; readonly cells: readonly Cell[] } | null = null;

  constructor(model: monaco.editor.ITextModel) {
    this.#model = model;
    model.onWillDispose(() => {
      this.#asked = null;
    });
  }

  readonly now = (): Code => this.#now().code;
  readonly cellsNow = (): readonly Cell[] => this.#now().cells;
  readonly isRead = (): boolean => true;
  readonly shown = (): Code => UNREAD;
  readonly cells = (): readonly Cell[] => NO_CELLS;
  readonly subscribe = (): (() => void) => () => {};

  #now() {
    const version = this.#model.getVersionId();
    if (this.#asked?.version !== version) {
      const { comment } = languageById(this.#model.getLanguageId());
      const code = { text: new CodeText(this.#model.getValue()), comment, syntax: null };
      this.#asked = { version, code, cells: findCells(code) };
    }
    return this.#asked;
  }
}
