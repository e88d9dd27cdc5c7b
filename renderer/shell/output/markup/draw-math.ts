/** LaTeX to HTML by KaTeX, within limits: macros cannot expand for ever, nothing is larger than a page. */
import katex from "katex";

/** Most expansions of macros in one formula. */
const MOST_EXPANSIONS = 1000;
/** Largest size that a formula may ask for, in em. */
const LARGEST_EM = 50;

/**
 * @param display by itself on a line, instead of in one
 * @throws Error with KaTeX's words when `strict` and the formula is wrong; else it is shown as it is, in red
 */
export function drawMath(source: string, display: boolean, strict = false): string {
  return katex.renderToString(source, {
    displayMode: display,
    throwOnError: strict,
    errorColor: "var(--dead)",
    maxExpand: MOST_EXPANSIONS,
    maxSize: LARGEST_EM,
    trust: false,
    strict: "ignore",
  });
}

/** What begins mathematics in a text/latex output: a delimiter, or an environment. */
const BEGINS = /\$\$?|\\[[(]|\\begin\{([a-z]+\*?)\}/g;
const ENDS: Readonly<Record<string, string>> = { $$: "$$", "\\[": "\\]", "\\(": "\\)" };

interface Part {
  readonly from: number;
  readonly to: number;
  readonly source: string;
  readonly display: boolean;
}

/** Mathematics between delimiters, or in an environment up to the last end of it. An end that is missing is looked for once. */
function* partsOf(text: string): Generator<Part> {
  const lastEnds = new Map<string, number>();
  for (const { index, 0: end, 1: name = "" } of text.matchAll(/\\end\{([a-z]+\*?)\}/g))
    lastEnds.set(name, index + end.length);
  const missing = new Set<string>();
  const begins = new RegExp(BEGINS);
  for (let found = begins.exec(text); found; found = begins.exec(text)) {
    const [begin, name] = found;
    const from = found.index;
    const inside = from + begin.length;
    if (name !== undefined) {
      const to = lastEnds.get(name) ?? 0;
      if (to < inside) continue;
      yield { from, to, source: text.slice(from, to), display: true };
      begins.lastIndex = to;
      continue;
    }
    const end = missing.has(begin)
      ? -1
      : begin === "$"
        ? dollar(text, inside)
        : text.indexOf(ENDS[begin] ?? "", inside + 1);
    if (end === -1) {
      missing.add(begin);
      continue;
    }
    if (end === inside) continue;
    const to = end + (ENDS[begin] ?? "$").length;
    yield { from, to, source: text.slice(inside, end), display: begin === "$$" || begin === "\\[" };
    begins.lastIndex = to;
  }
}

/** The next dollar sign without a backslash before it, or -1. */
function dollar(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "$") return at;
  }
  return -1;
}

/**
 * A whole text/latex output as HTML. Without any delimiter it is one formula.
 * @throws Error with KaTeX's words when a formula in it is wrong
 */
export function drawLatex(source: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const part of partsOf(source)) {
    parts.push(words(source.slice(at, part.from)));
    parts.push(drawMath(part.source, part.display, true));
    at = part.to;
  }
  if (at === 0) return drawMath(source, true, true);
  parts.push(words(source.slice(at)));
  return parts.join("");
}

function words(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
