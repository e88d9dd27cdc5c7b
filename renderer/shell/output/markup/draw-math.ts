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

/** What parts a text/latex output: mathematics between delimiters or in an environment, and words. */
const PARTS =
  /\$\$([\s\S]+?)\$\$|\$((?:\\[\s\S]|[^\\$])+?)\$|\\\[([\s\S]+?)\\\]|\\\(([\s\S]+?)\\\)|(\\begin\{([a-z]+\*?)\}[\s\S]*\\end\{\6\})/g;

/**
 * A whole text/latex output as HTML. Without any delimiter it is one formula.
 * @throws Error with KaTeX's words when a formula in it is wrong
 */
export function drawLatex(source: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const found of source.matchAll(PARTS)) {
    parts.push(words(source.slice(at, found.index)));
    const [, display, inline, bracketed, parenthesized, environment] = found;
    const block = display ?? bracketed ?? environment;
    parts.push(drawMath(block ?? inline ?? parenthesized ?? "", block !== undefined, true));
    at = found.index + found[0].length;
  }
  if (at === 0) return drawMath(source, true, true);
  parts.push(words(source.slice(at)));
  return parts.join("");
}

function words(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
