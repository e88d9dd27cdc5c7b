/** What of a file's structure is shown, and in which order. */
import type { OutlineView as Kept } from "../../preload/contract/settings";
import type { Symbol } from "./outline";

export type OutlineView = Readonly<Omit<Kept, "hidden">> & { readonly hidden: readonly string[] };

/** The deepest level that the control knows: all. */
export const ALL_DEPTHS = 7;

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

interface Branch {
  readonly symbol: Symbol;
  readonly inside: Branch[];
}

/** Those of the kinds and depths that are wanted, in the order that is wanted; `depth` is as before. */
export function shownSymbols(
  symbols: readonly Symbol[],
  { sort, depth, hidden }: OutlineView,
): readonly Symbol[] {
  const shown = symbols.filter(
    (symbol) => !hidden.includes(symbol.kind) && (depth >= ALL_DEPTHS || symbol.depth < depth),
  );
  if (sort === "place") return shown;
  return inOrder(branches(shown));
}

/** What stands in what: cells hold nothing, for what is defined in them counts from the outermost as well. */
function branches(symbols: readonly Symbol[]): Branch[] {
  const top: Branch[] = [];
  const open: Branch[] = [];
  for (const symbol of symbols) {
    const branch: Branch = { symbol, inside: [] };
    while (open.length > 0 && (open.at(-1)?.symbol.depth ?? 0) >= symbol.depth) open.pop();
    (open.at(-1)?.inside ?? top).push(branch);
    open.push(branch);
  }
  return top;
}

function inOrder(list: readonly Branch[]): Symbol[] {
  return [...list]
    .sort((a, b) => byName.compare(a.symbol.name, b.symbol.name) || a.symbol.line - b.symbol.line)
    .flatMap(({ symbol, inside }) => [symbol, ...inOrder(inside)]);
}

/** The innermost of the shown symbols that holds a line, in whatever order they are. */
export function shownAt(symbols: readonly Symbol[], line: number): Symbol | undefined {
  let found: Symbol | undefined;
  for (const symbol of symbols)
    if (symbol.line <= line && line <= symbol.to && (!found || symbol.line >= found.line)) found = symbol;
  return found;
}
