/** Colours by what names mean (textDocument/semanticTokens). */
import type * as lsp from "vscode-languageserver-protocol";
import { monaco } from "../../monaco";
import type { ReadyServer } from "../language-server";
import { selectorOf, textDocumentOf } from "./feature";

export function registerSemanticColours(server: ReadyServer): monaco.IDisposable {
  const legend = server.capabilities.semanticTokensProvider?.legend ?? { tokenTypes: [], tokenModifiers: [] };
  return monaco.languages.registerDocumentSemanticTokensProvider(selectorOf(server), {
    getLegend: () => legend,
    provideDocumentSemanticTokens: async (model, _last, token) => {
      const textDocument = textDocumentOf(server, model);
      if (!textDocument) return null;
      const version = model.getVersionId();
      const tokens = await server.ask<lsp.SemanticTokens>(
        "textDocument/semanticTokens/full",
        { textDocument },
        token,
      );
      // Tokens are places: those of another text would colour the wrong words.
      if (!tokens || model.isDisposed() || model.getVersionId() !== version) return null;
      return { data: new Uint32Array(tokens.data) };
    },
    releaseDocumentSemanticTokens: () => {},
  });
}
