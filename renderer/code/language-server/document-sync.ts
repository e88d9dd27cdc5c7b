/** Tells a language server which files are open and how their texts change (LSP 3.17, "Text Document Synchronization"). */

import { fromRange } from "monaco-languageserver-types";
import type { MessageConnection } from "vscode-jsonrpc/browser";
import type * as lsp from "vscode-languageserver-protocol";
import { Disposables } from "../../../preload/floor/disposables";
import { createStore } from "../../floor/store";
import { type Document, documents } from "../documents";
import type { monaco } from "../monaco";
import { addressOf } from "./addresses";
import type { ServedText } from "./python-text";
import { changeBetween } from "./text-change";

/** A longer text is kept from servers, in UTF-16 units: they would take minutes over it. */
export const MOST_SERVED_CHARS = 5_000_000;
/** So is one that has a longer line, in UTF-16 units. */
export const MOST_SERVED_LINE = 500_000;

/** Open files that are kept from the servers of their languages, for they are too large. */
export const withheld = createStore<ReadonlySet<Document>>(new Set());

/**
 * What is typed is told after so many ms, or when the server is asked something: each change costs it and the window. Not
 * later: basedpyright reads the whole file when it heard of no change for 250 ms.
 */
const HELD_MS = 150;

/** How a text is given to a server that does not understand all that the file may hold. */
export interface Serving {
  /** Whether these lines may hold what it does not understand. */
  readonly mayDiffer: (lines: string) => boolean;
  /** The text as it is given: of the same length, with the same lines. */
  readonly serve: (text: string) => ServedText;
}

type Change = Pick<monaco.editor.IModelContentChange, "range" | "rangeOffset" | "rangeLength" | "text">;

interface Told {
  readonly document: Document;
  /** As the server knows it, until it is told otherwise. */
  address: string;
  /** What the server has; null where that can be nothing but the file's own text. */
  served: ServedText | null;
  /** Changes that the server was not told of yet. */
  held: Change[];
  /** Whether some of them made lines that it may not understand: what it is given is made anew. */
  heldDiffer: boolean;
  readonly stops: Disposables;
}

/** TextDocumentSyncKind.Incremental; others are given whole texts. */
const INCREMENTAL = 2;

export class DocumentSync {
  readonly #takesPieces: boolean;
  readonly #savedWithText: boolean;
  readonly #told = new Map<Document, Told>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #stop: () => void;

  /**
   * @param languages Monaco's ids of the languages that the server knows
   * @param sync what the server says of how it is told
   * @param serving undefined where texts are given as they are
   */
  constructor(
    private readonly rpc: MessageConnection,
    private readonly languages: readonly string[],
    sync: lsp.ServerCapabilities["textDocumentSync"],
    private readonly serving?: Serving,
  ) {
    const { change, save } = typeof sync === "object" ? sync : { change: sync, save: false };
    this.#takesPieces = change === INCREMENTAL;
    this.#savedWithText = typeof save === "object" && save.includeText === true;
    this.#stop = documents.subscribe(() => this.#follow());
    this.#follow();
  }

  /** As the server knows an open file; undefined where it does not. */
  address(document: Document): string | undefined {
    return this.#told.get(document)?.address;
  }

  /** Tells the server what it was not told yet of the open files. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const told of this.#told.values()) this.#tellChanges(told);
  }

  /** Whether the server has something else in a range than the file. */
  isReplaced(document: Document, range: monaco.IRange): boolean {
    this.flush();
    const replaced = this.#told.get(document)?.served?.replaced;
    if (!replaced || replaced.size === 0) return false;
    for (let line = range.startLineNumber; line <= range.endLineNumber; line++) {
      const from = replaced.get(line);
      if (from !== undefined && (line < range.endLineNumber || range.endColumn > from)) return true;
    }
    return false;
  }

