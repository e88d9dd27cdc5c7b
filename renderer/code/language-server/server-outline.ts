/** The structure of files whose languages no grammar of ours reads, as their language server says it. */
import type * as lsp from "vscode-languageserver-protocol";
import type { Document } from "../documents";
import type { Symbol } from "../outline";
import { languageServers } from "./language-server";
import { symbolKindIn } from "./symbol-kinds";

/** More are not shown. */
const MOST_SYMBOLS = 2_000;

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

/** @param language Monaco's id of the file's */
export function symbolsOf(
  answer: readonly (lsp.DocumentSymbol | lsp.SymbolInformation)[],
  language: string,
): readonly Symbol[] {
  const found: Symbol[] = [];
  const add = (list: readonly (lsp.DocumentSymbol | lsp.SymbolInformation)[], depth: number) => {
    for (const one of list) {
      if (found.length >= MOST_SYMBOLS) return;
      const range = "location" in one ? one.location.range : one.range;
      const kind = symbolKindIn(language, one.kind);
      found.push({ kind, name: one.name, line: range.start.line + 1, to: range.end.line + 1, depth });
      if ("children" in one && one.children) add(one.children, depth + 1);
    }
  };
  add(answer, 0);
  return found.sort((a, b) => a.line - b.line || a.depth - b.depth);
}
