/**
 * The code of Monaco's models as their grammars read it, kept up while they are edited: at once where lines come or go and
 * that is quick, else in slices while the window has nothing else to do, when the keys within a line pause.
 */
import { useSyncExternalStore } from "react";
import { type Cell, cellsWithLineBelow, findCells, keptCells } from "./cells";
import { chunkCells } from "./chunks";
import type { Code } from "./code";
import { CodeParse } from "./code-parse";
import { CodeText } from "./code-text";
import { languageById } from "./languages";
import { LargeCode, MOST_READ_CHARS } from "./large-code";
import type { monaco } from "./monaco";
import { notebookCells, notebookOf } from "./notebook-models";

/** What may be read within the key that changed it, in ms. */
const AT_ONCE_MS = 4;
/** One slice of reading on, in ms. */
const SLICE_MS = 8;
/** However busy the window is, the next slice comes after so many ms. */
const LATEST_MS = 150;
/** While keys follow each other within this time (ms), what they make of their line is not read: a long text costs some ms each. */
const PAUSE_MS = 120;
/** But it is read after so many ms of them. */
const MOST_PUT_OFF_MS = 2_000;

class ModelCode {
  readonly #model: monaco.editor.ITextModel;
  /** Monaco's number of the text that is read. */
  #version: number;
  #parse: CodeParse;
  #shown: Code;
  #cells: readonly Cell[] = [];
  /** Whether the cells are those of an earlier text. */
  #due = true;
  #idle: number | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** When the first key came that was not read yet (`performance.now()`, ms). */
  #putOffSince: number | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(model: monaco.editor.ITextModel) {
    this.#model = model;
    this.#version = model.getVersionId();
    this.#parse = this.#anew();
    // Until a long file is read, its cells are those that its lines alone show.
    this.#shown = { text: new CodeText(model.getValue()), comment: this.#comment(), syntax: null };
    this.#goOn(AT_ONCE_MS);
    model.onDidChangeContent((event) => {
      if (event.versionId === this.#version) return;
      this.#version = event.versionId;
      if (event.isFlush || event.isEolChange) this.#parse = this.#anew();
      else {
        const changes = event.changes.map(({ rangeOffset, rangeLength, text }) => ({
          from: rangeOffset,
          to: rangeOffset + rangeLength,
          length: text.length,
        }));
        this.#parse.change(() => model.getValue(), changes);
        // What stands below stays where it is: what the keys make of the line may be seen when they pause.
        if (event.changes.every(staysInLine)) return this.#afterPause();
        const broken = this.#brokenLine(event.changes);
        if (broken !== null && this.#moveBelow(broken)) return this.#later();
      }
      this.#goOn(AT_ONCE_MS);
    });
    model.onDidChangeLanguage(() => {
      this.#parse = this.#anew();
      this.#goOn(AT_ONCE_MS);
    });
    model.onWillDispose(() => {
      clearTimeout(this.#pause);
      if (this.#idle !== null) cancelIdleCallback(this.#idle);
    });
  }

  /** The code as it is now. */
  now(): Code {
    // Others may hear of a change before this does.
    if (this.#version !== this.#model.getVersionId()) {
      this.#version = this.#model.getVersionId();
      this.#parse = this.#anew();
    }
    this.#show(this.#parse.finish());
    return this.#shown;
  }

  /** Whether what is shown is the text as it is now. */
  isRead(): boolean {
    return this.#parse.isDone && this.#version === this.#model.getVersionId();
  }

  /** The code as it was last read to its end: what is drawn. */
  readonly shown = (): Code => this.#shown;

  /** The cells of the code that is shown. */
  readonly cells = (): readonly Cell[] => {
    if (this.#due) {
      this.#cells = keptCells(this.#cells, this.#find());
    }
    this.#due = false;
    return this.#cells;
  };

  #find(): readonly Cell[] {
    const notebook = notebookOf(this.#model);
    if (notebook) return notebookCells(this.#shown.text, notebook);
    const chunks = this.#model.getLanguageId() === "markdown" ? chunkCells(this.#shown.text) : [];
    return chunks.length > 0 ? chunks : findCells(this.#shown);
  }

  /** The cells of the code as it is now. */
  cellsNow(): readonly Cell[] {
    this.now();
    return this.cells();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  #anew(): CodeParse {
    return new CodeParse(this.#model.getValue(), this.#model.getLanguageId(), this.#comment());
  }

  #comment(): string | null {
    return languageById(this.#model.getLanguageId()).comment;
  }

  #goOn(ms: number): void {
    const code = this.#parse.advance(performance.now() + ms);
    if (code) this.#show(code);
    else this.#later();
  }

  /** The line (from 1) that a change has broken into two, as Return does, neither of them a mark or a fence; else null. */
  #brokenLine(changes: readonly monaco.editor.IModelContentChange[]): number | null {
    const [change] = changes;
    if (!change || changes.length > 1 || change.text.trim() !== "" || change.text.split("\n").length !== 2)
      return null;
    const { startLineNumber: line, endLineNumber } = change.range;
    const comment = this.#comment();
    const isPlain = (at: number) => {
      const text = this.#model.getLineContent(at).trimStart();
      return !/^[`~]/.test(text) && (comment === null || !text.startsWith(comment));
    };
    return line === endLineNumber && isPlain(line) && isPlain(line + 1) ? line : null;
  }

  /** Moves the cells below a line as reading would, which is left for later; whether that is all that a new line changes. */
  #moveBelow(line: number): boolean {
    const cells = this.cells();
    // Behind a fence, or a mark, there is more to it.
    if (cells.some(({ from, chunk }) => from === line || chunk?.from === line + 1 || chunk?.to === line - 1))
      return false;
    this.#cells = cellsWithLineBelow(cells, line);
    for (const listener of [...this.#listeners]) listener();
    return true;
  }

  #afterPause(): void {
    const now = performance.now();
    this.#putOffSince ??= now;
    clearTimeout(this.#pause);
    const left = this.#putOffSince + MOST_PUT_OFF_MS - now;
    this.#pause = setTimeout(() => this.#later(), Math.max(0, Math.min(PAUSE_MS, left)));
  }

  #later(): void {
    this.#idle ??= requestIdleCallback(
      () => {
        this.#idle = null;
        this.#putOffSince = null;
        if (!this.#model.isDisposed()) this.#goOn(SLICE_MS);
      },
      { timeout: LATEST_MS },
    );
  }

  #show(code: Code): void {
    if (code === this.#shown) return;
    this.#shown = code;
    this.#due = true;
    for (const listener of [...this.#listeners]) listener();
  }
}

function staysInLine({ range, text }: monaco.editor.IModelContentChange): boolean {
  return range.startLineNumber === range.endLineNumber && !text.includes("\n") && !text.includes("\r");
}

const known = new WeakMap<monaco.editor.ITextModel, ModelCode | LargeCode>();

function modelCode(model: monaco.editor.ITextModel): ModelCode | LargeCode {
  let code = known.get(model);
  if (!code) {
    code = model.getValueLength() > MOST_READ_CHARS ? new LargeCode(model) : new ModelCode(model);
    known.set(model, code);
  }
  return code;
}

/** The code of a text as it is now, read to its end. */
export function codeOfModel(model: monaco.editor.ITextModel): Code {
  return modelCode(model).now();
}

/** The code of a text as it was last read to its end, without reading on: what is drawn while keys come. */
export function shownCode(model: monaco.editor.ITextModel): Code {
  return modelCode(model).shown();
}

/** The code and the cells of a text as it is now, once they are read: when the keys pause, and never within one. */
export function codeWhenRead(
  model: monaco.editor.ITextModel,
): Promise<{ readonly code: Code; readonly cells: readonly Cell[] }> {
  const own = modelCode(model);
  const read = () => ({ code: own.shown(), cells: own.cells() });
  if (own.isRead()) return Promise.resolve(read());
  return new Promise((resolve) => {
    const stop = own.subscribe(() => {
      if (!own.isRead()) return;
      stop();
      resolve(read());
    });
  });
}

/** The cells of a text as it is now. */
export function cellsOfModel(model: monaco.editor.ITextModel): readonly Cell[] {
  return modelCode(model).cellsNow();
}

/** The cells of a text as it was last read to its end: what is drawn. */
export function shownCells(model: monaco.editor.ITextModel): readonly Cell[] {
  return modelCode(model).cells();
}

/** Calls `listener` whenever a text's code was read anew; returns a function that stops it. */
export function followCode(model: monaco.editor.ITextModel, listener: () => void): () => void {
  return modelCode(model).subscribe(listener);
}

/** The cells of a text in a component, kept up with its changes; the same list while they are the same, whatever is in them. */
export function useCells(model: monaco.editor.ITextModel): readonly Cell[] {
  const code = modelCode(model);
  return useSyncExternalStore(code.subscribe, code.cells);
}
