/**
 * The statement at a line: what "run selection or statement" sends when nothing is selected. It comes from the grammar's
 * tree, also where the code does not parse yet: what the parser could not place is put with the statement before it.
 */
import type { SyntaxNode } from "@lezer/common";
import { beginsInString, type Code, type LineRange } from "./code";
import type { CodeText } from "./code-text";
import type { Grammar } from "./grammars";

/** A statement with all that belongs to it, as nodes that stand beside each other. */
interface Statement extends LineRange {
  readonly nodes: readonly SyntaxNode[];
}

interface Reading {
  readonly code: Code;
  readonly grammar: Grammar;
}

/** Where what a node says ends: of a block not the blank lines and comments after its last statement. */
function endOf({ code, grammar }: Reading, node: SyntaxNode): number {
  const { text } = code.text;
  let last: SyntaxNode = node;
  while (grammar.offside && !grammar.strings.has(last.name)) {
    let child: SyntaxNode | null = last.lastChild;
    while (child && (grammar.comments.has(child.name) || child.from === child.to)) child = child.prevSibling;
    if (!child) break;
    last = child;
  }
  let end = last.to;
  while (end > last.from && /\s/.test(text[end - 1] as string)) end--;
  return end;
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** How far a line is indented, in characters. */
function column(text: CodeText, line: number): number {
  return text.firstChar(line) - text.start(line);
}

/** Puts nodes of one block together to statements: those on one line, and what goes on from one line to the next. */
function statementsOf(reading: Reading, nodes: readonly SyntaxNode[]): Statement[] {
  const { grammar, code } = reading;
  const { text } = code;
  const found: { from: number; to: number; nodes: SyntaxNode[] }[] = [];
  for (const node of nodes) {
    if (grammar.comments.has(node.name) || node.from === node.to) continue;
    const from = text.lineAt(node.from);
    const to = text.lineAt(Math.max(endOf(reading, node) - 1, node.from));
    const before = found.at(-1);
    const isDeeper = before !== undefined && column(text, from) > column(text, before.from);
    if (before && (from <= before.to || goesOn(reading, node, isDeeper))) {
      before.nodes.push(node);
      before.to = Math.max(before.to, to);
    } else found.push({ from, to, nodes: [node] });
  }
  return found;
}

/** Whether a node that stands on a line of its own belongs to the statement before: only in code that does not parse. */
function goesOn({ grammar, code }: Reading, node: SyntaxNode, isDeeper: boolean): boolean {
  if (grammar.offside && isDeeper) return true;
  if (!node.type.isError && !node.firstChild?.firstChild?.type.isError) return false;
  grammar.goesOn.lastIndex = node.from;
  return grammar.goesOn.test(code.text.text);
}

/** The block that holds the line: the node itself, or the first one inside it on the way to the line. */
function blockAt(reading: Reading, node: SyntaxNode, line: number): SyntaxNode | null {
  const { code, grammar } = reading;
  const { text } = code;
  if (grammar.blocks.has(node.name)) {
    const isInside = text.lineAt(node.from) < line && (grammar.offside || line < text.lineAt(node.to - 1));
    return isInside ? node : null;
  }
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.to <= text.start(line)) continue;
    const inner = blockAt(reading, child, line);
    if (inner || child.from > text.start(line)) return inner;
  }
  return null;
}

/** What stands in a block, without the signs and words that begin and end it. */
function inBlock({ code }: Reading, block: SyntaxNode): readonly SyntaxNode[] {
  const { text } = code.text;
  return childrenOf(block).filter(
    ({ name, from, to }) => name !== text.slice(from, to) && !/Block(?:Open|Close)Brace/.test(name),
  );
}

/** Among nodes of one block: the innermost statement that holds the line, or the next one. */
function statementAmong(reading: Reading, nodes: readonly SyntaxNode[], line: number): LineRange | null {
  const statement = statementsOf(reading, nodes).find(({ to }) => to >= line);
  if (!statement || statement.from >= line) return statement ?? null;
  for (const node of statement.nodes) {
    const block = blockAt(reading, node, line);
    const inner = block && statementAmong(reading, inBlock(reading, block), line);
    if (inner) return inner;
  }
  // In code that does not parse, the lines of a body stand beside their head.
  const { text } = reading.code;
  const own = statement.nodes.findIndex((node) => text.lineAt(node.from) === line && !node.type.isError);
  if (own < 0) return statement;
  const isInBody = (node: SyntaxNode) => {
    const at = text.lineAt(node.from);
    return at > statement.from && column(text, at) > column(text, statement.from);
  };
  let [first, last] = [own, own];
  while (first > 0 && isInBody(statement.nodes[first - 1] as SyntaxNode)) first--;
  while (last < statement.nodes.length && isInBody(statement.nodes[last] as SyntaxNode)) last++;
  return statementAmong(reading, statement.nodes.slice(first, last), line) ?? statement;
}

/**
 * The statement of a text that holds a line, or the next one after it: a whole compound statement when the line is its
 * head or one of its own clauses, with decorators; inside a body the statement there.
 * @returns null where there is none at or after the line
 */
export function statementAt(code: Code, line: number): LineRange | null {
  const { syntax, text } = code;
  if (syntax) {
    const found = statementAmong({ code, grammar: syntax.grammar }, childrenOf(syntax.tree.topNode), line);
    return found && { from: found.from, to: found.to };
  }
  for (let at = line; at <= text.lineCount; at++) {
    if (text.firstChar(at) < text.end(at)) return { from: at, to: at };
  }
  return null;
}

/** The statements that stand in no other one, in the order of their lines. */
export function topStatements({ syntax, ...code }: Code): readonly LineRange[] {
  if (!syntax) return [];
  const reading = { code: { syntax, ...code }, grammar: syntax.grammar };
  return statementsOf(reading, childrenOf(syntax.tree.topNode)).map(({ from, to }) => ({ from, to }));
}

/**
 * Lines of a text, moved left by the indentation of the first one that is not blank, so that lines from inside a
 * function run by themselves. What stands in strings of several lines stays as it is.
 */
export function dedentedLines(code: Code, { from, to }: LineRange): string {
  const lines = code.text.lines(from, to);
  const first = lines.find((line) => line.trim() !== "") ?? "";
  const indent = first.slice(0, first.length - first.trimStart().length);
  if (indent === "") return lines.join("\n");
  return lines
    .map((line, index) => (beginsInString(code, from + index) ? line : withoutIndent(line, indent)))
    .join("\n");
}

/** Without as much of the indentation as the line has. */
function withoutIndent(line: string, indent: string): string {
  let shared = 0;
  while (shared < indent.length && line[shared] === indent[shared]) shared++;
  return line.slice(shared);
}
