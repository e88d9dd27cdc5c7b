/** Types and names of arguments that nobody wrote, shown in the text (textDocument/inlayHint). */
import { fromRange, toInlayHint } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import { monaco } from "../../monaco";
import type { ReadyServer } from "../language-server";
import { selectorOf, textDocumentOf } from "./feature";

/** More of one view are not shown. */
const MOST_HINTS = 2000;

export function registerInlayHints(server: ReadyServer): monaco.IDisposable {
  return monaco.languages.registerInlayHintsProvider(selectorOf(server), {
    provideInlayHints: async (model, range, token) => {
      const textDocument = textDocumentOf(server, model);
      if (!textDocument) return null;
      const version = model.getVersionId();
      const hints = await server.ask<lsp.InlayHint[]>(
        "textDocument/inlayHint",
        { textDocument, range: fromRange(range) },
        token,
      );
      // They are places: those of another text would stand between the wrong words.
      if (!hints || model.isDisposed() || model.getVersionId() !== version) return null;
      return { hints: hints.slice(0, MOST_HINTS).map(toInlayHint), dispose: () => {} };
    },
  });
}
