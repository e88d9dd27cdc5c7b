/** The texts that a worker was told of (LSP 3.17, "Text Document Synchronization"), as Monaco's workers ask for them. */
import type { MessageConnection } from "vscode-jsonrpc";
import type * as lsp from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";

/** What Monaco's workers know of a text: they take its name from `uri.toString()`. */
export interface MirroredText {
  readonly uri: string;
  readonly version: number;
  getValue(): string;
}

export class OpenTexts {
  readonly #texts = new Map<string, TextDocument>();

  /** @param onChange called with the address of a text that is there anew, is another one, or is gone */
  constructor(connection: MessageConnection, onChange: (uri: string) => void) {
    connection.onNotification(
      "textDocument/didOpen",
      ({ textDocument: { uri, languageId, version, text } }: lsp.DidOpenTextDocumentParams) => {
        this.#texts.set(uri, TextDocument.create(uri, languageId, version, text));
        onChange(uri);
      },
    );
    connection.onNotification(
      "textDocument/didChange",
      ({ textDocument: { uri, version }, contentChanges }: lsp.DidChangeTextDocumentParams) => {
        const text = this.#texts.get(uri);
        if (!text) return;
        this.#texts.set(uri, TextDocument.update(text, contentChanges, version));
        onChange(uri);
      },
    );
    connection.onNotification(
      "textDocument/didClose",
      ({ textDocument: { uri } }: lsp.DidCloseTextDocumentParams) => {
        this.#texts.delete(uri);
        onChange(uri);
      },
    );
  }

  get(uri: string): TextDocument | undefined {
    return this.#texts.get(uri);
  }

  all(): readonly TextDocument[] {
    return [...this.#texts.values()];
  }

  /** All of one language, as Monaco's workers take them. */
  mirrored(language: string): MirroredText[] {
    return this.all()
      .filter(({ languageId }) => languageId === language)
      .map((text) => ({ uri: text.uri, version: text.version, getValue: () => text.getText() }));
  }
}
