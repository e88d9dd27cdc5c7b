/** Finds the expression that ends at a place in the text, as completion and inspection need it. */
import { type Token, tokenizer, tokTypes } from "acorn";

/** The tokens of `code`, as far as it can be read as JavaScript. */
function tokensOf(code: string): Token[] {
  const tokens: Token[] = [];
  try {
    // The space lets a `?.` at the end be read as one.
    for (const token of tokenizer(`${code} `, { ecmaVersion: "latest" })) tokens.push(token);
  } catch {
    // Unfinished text ends in the middle of a token.
  }
  return tokens;
}

/** Where the operand that ends with the token at `last` begins, as an index of tokens, or undefined. */
function operandStart(tokens: readonly Token[], last: number): number | undefined {
  let at = last;
  for (;;) {
    const token = tokens[at];
    if (!token) return undefined;
    if (
      token.type === tokTypes.parenR ||
      token.type === tokTypes.bracketR ||
      token.type === tokTypes.braceR
    ) {
      const open = openingOf(tokens, at);
      if (open === undefined) return undefined;
      const before = tokens[open - 1];
      // `f(x)` and `a[0]` go on to the left; `(x)`, `[1]` and `{}` stand alone.
      const goesOn = token.type !== tokTypes.braceR && before !== undefined && isOperandEnd(before);
      if (!goesOn) return open;
      at = open - 1;
      continue;
    }
    if (token.type === tokTypes.backQuote) {
      const open = tokens.findLastIndex(({ type }, index) => index < at && type === tokTypes.backQuote);
      return open < 0 ? undefined : open;
    }
    if (!isOperandEnd(token)) return undefined;
    const dot = tokens[at - 1]?.type;
    if (dot === tokTypes.dot || dot === tokTypes.questionDot) at -= 2;
    else return tokens[at - 1]?.type === tokTypes._new ? at - 1 : at;
  }
}

function openingOf(tokens: readonly Token[], close: number): number | undefined {
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    const type = tokens[at]?.type;
    if (type === tokTypes.parenR || type === tokTypes.bracketR || type === tokTypes.braceR) depth++;
    if (type === tokTypes.parenL || type === tokTypes.bracketL || type === tokTypes.braceL) depth--;
    if (type === tokTypes.dollarBraceL) depth--;
    if (depth === 0) return at;
  }
  return undefined;
}

function isOperandEnd({ type }: Token): boolean {
  const values = [tokTypes.name, tokTypes.string, tokTypes.num, tokTypes.regexp, tokTypes.privateId];
  const closers = [tokTypes.parenR, tokTypes.bracketR, tokTypes.braceR, tokTypes.backQuote];
  const words = [tokTypes._this, tokTypes._true, tokTypes._false, tokTypes._super];
  return [...values, ...closers, ...words].includes(type);
}

export interface Beginning {
  /** What stands before the dot, or undefined when a plain name begins here. */
  readonly object: string | undefined;
  /** The part of the name that is there, and where it begins. */
  readonly prefix: string;
  readonly start: number;
}

/** What is being typed at the end of `code`: a name, or a member of an object. Undefined inside strings and comments. */
export function beginningAt(code: string): Beginning | undefined {
  const start = nameStart(code);
  const prefix = code.slice(start);
  const head = code.slice(0, start);
  const tokens = tokensOf(head);
  const last = tokens.at(-1);
  // Between the last token and the name only spaces may stand; anything else is an unfinished string or comment.
  if (head.slice(last?.end ?? 0).trim() !== "") return undefined;
  if (last?.type !== tokTypes.dot && last?.type !== tokTypes.questionDot)
    return { object: undefined, prefix, start };
  const from = operandStart(tokens, tokens.length - 2);
  const first = from === undefined ? undefined : tokens[from];
  return first && { object: head.slice(first.start, last.start), prefix, start };
}

/** Where the name begins that the code ends with; its length where it ends with none. */
function nameStart(code: string): number {
  let start = code.length;
  for (let at = code.length; at > 0; ) {
    const pair = /[\udc00-\udfff]/.test(code.charAt(at - 1)) ? 2 : 1;
    const one = code.slice(Math.max(0, at - pair), at);
    if (!/^[\p{ID_Continue}$]$/u.test(one)) break;
    at -= one.length;
    if (/^[\p{ID_Start}$_]$/u.test(one)) start = at;
  }
  return start;
}

/** The expression that the name at `cursor` ends, members and all: `a.b.c` with the cursor anywhere in `c`. */
export function expressionAt(code: string, cursor: number): string | undefined {
  const rest = /^[\p{ID_Continue}$]*/u.exec(code.slice(cursor))?.[0] ?? "";
  let text = code.slice(0, cursor + rest.length);
  // In `fit(` the function is meant.
  if (rest === "") text = text.replace(/\(\s*$/, "");
  const tokens = tokensOf(text);
  const from = operandStart(tokens, tokens.length - 1);
  const first = from === undefined ? undefined : tokens[from];
  if (!first || text.slice(tokens.at(-1)?.end ?? 0).trim() !== "") return undefined;
  return text.slice(first.start);
}
