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
  // Some tell a flat list, of which what stands in another has its lines.
  const around: lsp.Range[] = [];
  const depthOf = (range: lsp.Range) => {
    while (around.length > 0 && !holds(around.at(-1) as lsp.Range, range)) around.pop();
    return around.push(range) - 1;
  };
  const add = (list: readonly (lsp.DocumentSymbol | lsp.SymbolInformation)[], depth: number) => {
    for (const one of list) {
      if (found.length >= MOST_SYMBOLS) return;
      const range = "location" in one ? one.location.range : one.range;
      const kind = symbolKindIn(language, one.kind);
      found.push({
        kind,
        name: one.name,
        line: range.start.line + 1,
        to: range.end.line + 1,
        depth: "location" in one ? depthOf(range) : depth,
      });
      if ("children" in one && one.children) add(one.children, depth + 1);
    }
  };
  add(answer, 0);
  return found.sort((a, b) => a.line - b.line || a.depth - b.depth);
}

/** Whether a range has all of another one in it. */
function holds({ start, end }: lsp.Range, inner: lsp.Range): boolean {
  const before = (one: lsp.Position, other: lsp.Position) =>
    one.line < other.line || (one.line === other.line && one.character <= other.character);
  return before(start, inner.start) && before(inner.end, end);
}
