/** Mathematics in Markdown, as notebooks write it: $…$ and \(…\) in a line, $$…$$ and \[…\] for themselves. */
import type { MarkdownIt } from "markdown-it";

/** In a line: `$` begins before and ends behind something that is no space, and no digit follows ("$5 and $6"). */
const INLINE: readonly (readonly [start: string, pattern: RegExp, display: boolean])[] = [
  ["$", /\$\$([^$]+?)\$\$/y, true],
  ["$", /\$(?![\s$])((?:\\[\s\S]|[^\\$`])*?[^\s\\$`]|\\[\s\S])\$(?!\d)/y, false],
  ["\\(", /\\\(([\s\S]+?)\\\)/y, false],
  ["\\[", /\\\[([\s\S]+?)\\\]/y, true],
];
const BLOCK_ENDS: Readonly<Record<string, string>> = { $$: "$$", "\\[": "\\]" };

/**
 * Teaches a Markdown parser mathematics.
 * @param draw HTML of a formula; `display`: by itself on a line
 */
export function mathRules(md: MarkdownIt, draw: (source: string, display: boolean) => string): void {
  // Behind this place of a text an end is not to be found: who looks again for each beginning reads it all each time.
  const endless = new WeakMap<object, Map<string, number>>();
  const isMissing = (state: object, end: string, at: number) =>
    at >= (endless.get(state)?.get(end) ?? Number.POSITIVE_INFINITY);
  const noteMissing = (state: object, end: string, at: number) => {
    const known = endless.get(state) ?? new Map<string, number>();
    endless.set(state, known.set(end, Math.min(at, known.get(end) ?? at)));
  };
  md.inline.ruler.before("escape", "math", (state, silent) => {
    for (const [start, pattern, display] of INLINE) {
      if (!state.src.startsWith(start, state.pos) || isMissing(state, pattern.source, state.pos)) continue;
      pattern.lastIndex = state.pos;
      const found = pattern.exec(state.src);
      if (!found && start !== "$") noteMissing(state, pattern.source, state.pos);
      if (!found || pattern.lastIndex > state.posMax) continue;
      if (!silent) {
        const token = state.push("math", "", 0);
        token.content = found[1] ?? "";
        token.meta = { display };
      }
      state.pos = pattern.lastIndex;
      return true;
    }
    return false;
  });
  md.block.ruler.before(
    "fence",
    "math_block",
    (state, startLine, endLine, silent) => {
      const lineAt = (line: number) =>
        state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
      const first = lineAt(startLine).trim();
      const end = BLOCK_ENDS[first.slice(0, 2)];
      if (end === undefined || isMissing(state, `${end}${endLine}`, startLine)) return false;
      const parts: string[] = [];
      for (let line = startLine; line < endLine; line++) {
        const text = line === startLine ? first.slice(2) : lineAt(line);
        const at = text.trimEnd().endsWith(end) ? text.lastIndexOf(end) : -1;
        parts.push(at < 0 ? text : text.slice(0, at));
        if (at < 0) continue;
        if (silent) return true;
        const token = state.push("math_block", "", 0);
        token.content = parts.join("\n").trim();
        token.map = [startLine, line + 1];
        state.line = line + 1;
        return true;
      }
      noteMissing(state, `${end}${endLine}`, startLine);
      return false;
    },
    { alt: ["paragraph", "reference", "blockquote", "list"] },
  );
  md.renderer.rules.math = (tokens, i) => draw(tokens[i]?.content ?? "", tokens[i]?.meta?.display === true);
  md.renderer.rules.math_block = (tokens, i) => draw(tokens[i]?.content ?? "", true);
}
