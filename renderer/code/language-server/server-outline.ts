/** The structure of files whose languages no grammar of ours reads, as their language server says it. */
import type * as lsp from "vscode-languageserver-protocol";
import type { Document } from "../documents";
import type { Symbol } from "../outline";
import { languageServers } from "./language-server";
import { symbolsOf } from "./told-symbols";

/** Null where no server says it. */
export async function serverOutline(document: Document): Promise<readonly Symbol[] | null> {
  const { model } = document;
  const language = model.getLanguageId();
  const server = languageServers
    .get()
    .map(({ ready }) => ready)
    .find((ready) => ready?.kind.languages.includes(language) && ready.capabilities.documentSymbolProvider);
  const uri = server?.documents.address(document);
  if (!server || uri === undefined) return null;
  const answer = await server.ask<(lsp.DocumentSymbol | lsp.SymbolInformation)[]>(
    "textDocument/documentSymbol",
    { textDocument: { uri } },
  );
  return answer && symbolsOf(answer, language);
}
