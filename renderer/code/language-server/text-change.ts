/** The one change between two texts, as servers are told of it. */
import type * as lsp from "vscode-languageserver-protocol";

/**
 * The smallest stretch that differs. Linear in the texts' length.
 * @returns undefined when they are the same
 */
export function changeBetween(before: string, after: string): lsp.TextDocumentContentChangeEvent | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before.charCodeAt(same) === after.charCodeAt(same)) same++;
  // No half of a line end and of a pair of surrogates is kept.
  while (same > 0 && isWithin(before, after, same)) same--;
  let tail = 0;
  while (
    tail < shorter - same &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  while (tail > 0 && isWithin(before, before, before.length - tail)) tail--;
  const start = placeAfter({ line: 0, character: 0 }, before.slice(0, same));
  const end = placeAfter(start, before.slice(same, before.length - tail));
  return { range: { start, end }, text: after.slice(same, after.length - tail) };
}

/** Whether a cut there parts what is one sign in either text. */
function isWithin(a: string, b: string, at: number): boolean {
  const before = a.charCodeAt(at - 1);
  if (before >= 0xd800 && before < 0xdc00) return true;
  return before === 13 && (a.charCodeAt(at) === 10 || b.charCodeAt(at) === 10);
}

function placeAfter(from: lsp.Position, text: string): lsp.Position {
  let lines = 0;
  let last = -1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    lines++;
    last = at;
  }
  const character = lines > 0 ? text.length - last - 1 : from.character + text.length;
  return { line: from.line + lines, character };
}
