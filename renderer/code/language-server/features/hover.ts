/** What a name is, shown where the pointer rests (textDocument/hover). */
import { toHover } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import { addHoverSource } from "../../hovers";
import { monaco } from "../../monaco";
import type { ReadyServer } from "../language-server";
import { placeIn, selectorOf } from "./feature";

export function registerHover(server: ReadyServer): monaco.IDisposable {
  const ask = async (
    model: monaco.editor.ITextModel,
    position: monaco.IPosition,
    token?: monaco.CancellationToken,
  ) => {
    const place = placeIn(server, model, position);
    const hover = place && (await server.ask<lsp.Hover>("textDocument/hover", place, token));
    return hover ? toHover(hover) : null;
  };
  const provider = monaco.languages.registerHoverProvider(selectorOf(server), {
    provideHover: (model, position, token) => ask(model, position as monaco.Position, token),
  });
  const remove = addHoverSource(server.kind.languages, async (model, position) => {
    const hover = await ask(model, position);
    return hover?.contents.map(({ value }: { readonly value: string }) => value).join("\n\n") ?? null;
  });
  return {
    dispose: () => {
      remove();
      provider.dispose();
    },
  };
}
