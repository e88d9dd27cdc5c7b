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
  15: "heading",
  23: "class",
};
