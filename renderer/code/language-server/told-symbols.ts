/** What a language server tells of a file's structure, as ours. */
import type * as lsp from "vscode-languageserver-protocol";
import type { Symbol } from "../outline";
import { symbolKindIn } from "./symbol-kinds";

/** More are not shown. */
const MOST_SYMBOLS = 2_000;

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
