/** What LaTeX's grammar cannot say: text that is taken as it is, up to the end that its begin names. */
import { ExternalTokenizer, type InputStream } from "@lezer/lr";
import { InlineVerbatim, Optional, Verbatim } from "./latex-parser.terms";

const BEGIN = "\\begin{";
const INLINE = "\\verb";
const ENVIRONMENTS = ["verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "comment", "filecontents"];
/** The end of \verb and of an optional argument is looked for so far, in UTF-16 units. */
const MOST_INLINE = 1_000;
const LINE_FEED = 10;

/** Whether a word stands at that distance. */
function isAt(input: InputStream, offset: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (input.peek(offset + i) !== word.charCodeAt(i)) return false;
  return true;
}

export const verbatim = new ExternalTokenizer((input) => {
  if (input.next !== 92) return;
  if (isAt(input, 0, BEGIN)) {
    const name = ENVIRONMENTS.find((each) => isAt(input, BEGIN.length, `${each}}`));
    if (name === undefined) return;
    const end = `\\end{${name}}`;
    for (let i = BEGIN.length + name.length + 1; i > 0; i--) input.advance();
    // Without an end it goes on to that of the file, as LaTeX reads it.
    for (; input.next >= 0; input.advance()) {
      if (input.next !== 92 || !isAt(input, 0, end)) continue;
      input.acceptToken(Verbatim, end.length);
      return;
    }
    input.acceptToken(Verbatim);
    return;
  }
  if (!isAt(input, 0, INLINE)) return;
  const start = input.peek(INLINE.length) === 42 ? INLINE.length + 1 : INLINE.length;
  const mark = input.peek(start);
  // A letter goes on with the command's name (\verbatiminput).
  if (mark <= 32 || (mark >= 65 && mark <= 90) || (mark >= 97 && mark <= 122)) return;
  for (let at = start + 1; at < MOST_INLINE; at++) {
    const code = input.peek(at);
    if (code < 0 || code === LINE_FEED) return;
    if (code === mark) {
      input.acceptToken(InlineVerbatim, at + 1);
      return;
    }
  }
});

export const optional = new ExternalTokenizer((input) => {
  if (input.next !== 91) return;
  for (let at = 1; at < MOST_INLINE; at++) {
    const code = input.peek(at);
    // One that begins within it is not its end: the inner one is the optional argument.
    if (code < 0 || code === LINE_FEED || code === 91) return;
    if (code !== 93) continue;
    input.acceptToken(Optional, at + 1);
    return;
  }
});
