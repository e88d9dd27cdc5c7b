/** What a file is made of: its cells and, for Python, its classes and functions. Read line by line. */
import { t } from "../../preload/texts/texts";
import { findCells } from "./cells";

export interface Symbol {
  readonly kind: "cell" | "class" | "function" | "method";
  readonly name: string;
  /** From 1. */
  readonly line: number;
  /** 0 for the outermost; cells do not count. */
  readonly depth: number;
}

const DEFINITION = /^([ \t]*)(?:async\s+)?(def|class)\s+([\p{L}_][\p{L}\p{N}_]*)/u;
const TRIPLE = /"""|'''/g;

/** Classes and functions of a Python text, those in strings of several lines left out. */
function pythonDefinitions(lines: readonly string[]): Symbol[] {
  const found: Symbol[] = [];
  const open: { indent: number; kind: Symbol["kind"] }[] = [];
  let quote: string | null = null;
  lines.forEach((text, index) => {
    const definition = quote === null ? DEFINITION.exec(text) : null;
    if (definition) {
      const indent = (definition[1] ?? "").replace(/\t/g, "        ").length;
      while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop();
      const kind =
        definition[2] === "class" ? "class" : open.at(-1)?.kind === "class" ? "method" : "function";
      found.push({ kind, name: definition[3] ?? "", line: index + 1, depth: open.length });
      open.push({ indent, kind });
    }
    for (const [mark] of (quote === null ? text.replace(/#(?=[^"']*$).*/, "") : text).matchAll(TRIPLE)) {
      if (quote === null) quote = mark;
      else if (quote === mark) quote = null;
    }
  });
  return found;
}

/**
 * The symbols of a text in the order of their lines.
 * @param language Monaco's id
 * @param comment what begins a line comment, or null
 */
export function readStructure(
  lines: readonly string[],
  language: string,
  comment: string | null,
): readonly Symbol[] {
  const cells = findCells(lines, comment)
    .filter((cell) => cell.hasTitle)
    .map(
      (cell): Symbol => ({
        kind: "cell",
        name: cell.title || t("Cell at line {line}", { line: String(cell.from) }),
        line: cell.from,
        depth: 0,
      }),
    );
  const definitions = language === "python" ? pythonDefinitions(lines) : [];
  return [...cells, ...definitions].sort((a, b) => a.line - b.line);
}

/** The symbol that a line stands in: the last one that begins at or before it. */
export function symbolAt(symbols: readonly Symbol[], line: number): Symbol | undefined {
  return symbols.findLast((symbol) => symbol.line <= line);
}
