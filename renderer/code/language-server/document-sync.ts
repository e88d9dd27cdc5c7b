/** Tells a language server which files are open and how their texts change (LSP 3.17, "Text Document Synchronization"). */

import { fromRange } from "monaco-languageserver-types";
import type { MessageConnection } from "vscode-jsonrpc/browser";
import type * as lsp from "vscode-languageserver-protocol";
import { type Document, documents } from "../documents";
import { addressOf } from "./addresses";

/** A longer text is kept from servers, in UTF-16 units: they would take minutes over it. */
export const MOST_SERVED_CHARS = 5_000_000;

interface Told {
  readonly document: Document;
  /** As the server knows it, until it is told otherwise. */
  address: string;
  readonly stops: (() => void)[];
}

export class DocumentSync {
  readonly #told = new Map<Document, Told>();
  readonly #stop: () => void;

  /** @param languages Monaco's ids of the languages that the server knows */
  constructor(
    private readonly rpc: MessageConnection,
    private readonly languages: readonly string[],
  ) {
    this.#stop = documents.subscribe(() => this.#follow());
    this.#follow();
  }

  /** As the server knows an open file; undefined where it does not. */
  address(document: Document): string | undefined {
    return this.#told.get(document)?.address;
  }

  dispose(): void {
    this.#stop();
    for (const told of this.#told.values()) for (const stop of told.stops) stop();
    this.#told.clear();
  }

  #follow(): void {
    const open = new Set(documents.get().filter((document) => this.#knows(document)));
    for (const document of [...this.#told.keys()]) if (!open.has(document)) this.#close(document);
    for (const document of open) if (!this.#told.has(document)) this.#open(document);
  }

  #knows(document: Document): boolean {
    const { model } = document;
    return (
      !model.isDisposed() &&
      this.languages.includes(model.getLanguageId()) &&
      model.getValueLength() <= MOST_SERVED_CHARS
    );
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
    this.#told.set(document, {
      document,
      address: addressOf(document),
      stops: [() => change.dispose(), () => language.dispose(), () => disposed.dispose(), renamed, modified],
    });
    this.#sendOpen(document);
  }

  #sendOpen(document: Document): void {
    const { model } = document;
    this.#notify<lsp.DidOpenTextDocumentParams>("textDocument/didOpen", {
      textDocument: {
        uri: this.#told.get(document)?.address ?? addressOf(document),
        languageId: model.getLanguageId(),
        version: model.getVersionId(),
        text: model.getValue(),
      },
    });
  }

  #changed(
    document: Document,
    changes: readonly { readonly range: Parameters<typeof fromRange>[0]; readonly text: string }[],
  ): void {
    const told = this.#told.get(document);
    if (!told) return;
    this.#notify<lsp.DidChangeTextDocumentParams>("textDocument/didChange", {
      textDocument: { uri: told.address, version: document.model.getVersionId() },
      contentChanges: changes.map(({ range, text }) => ({ range: fromRange(range), text })),
    });
  }

  #saved(document: Document): void {
    const told = this.#told.get(document);
    if (told) this.#notify("textDocument/didSave", { textDocument: { uri: told.address } });
  }

  /** A file that is saved under another name is another one for the server. */
  #renamed(document: Document): void {
    const told = this.#told.get(document);
    if (!told || told.address === addressOf(document)) return;
    this.#notify("textDocument/didClose", { textDocument: { uri: told.address } });
    told.address = addressOf(document);
    this.#sendOpen(document);
  }

  #close(document: Document): void {
    const told = this.#told.get(document);
    if (!told) return;
    this.#told.delete(document);
    for (const stop of told.stops) stop();
    this.#notify("textDocument/didClose", { textDocument: { uri: told.address } });
  }

  /** A server that is gone is told nothing; that it is gone is told by its connection. */
  #notify<Params>(method: string, params: Params): void {
    this.rpc.sendNotification(method, params).catch(() => {});
  }
}
