/** Whole files formatted by the language server of their language, where it can. */
import type * as lsp from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { t } from "../../../preload/texts/texts";
import type { Document } from "../documents";
import { registerFormatter } from "../formatters";
import { languageServers, type ReadyServer } from "./language-server";

function serverOf({ model }: Document): ReadyServer | undefined {
  if (model.isDisposed()) return undefined;
  const language = model.getLanguageId();
  return languageServers
    .get()
    .map(({ ready }) => ready)
    .find(
      (ready) => ready?.kind.languages.includes(language) && ready.capabilities.documentFormattingProvider,
    );
}

/** To be called after other formatters are registered: what the user set and Ruff count before. */
export function registerServerFormatters(): void {
  registerFormatter({
    formats: (document) => serverOf(document)?.documents.address(document) !== undefined,
    format: async (document, text) => {
      const server = serverOf(document);
      const uri = server?.documents.address(document);
      if (!server || uri === undefined) return text;
      const { tabSize, insertSpaces } = document.model.getOptions();
      const params: lsp.DocumentFormattingParams = {
        textDocument: { uri },
        options: { tabSize, insertSpaces, insertFinalNewline: text.endsWith("\n") },
      };
      const edits = await server.ask<lsp.TextEdit[]>("textDocument/formatting", params);
      if (!edits)
        throw new Error(
          t("{name} did not format {file}.", { name: server.kind.name, file: document.file.get().name }),
        );
      return TextDocument.applyEdits(TextDocument.create(uri, "", 0, text), edits).replaceAll("\r\n", "\n");
    },
  });
}
