import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { mathRules } from "../../../../preload/notebook/math-rules";
import { drawLatex, drawMath } from "./draw-math";

describe("LaTeX", () => {
  it("is drawn with its words, in any delimiters", () => {
    expect(drawLatex("$x$ and $$y$$ <b>")).toMatch(/katex.* and .*katex-display.*&lt;b>/s);
    expect(drawLatex(String.raw`\begin{aligned}x &= 1\end{aligned}`)).toContain("katex-display");
    expect(drawLatex("x^2")).toContain("katex-display");
  });

  it("that is wrong or has no end is refused with KaTeX's words", () => {
    expect(() => drawLatex(String.raw`$\frac{1$`)).toThrow(/KaTeX/);
    expect(() => drawLatex(String.raw`$\def\a{\a\a}\a$`)).toThrow(/Too many expansions/);
  });

  it("has no links, pictures or styles of its own", () => {
    const html = drawMath(
      String.raw`\href{javascript:x}{a}\includegraphics{http://a.org/b.png}\htmlStyle{position:fixed}{c}`,
      false,
    );
    expect(html).not.toMatch(/<a |<img|fixed;|href="/);
  });
});

describe("mathematics in Markdown", () => {
  const markdown = new MarkdownIt({ html: false });
  mathRules(markdown, drawMath);
  const formulas = (text: string) => markdown.render(text).match(/class="katex"/g)?.length ?? 0;

  it("stands between dollars or brackets, in a line and by itself", () => {
    expect(formulas("a $x$, \\(y\\) and\n\n$$\nz\n$$\n\n\\[w\\]")).toBe(4);
  });

  it("prices and code are none", () => {
    expect(formulas("from $5 to $6, `$x$`, \\$y\\$")).toBe(0);
  });
});
