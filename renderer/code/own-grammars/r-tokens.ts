/** What R's grammar cannot say: which line ends end a statement, and where a raw string ends. */
import { ContextTracker, ExternalTokenizer } from "@lezer/lr";
import {
  BraceL,
  BraceR,
  BracketL,
  BracketR,
  newline,
  ParenL,
  ParenR,
  RawString,
  skippedNewline,
} from "./r-parser.terms";

const LINE_FEED = 10;
const RETURN = 13;

/** The innermost bracket that is open: within round and square ones a line end means nothing. */
class Bracket {
  readonly hash: number;

  constructor(
    readonly parent: Bracket | null,
    readonly skips: boolean,
  ) {
    this.hash = ((parent ? parent.hash * 31 : 7) + (skips ? 1 : 2)) | 0;
  }
}

export const brackets = new ContextTracker<Bracket>({
  start: new Bracket(null, false),
  shift: (context, term) => {
    if (term === ParenL || term === BracketL) return new Bracket(context, true);
    if (term === BraceL) return new Bracket(context, false);
    if (term === ParenR || term === BracketR || term === BraceR) return context.parent ?? context;
    return context;
  },
  hash: ({ hash }) => hash,
});

/** So far an `else` on a line of its own is looked for, in UTF-16 units: comments may stand before it. */
const MOST_AHEAD = 2_000;

const isWord = (code: number) =>
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 46 ||
  code === 95 ||
  code > 127;

/** Whether the next word is `else`. */
function isBeforeElse(peek: (offset: number) => number): boolean {
  let at = 1;
  for (; at < MOST_AHEAD; at++) {
    let code = peek(at);
    if (code === 35) while (at < MOST_AHEAD && code !== LINE_FEED && code >= 0) code = peek(++at);
    if (code !== 32 && code !== 9 && code !== LINE_FEED && code !== RETURN) break;
  }
  for (const letter of "else") if (peek(at++) !== letter.charCodeAt(0)) return false;
  return !isWord(peek(at));
}

/** A line end ends a statement where one can end: not after an operator, within brackets, or before `else`. */
export const newlines = new ExternalTokenizer(
  (input, stack) => {
    if (input.next === RETURN) input.advance();
    if (input.next !== LINE_FEED) return;
    const skipped =
      (stack.context as Bracket).skips ||
      !stack.canShift(newline) ||
      isBeforeElse((offset) => input.peek(offset));
    input.acceptToken(skipped ? skippedNewline : newline, 1);
  },
  { contextual: true },
);

const CLOSING = new Map([
  [40, 41],
  [91, 93],
  [123, 125],
]);

/** r"---( ... )---", whose end has as many dashes as its begin. One that is not closed goes to the end, as R reads it. */
export const rawStrings = new ExternalTokenizer((input) => {
  const first = input.peek(0);
  if (first !== 114 && first !== 82) return;
  const quote = input.peek(1);
  if (quote !== 34 && quote !== 39) return;
  let dashes = 0;
  while (input.peek(2 + dashes) === 45) dashes++;
  const close = CLOSING.get(input.peek(2 + dashes));
  if (close === undefined) return;
  for (let i = 0; i < 3 + dashes; i++) input.advance();
  // How many dashes stand behind the last bracket that may close it; -1 for no such bracket.
  let seen = -1;
  for (; input.next >= 0; input.advance()) {
    if (seen === dashes && input.next === quote) {
      input.acceptToken(RawString, 1);
      return;
    }
    seen = input.next === close ? 0 : seen >= 0 && input.next === 45 ? seen + 1 : -1;
  }
  input.acceptToken(RawString);
});
