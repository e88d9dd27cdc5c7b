/** What a file is made of: its cells, its classes and functions, the headings of a text. */
import type { SyntaxNode, SyntaxNodeRef } from "@lezer/common";
import { t } from "../../preload/texts/texts";
import { findCells } from "./cells";
import type { Code } from "./code";
import type { CodeText } from "./code-text";
import type { SymbolKind } from "./definitions";

export interface Symbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** Its last line. */
  readonly to: number;
  /** 0 for the outermost; cells do not count. */
  readonly depth: number;
}

/** A name is cut there: what stands in a file is as long as it likes. */
const LONGEST_NAME = 200;

/** Classes, functions and the like as they stand in each other; headings by their rank. */
function definitionsIn({ syntax, text }: Code): Symbol[] {
  if (!syntax) return [];
  const { define, closed } = syntax.grammar.definitions;
  const found: Symbol[] = [];
  const open: { symbol: Symbol; end: number }[] = [];
  const sections: { place: number; rank: number }[] = [];
  const inSections = new Set<number>();
  const textOf = (part: SyntaxNode) =>
    text.text.slice(part.from, Math.min(part.to, part.from + LONGEST_NAME));
  const endSections = (rank: number, line: number) => {
    while (sections.length > 0 && (sections.at(-1)?.rank ?? 0) >= rank) {
      const { place } = sections.pop() as { place: number };
      found[place] = { ...(found[place] as Symbol), to: line };
    }
  };
  syntax.tree.iterate({
    enter: (ref) => {
      const made = Object.hasOwn(define, ref.name) ? define[ref.name]?.(ref.node, textOf) : null;
      if (made?.name) {
        while (open.length > 0 && (open.at(-1)?.end ?? 0) <= ref.from) open.pop();
        const line = text.lineAt(ref.from);
        if (made.rank !== undefined) endSections(made.rank, line - 1);
        const section = sections.at(-1);
        if (made.rank !== undefined || section) inSections.add(found.length);
        const symbol: Symbol = {
          kind: made.kind === "function" && open.at(-1)?.symbol.kind === "class" ? "method" : made.kind,
          name: made.name,
          line,
          to: lastLine(text, ref),
          depth: made.rank ?? open.length + (section ? section.rank + 1 : 0),
        };
        if (made.rank === undefined) open.push({ symbol, end: ref.to });
        else sections.push({ place: found.length, rank: made.rank });
        found.push(symbol);
      }
      return !closed.has(ref.name);
    },
  });
  endSections(0, text.lineCount);
  // A text whose headings begin with the second rank has those as its outermost.
  const first = found.reduce(
    (least, { kind, depth }) => (kind === "heading" ? Math.min(least, depth) : least),
    Number.POSITIVE_INFINITY,
  );
  return first > 0 && first < Number.POSITIVE_INFINITY
    ? found.map((symbol, at) => (inSections.has(at) ? { ...symbol, depth: symbol.depth - first } : symbol))
    : found;
}

/** The line of a node's last character that is no space. */
function lastLine(text: CodeText, { from, to }: SyntaxNodeRef): number {
  let end = to;
  while (end > from && text.text.charCodeAt(end - 1) <= 32) end--;
  return text.lineAt(Math.max(end - 1, from));
}

/** The symbols of a text in the order of their lines. */
export function readOutline(code: Code): readonly Symbol[] {
  const cells = findCells(code)
    .filter((cell) => cell.hasTitle)
    .map(
      (cell): Symbol => ({
        kind: "cell",
        name: cell.title || t("Cell at line {line}", { line: String(cell.from) }),
        line: cell.from,
        to: cell.to,
        depth: 0,
      }),
    );
  return [...cells, ...definitionsIn(code)].sort((a, b) => a.line - b.line);
}
