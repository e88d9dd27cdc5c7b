/** What features of the editor share: which texts a server knows, and how a place in one is called to it. */
import { fromPosition } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import { type Document, documents } from "../../documents";
import type { monaco } from "../../monaco";
import type { ReadyServer } from "../language-server";

/** Which models Monaco asks a server's features about: those of its languages. */
export function selectorOf(server: ReadyServer): monaco.languages.LanguageSelector {
  return server.kind.languages.map((language) => ({ language }));
}

/** The open file of a model; undefined for other models, such as the inputs of shells. */
export function documentOf(model: monaco.editor.ITextModel): Document | undefined {
  return documents.get().find((document) => document.model === model);
}

/** The model's name at the server; undefined where it does not know it. */
export function textDocumentOf(
  server: ReadyServer,
  model: monaco.editor.ITextModel,
): lsp.TextDocumentIdentifier | undefined {
  const document = documentOf(model);
  const uri = document && server.documents.address(document);
  return uri === undefined ? undefined : { uri };
}

/** A place in a model, as requests name it. */
export function placeIn(
  server: ReadyServer,
  model: monaco.editor.ITextModel,
  position: monaco.IPosition,
): lsp.TextDocumentPositionParams | undefined {
  const textDocument = textDocumentOf(server, model);
  return textDocument && { textDocument, position: fromPosition(position) };
}
