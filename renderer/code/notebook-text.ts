/** An open notebook: the text of its cells as it is edited, and the file that this text becomes. */
import { align } from "../../preload/notebook/align";
import { mergeCells } from "../../preload/notebook/merge";
import {
  type CellType,
  type FileCell,
  joinedParts,
  NotebookFile,
  type Part,
  type WantedCell,
} from "../../preload/notebook/notebook-file";
import {
  editedCell,
  markedCells,
  percentText,
  shownSource,
  sourceOf,
} from "../../preload/notebook/percent-text";
import { languageById, languageOfKernel } from "./languages";

/** A cell of the text as it is now. */
export interface TextCell {
  /** Names the cell as long as the notebook is open, and in the log. */
  readonly key: string;
  readonly type: CellType;
  readonly source: string;
  /** What its mark says besides; the file has it in the cell's metadata. */
  readonly title: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What a run gave, as it is to stand in the file. */
export interface SavedResult {
  readonly outputs: readonly unknown[];
  readonly count: number | null;
}

const textOf = ({ type, source }: { type: CellType; source: string }) => `${type}\n${source}`;

export class NotebookText {
  #file: NotebookFile;
  /** Monaco's id of the language of its code. */
  readonly language: string;
  readonly comment: string;
  /** The cells as they were when the text was last looked at. */
  #cells: readonly TextCell[];
  /** The lines that these are of. */
  #lines: readonly string[] | null = null;
  readonly #results = new Map<string, SavedResult>();
  /** Cells that were in the text, by what they held: who takes a deletion back, or pastes, gets the same cell. */
  readonly #gone = new Map<string, string>();

  /**
   * @param json the file's text
   * @throws NotebookError
   */
  constructor(json: string) {
    this.#file = new NotebookFile(json);
    const language = languageOfKernel(this.#file.language ?? "python");
    this.language = language?.id ?? "plaintext";
    this.comment = languageById(this.language).comment ?? "#";
    this.#cells = this.#fromFile();
  }

  /** The language of its code as kernels name it, in lower case; null where it says none. */
  get kernelLanguage(): string | null {
    return this.#file.language;
  }

  /** The kernel that it names. */
  get kernel(): NotebookFile["kernel"] {
    return this.#file.kernel;
  }

  /** The file as it was read, or saved last. */
  get fileText(): string {
    return this.#file.text;
  }

  /** The text that is edited, of what stands in the file. */
  get text(): string {
    return percentText(this.#file.cells.map(editedCell), this.comment);
  }

  /** A cell as it stands in the file. */
  inFile(key: string): FileCell | undefined {
    return this.#file.cell(key);
  }

  /** The cells of a text, each with the name that it had before. */
  cellsOf(lines: readonly string[]): readonly TextCell[] {
    if (lines === this.#lines) return this.#cells;
    const now = markedCells(lines, this.comment).map((cell) => ({
      type: cell.type,
      title: cell.title,
      metadata: cell.metadata,
      source: sourceOf(lines, cell, this.comment),
    }));
    const before = this.#cells.map((cell) => ({ key: cell.key, text: textOf(cell) }));
    const keys = align(before, now.map(textOf));
    const used = new Set(keys);
    for (const cell of this.#cells) if (!used.has(cell.key)) this.#gone.set(textOf(cell), cell.key);
    this.#cells = now.map((cell, at) => ({
      ...cell,
      key: keys[at] ?? this.#formerKey(cell, used) ?? newId(),
    }));
    this.#lines = lines;
    return this.#cells;
  }

  #formerKey(cell: { type: CellType; source: string }, used: Set<string | null>): string | undefined {
    const key = this.#gone.get(textOf(cell));
    if (key === undefined || used.has(key)) return undefined;
    used.add(key);
    return key;
  }

