/** What a name is, shown where the pointer rests (textDocument/hover). */
import { toHover } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import { monaco } from "../../monaco";
import type { ReadyServer } from "../language-server";
import { placeIn, selectorOf } from "./feature";

export function registerHover(server: ReadyServer): monaco.IDisposable {
  return monaco.languages.registerHoverProvider(selectorOf(server), {
    provideHover: async (model, position, token) => {
      const place = placeIn(server, model, position);
      const hover = place && (await server.ask<lsp.Hover>("textDocument/hover", place, token));
      return hover ? toHover(hover) : null;
    },
  });
}
