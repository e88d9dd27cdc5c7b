/** A text as its grammar reads it: what cells, statements, outline and folding are made from. */
import type { SyntaxNode, Tree } from "@lezer/common";
import { CodeText } from "./code-text";
import { type Grammar, grammarOf } from "./grammars";

/** Of a language without a grammar only the lines are known. */
export interface Code {
  readonly text: CodeText;
  /** What begins a line comment, or null. */
  readonly comment: string | null;
  readonly syntax: { readonly grammar: Grammar; readonly tree: Tree } | null;
}

/** Lines from 1, both ends included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads a text at once.
 * @param language Monaco's id
 * @param comment what begins a line comment in it, or null
 */
export function readCode(text: string, language: string, comment: string | null): Code {
  const grammar = grammarOf(language);
  return {
    text: new CodeText(text),
    comment,
    syntax: grammar && { grammar, tree: grammar.parser.parse(text) },
  };
}

/** The innermost node that has `offset` inside or begins there. */
export function nodeAt({ syntax }: Code, offset: number): SyntaxNode | null {
  return syntax?.tree.resolveInner(offset, 1) ?? null;
}

/** Whether a comment stands at the offset. Where there is no grammar, a line that begins as a comment does. */
export function isComment(code: Code, offset: number): boolean {
  const { syntax, comment, text } = code;
  if (!syntax) return comment !== null && text.text.startsWith(comment, offset);
  return syntax.grammar.comments.has(nodeAt(code, offset)?.name ?? "");
}

/** Whether a comment begins at the offset, so that nothing before it belongs to it. */
export function beginsComment(code: Code, offset: number): boolean {
  return isComment(code, offset) && (!code.syntax || nodeAt(code, offset)?.from === offset);
}

/** Whether the line begins within a string that was begun before it: then its spaces are the string's. */
export function beginsInString(code: Code, line: number): boolean {
  const { syntax, text } = code;
  const start = text.start(line);
  for (let node = syntax?.tree.resolve(start, 0) ?? null; node; node = node.parent) {
    if (syntax?.grammar.strings.has(node.name) && node.from < start && start < node.to) return true;
  }
  return false;
}

/** Whether anything but comments stands in the lines. */
export function hasCode(code: Code, { from, to }: LineRange): boolean {
  const { text } = code;
  for (let line = from; line <= Math.min(to, text.lineCount); line++) {
    const at = text.firstChar(line);
    if (at < text.end(line) && !isComment(code, at)) return true;
  }
  return false;
}
