/** What can be folded: cells, bodies, and brackets, strings and comments over several lines. */
import type { Cell } from "./cells";
import type { Code, LineRange } from "./code";

/** A stretch whose first line stays when it is folded. */
export interface Fold extends LineRange {
  readonly kind: "cell" | "comment" | "code";
}

/** Monaco takes some 5,000 regions; beyond, the innermost are left out. */
const MOST_FOLDS = 5_000;

/** The folds of a text, in the order of their first lines; of those that begin in one line only the outermost. */
export function findFolds(code: Code, cells: readonly Cell[]): readonly Fold[] {
  const { syntax, text } = code;
  const byLine = new Map<number, Fold>();
  const add = (fold: Fold) => {
    const known = byLine.get(fold.from);
    if (fold.from < fold.to && (!known || known.to < fold.to)) byLine.set(fold.from, fold);
  };
  const lastCodeLine = (from: number, to: number) => {
    let last = to;
    while (last > from && text.firstChar(last) >= text.end(last)) last--;
    return last;
  };
  for (const cell of cells) {
    if (cell.hasTitle) add({ from: cell.from, to: lastCodeLine(cell.from, cell.to), kind: "cell" });
  }
  if (!syntax) return [...byLine.values()];
  const { blocks, folds, comments, offside, definitions } = syntax.grammar;
  syntax.tree.iterate({
    enter: (node) => {
      const from = text.lineAt(node.from);
      // Nothing in one line can be folded, nor what stands in it.
      if (node.to <= text.end(from)) return false;
      const isBlock = blocks.has(node.name);
      if (isBlock || folds.has(node.name)) {
        const to = lastCodeLine(from, text.lineAt(node.to - 1));
        // What closes a bracket stays in view.
        const closes = !(offside && isBlock) && /^\s*[)\]}]/.test(text.line(to)) ? 1 : 0;
        add({ from, to: to - closes, kind: comments.has(node.name) ? "comment" : "code" });
      }
      return !definitions.closed.has(node.name) || folds.size > 0;
    },
  });
  return [...byLine.values()].sort((a, b) => a.from - b.from).slice(0, MOST_FOLDS);
}