  /** Has a cell's result saved with the file. */
  setResult(key: string, result: SavedResult): boolean {
    const own = this.#results.get(key) ?? this.inFile(key);
    if (own && own.count === result.count && JSON.stringify(own.outputs) === JSON.stringify(result.outputs))
      return false;
    this.#results.set(key, result);
    return true;
  }

  /** Whether a cell's outputs are to be taken out of the file. */
  isCleared(key: string): boolean {
    return this.#results.get(key)?.outputs.length === 0;
  }

  /** The file as it is to be saved, of a text. */
  fileOf(lines: readonly string[]): string {
    return joinedParts(this.fileText, this.partsOf(lines));
  }

  /** The same as parts of the file as it was read, or saved last, and what is new. */
  partsOf(lines: readonly string[]): readonly Part[] {
    const wanted = this.#written(this.cellsOf(lines)).map((cell): WantedCell => {
      const { key, type, source } = cell;
      const own = this.inFile(key);
      const result = this.#results.get(key);
      const isSame = own?.type === type && shownSource(own.source) === source;
      const metadata = wantedMetadata(own, cell);
      return {
        key,
        type,
        ...(isSame ? {} : { source }),
        ...(metadata && { metadata }),
        ...(result ? { result } : {}),
      };
    });
    return this.#file.parts(wanted);
  }

  /** Without the new cells at the end in which nothing was written: Run makes one behind the last. */
  #written(cells: readonly TextCell[]): readonly TextCell[] {
    let end = cells.length;
    for (; end > 0; end--) {
      const { key, type, source, title, metadata } = cells[end - 1] as TextCell;
      const isEmpty = type === "code" && source === "" && title === "" && Object.keys(metadata).length === 0;
      if (!isEmpty || this.inFile(key) || this.#results.has(key)) break;
    }
    return cells.slice(0, end);
  }

  /** The file was saved as that: what is saved next differs from it alone. */
  saved(json: string): void {
    this.#file = new NotebookFile(json);
    // Where the file has no ids its cells are named by their place.
    this.#cells = this.#fromFile();
    this.#lines = null;
    this.#results.clear();
    // What is gone from the file has no outputs there any more.
    this.#gone.clear();
  }

  /**
   * The file was changed by another program.
   * @returns the text that is to be edited now
   * @throws NotebookError
   */
  replaced(json: string): string {
    this.saved(json);
    return this.text;
  }

  /**
   * The file was changed by another program while its cells are edited here.
   * @param lines the text as it is edited
   * @param words the title of a cell of theirs that was changed here as well: it stands below ours
   * @returns the text that is to be edited now
   * @throws NotebookError
   */
  merged(
    json: string,
    lines: readonly string[],
    words: string,
  ): { readonly text: string; readonly conflicts: number } {
    const theirs = new NotebookFile(json);
    const mine = this.cellsOf(lines);
    const base = this.#fromFile();
    this.#file = theirs;
    const { cells, conflicts } = mergeCells(base, mine, this.#fromFile(), words, newId);
    this.#cells = cells;
    this.#lines = null;
    return { text: percentText(cells, this.comment), conflicts };
  }

  #fromFile(): readonly TextCell[] {
    return this.#file.cells.map((cell) => {
      const { type, source, title = "", metadata = {} } = editedCell(cell);
      return { key: cell.key, type, source: shownSource(source), title, metadata };
    });
  }
}

/** A cell's metadata with what its mark says; null where they say that already. */
function wantedMetadata(
  own: FileCell | undefined,
  { title, metadata }: TextCell,
): Record<string, unknown> | null {
  const shown = own ? editedCell(own) : null;
  const isSame =
    (shown?.title ?? "") === title && JSON.stringify(shown?.metadata ?? {}) === JSON.stringify(metadata);
  if (isSame) return null;
  const { title: _title, tags: _tags, ...rest } = own?.metadata ?? {};
  return { ...rest, ...(title !== "" && { title }), ...metadata };
}

/** As nbformat makes them: eight signs. */
const newId = () => crypto.randomUUID().slice(0, 8);
