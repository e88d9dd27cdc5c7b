/** Lines of what is not printed: code, displays, sentences. The same array for the same, so that what is known of it lasts. */
import { COLOURED_TEXT } from "../../../preload/contract/coloured-text";
import { toLines } from "../../../preload/transcript/terminal";
import { mimeText, withoutLastFeeds } from "../../../preload/transcript/text";
import type { Lines, TextLine } from "../../../preload/transcript/transcript";
import type { Display } from "../output/content/picture";
import { textOfType } from "../output/content/representations";

const codes = new Map<string, Lines>();
const MOST_CODES = 5000;

/** Lines of code; the same array for the same code. */
export function codeLines(code: string): Lines {
  let lines = codes.get(code);
  if (!lines) {
    if (codes.size >= MOST_CODES) codes.clear();
    lines = withoutLastFeeds(code)
      .split("\n")
      .map((text) => ({ text }));
    codes.set(code, lines);
  }
  return lines;
}

const made = new WeakMap<object, readonly TextLine[]>();

/** Lines that are made once for an object. */
export function linesOf(owner: object, make: () => readonly TextLine[]): Lines {
  let lines = made.get(owner);
  if (!lines) {
    lines = make();
    made.set(owner, lines);
  }
  return lines;
}

const ofTypes = new WeakMap<object, Map<string, Lines>>();

/** The lines of a type of a mime bundle; the same array for the same. */
export function typeLines(data: Display["data"], type: string): Lines {
  let types = ofTypes.get(data);
  if (!types) {
    types = new Map();
    ofTypes.set(data, types);
  }
  let lines = types.get(type);
  if (!lines) {
    const coloured = type === "text/plain" ? mimeText(data[COLOURED_TEXT]) : undefined;
    lines = toLines(coloured ?? textOfType(data, type));
    types.set(type, lines);
  }
  return lines;
}

/** A sentence in lines of at most so many columns, cut between words. */
export function wrapWords(sentence: string, columns: number): Lines {
  const lines: string[] = [];
  for (const word of sentence.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((text) => ({ text }));
}
