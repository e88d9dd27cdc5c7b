import type { SymbolKind } from "../definitions";

/** What the protocol's SymbolKind is among ours; the others are values of some sort. */
export const symbolKindOf: Readonly<Record<number, SymbolKind>> = {
  2: "module",
  3: "module",
  4: "module",
  5: "class",
  6: "method",
  9: "method",
  10: "class",
  11: "class",
  12: "function",
  13: "variable",
  14: "variable",
  15: "heading",
  23: "class",
};

/** Languages of data: what their servers tell are the kinds of the values, of a string or a list. */
const DATA: ReadonlySet<string> = new Set(["json", "yaml"]);
/** Languages of elements, which their servers call fields. */
const MARKUP: ReadonlySet<string> = new Set(["html", "xml"]);
const FIELD = 8;

/** What a server's kind of symbol is in a file of a language (Monaco's id). */
export function symbolKindIn(language: string, kind: number): SymbolKind {
  if (DATA.has(language)) return "property";
  if (MARKUP.has(language)) return kind === FIELD ? "element" : "property";
  return symbolKindOf[kind] ?? "property";
}
