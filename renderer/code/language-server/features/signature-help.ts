/** The arguments of the call that is being typed (textDocument/signatureHelp). */
import { toSignatureHelp } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import { monaco } from "../../monaco";
import type { ReadyServer } from "../language-server";
import { placeIn, selectorOf } from "./feature";

export function registerSignatureHelp(server: ReadyServer): monaco.IDisposable {
  const { triggerCharacters = ["(", ","], retriggerCharacters = [] } =
    server.capabilities.signatureHelpProvider ?? {};
  return monaco.languages.registerSignatureHelpProvider(selectorOf(server), {
    signatureHelpTriggerCharacters: triggerCharacters,
    signatureHelpRetriggerCharacters: retriggerCharacters,
    provideSignatureHelp: async (model, position, token) => {
      const place = placeIn(server, model, position);
      const help = place && (await server.ask<lsp.SignatureHelp>("textDocument/signatureHelp", place, token));
      return help ? { value: toSignatureHelp(help), dispose: () => {} } : null;
    },
  });
}
