/** What is looked for in a shell's output, and where it stands in a line. */
import { t } from "../../../preload/texts/texts";

export interface FindQuery {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly regex: boolean;
}

/** In one line at most so many places are told. */
const MOST_IN_LINE = 10_000;

/** Finds places in a line: calls back with each one's first column and the one behind its last, in UTF-16 units. */
export type LineFinder = (line: string, found: (start: number, end: number) => void) => void;

/**
 * Makes a query ready.
 * @throws Error with a sentence when its regular expression is none
 */
export function compileQuery({ text, matchCase, wholeWord, regex }: FindQuery): LineFinder {
  const plain = !regex && !wholeWord;
  if (plain && (matchCase || text.toLowerCase() === text.toUpperCase())) return plainFinder(text);
  const source = regex ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const word = wholeWord ? `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])` : source;
  const pattern = compile(word, matchCase ? "gu" : "giu", matchCase ? "g" : "gi");
  return (line, found) => {
    pattern.lastIndex = 0;
    for (let count = 0; count < MOST_IN_LINE; count++) {
      const match = pattern.exec(line);
      if (!match) return;
      const end = match.index + match[0].length;
      // What matches nothing can be shown nowhere.
      if (match[0] === "") pattern.lastIndex += (line.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
      else found(match.index, end);
      if (pattern.lastIndex > line.length) return;
    }
  };
}

function plainFinder(text: string): LineFinder {
  return (line, found) => {
    let count = 0;
    for (
      let at = line.indexOf(text);
      at !== -1 && count < MOST_IN_LINE;
      at = line.indexOf(text, at + text.length)
    ) {
      found(at, at + text.length);
      count += 1;
    }
  };
}

/** With Unicode's rules, or without them for what is only an expression by the older ones ("\-"). */
function compile(source: string, flags: string, olderFlags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch {
    try {
      return new RegExp(source, olderFlags);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      const reason = said.replace(/^Invalid regular expression: .*?: (?=[^:]*$)/, "");
      throw new Error(t("This is no regular expression: {reason}.", { reason }));
    }
  }
}