  dispose(): void {
    this.#stop();
    clearTimeout(this.#timer);
    for (const told of this.#told.values()) told.stops.dispose();
    this.#told.clear();
    this.#withhold(new Set());
  }

  #follow(): void {
    const ours = documents
      .get()
      .filter(({ model }) => !model.isDisposed() && this.languages.includes(model.getLanguageId()));
    const open = new Set(ours.filter((document) => this.#told.has(document) || isServable(document.model)));
    for (const document of [...this.#told.keys()]) if (!open.has(document)) this.#close(document);
    for (const document of open) if (!this.#told.has(document)) this.#open(document);
    this.#withhold(new Set(ours.filter((document) => !open.has(document))));
  }

  /** Says which files of its languages the server is not given. */
  #withhold(now: ReadonlySet<Document>): void {
    const others = [...withheld.get()].filter(
      ({ model }) => !model.isDisposed() && !this.languages.includes(model.getLanguageId()),
    );
    if (others.length + now.size > 0 || withheld.get().size > 0) withheld.set(new Set([...others, ...now]));
  }

  #open(document: Document): void {
    const { model } = document;
    const change = model.onDidChangeContent((event) => this.#changed(document, event.changes));
    const language = model.onDidChangeLanguage(() => this.#follow());
    const disposed = model.onWillDispose(() => this.#close(document));
    const renamed = document.file.subscribe(() => this.#renamed(document));
    const modified = document.modified.subscribe(() => {
      if (!document.modified.get()) this.#saved(document);
    });
    const told: Told = {
      document,
      address: addressOf(document),
      served: null,
      held: [],
      heldDiffer: false,
      stops: new Disposables(change, language, disposed, renamed, modified),
    };
    this.#told.set(document, told);
    this.#sendOpen(told);
  }

  #sendOpen(told: Told): void {
    const { model } = told.document;
    told.held = [];
    told.heldDiffer = false;
    this.#notify<lsp.DidOpenTextDocumentParams>("textDocument/didOpen", {
      textDocument: {
        uri: told.address,
        languageId: model.getLanguageId(),
        version: model.getVersionId(),
        text: this.#serve(told),
      },
    });
  }

  /** The text that the server is to have now. */
  #serve(told: Told): string {
    const text = told.document.model.getValue();
    told.served = this.serving?.mayDiffer(text) ? this.serving.serve(text) : null;
    return told.served?.text ?? text;
  }

  #changed(document: Document, changes: readonly Change[]): void {
    const told = this.#told.get(document);
    if (!told) return;
    const { model } = document;
    const grew = changes.some(({ text }) => text.length > 0);
    if (grew && (model.getValueLength() > MOST_SERVED_CHARS || this.#hasLongLine(model, changes))) {
      this.#close(document);
      this.#follow();
      return;
    }
    told.heldDiffer ||= this.#takesPieces && this.#mayDiffer(model, changes);
    told.held.push(...changes);
    this.#timer ??= setTimeout(() => this.flush(), HELD_MS);
  }

  #tellChanges(told: Told): void {
    if (told.held.length === 0) return;
    const contentChanges = this.#served(told);
    told.held = [];
    told.heldDiffer = false;
    this.#notify<lsp.DidChangeTextDocumentParams>("textDocument/didChange", {
      textDocument: { uri: told.address, version: told.document.model.getVersionId() },
      contentChanges,
    });
  }

  #hasLongLine(model: monaco.editor.ITextModel, changes: readonly Change[]): boolean {
    if (model.getValueLength() <= MOST_SERVED_LINE) return false;
    return (
      changes.some(
        ({ range }) =>
          model.getLineLength(Math.min(range.startLineNumber, model.getLineCount())) > MOST_SERVED_LINE,
      ) ||
      (changes.some(({ text }) => text.length > MOST_SERVED_LINE) && !isServable(model))
    );
  }

  #served(told: Told): lsp.TextDocumentContentChangeEvent[] {
    if (!this.#takesPieces) return [{ text: this.#serve(told) }];
    const before = told.served?.text;
    const plain = () => told.held.map(({ range, text }) => ({ range: fromRange(range), text }));
    if (before === undefined && !told.heldDiffer) return plain();
    const now = this.#serve(told);
    if (before === undefined) return told.served?.replaced.size ? [{ text: now }] : plain();
    const change = changeBetween(before, now);
    return change ? [change] : [];
  }

  /** Whether a change made lines that the server may not understand. */
  #mayDiffer(model: monaco.editor.ITextModel, changes: readonly Change[]): boolean {
    const { serving } = this;
    if (!serving) return false;
    // Offsets are those before all of the changes.
    let moved = 0;
    return [...changes]
      .sort((a, b) => a.rangeOffset - b.rangeOffset)
      .some(({ rangeOffset, rangeLength, text }) => {
        const start = rangeOffset + moved;
        moved += text.length - rangeLength;
        const from = model.getPositionAt(start).lineNumber;
        const to = model.getPositionAt(start + text.length).lineNumber;
        const lines = {
          startLineNumber: from,
          startColumn: 1,
          endLineNumber: to,
          endColumn: model.getLineMaxColumn(to),
        };
        return serving.mayDiffer(model.getValueInRange(lines));
      });
  }

  #saved(document: Document): void {
    const told = this.#told.get(document);
    if (!told) return;
    this.#tellChanges(told);
    const text = this.#savedWithText ? { text: told.served?.text ?? document.model.getValue() } : {};
    this.#notify("textDocument/didSave", { textDocument: { uri: told.address }, ...text });
  }

  /** A file that is saved under another name is another one for the server. */
  #renamed(document: Document): void {
    const told = this.#told.get(document);
    if (!told || told.address === addressOf(document)) return;
    this.#notify("textDocument/didClose", { textDocument: { uri: told.address } });
    told.address = addressOf(document);
    this.#sendOpen(told);
  }

  #close(document: Document): void {
    const told = this.#told.get(document);
    if (!told) return;
    this.#told.delete(document);
    told.stops.dispose();
    this.#notify("textDocument/didClose", { textDocument: { uri: told.address } });
  }

  /** A server that is gone is told nothing; that it is gone is told by its connection. */
  #notify<Params>(method: string, params: Params): void {
    this.rpc.sendNotification(method, params).catch(() => {});
  }
}

/** Whether a text is small enough for a server. */
function isServable(model: monaco.editor.ITextModel): boolean {
  if (model.getValueLength() > MOST_SERVED_CHARS) return false;
  if (model.getValueLength() <= MOST_SERVED_LINE) return true;
  for (let line = model.getLineCount(); line > 0; line--)
    if (model.getLineLength(line) > MOST_SERVED_LINE) return false;
  return true;
}
