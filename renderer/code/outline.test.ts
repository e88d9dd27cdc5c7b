import { describe, expect, it } from "vitest";
import { readCode } from "./code";
import { readOutline } from "./outline";
import "./grammar-tables";

const read = (text: string, language = "python") =>
  readOutline(readCode(text, language, "#")).map(({ kind, name, line, depth }) => [kind, name, line, depth]);

describe("structure of a file", () => {
  it("has cells, classes, methods and functions in order", () => {
    const text =
      "## Load\ndef load():\n    def inner():\n        pass\n\nclass Night(Base):\n    async def read(self): ...\n## Fit";
    expect(read(text)).toEqual([
      ["cell", "Load", 1, 0],
      ["function", "load", 2, 0],
      ["function", "inner", 3, 1],
      ["class", "Night", 6, 0],
      ["method", "read", 7, 1],
      ["cell", "Fit", 8, 0],
    ]);
  });

  it("leaves out what stands in a long string", () => {
    expect(read('"""\ndef not_this():\n"""\ndef this(): pass')).toEqual([["function", "this", 4, 0]]);
    expect(read('x = """one line"""\ndef this(): pass')).toEqual([["function", "this", 2, 0]]);
  });

  it("has only cells where there is no grammar", () => {
    expect(read("## a\ndef f():", "shell")).toEqual([["cell", "a", 1, 0]]);
  });

  it("is not misled by a mark for a comment in a string, nor by decorators", () => {
    expect(read("x = '#' + '\"\"\"'\n@a\ndef f(): pass\nif y:\n    class B: pass")).toEqual([
      ["function", "f", 3, 0],
      ["class", "B", 5, 0],
    ]);
  });

  it("knows what JavaScript and TypeScript define", () => {
    const text =
      "export class A {\n  m() {}\n}\nasync function f() {}\nconst g = () => 1, h = 2\ninterface I {}\nnamespace N { enum E {} }";
    expect(read(text, "typescript")).toEqual([
      ["class", "A", 1, 0],
      ["method", "m", 2, 1],
      ["function", "f", 4, 0],
      ["function", "g", 5, 0],
      ["class", "I", 6, 0],
      ["module", "N", 7, 0],
      ["class", "E", 7, 1],
    ]);
  });

  it("knows what Julia defines", () => {
    const text =
      "module M\nstruct A{T} <: B\nend\nfunction f(x)\nend\ng(x) = x^2\nmacro m(x)\nend\nend\nBase.show(io) = 1";
    expect(read(text, "julia")).toEqual([
      ["module", "M", 1, 0],
      ["class", "A", 2, 1],
      ["function", "f", 4, 1],
      ["function", "g", 6, 1],
      ["function", "m", 7, 1],
      ["function", "Base.show", 10, 0],
    ]);
  });

  it("knows what C++ defines", () => {
    const text =
      "namespace N {\nclass A {\n void m(int);\n int k() { return 1; }\n};\n}\nint *p() {}\nvoid N::A::m(int x) {}";
    expect(read(text, "cpp")).toEqual([
      ["module", "N", 1, 0],
      ["class", "A", 2, 1],
      ["method", "m", 3, 2],
      ["method", "k", 4, 2],
      ["function", "p", 7, 0],
      ["function", "N::A::m", 8, 0],
    ]);
  });

  it("knows what R defines", () => {
    const text = [
      "# setup ----",
      "area <- function(r) {",
      "  inner = function() 1",
      "  if (r) x",
      "  else y",
      "}",
      "`my var` <- \\(x) x |> area()",
      'Night <- R6Class("Night", public = list(',
      "  read = function(n = 1) {",
      "    n",
      "  },",
      "  size = NULL",
      "))",
      'setClass("Star", representation(name = "character"))',
      'setMethod("show", "Star", function(object) 1)',
      'text <- r"(not <- function() 1)"',
      "lapply(x, function(i) i)",
    ].join("\n");
    expect(read(text, "r")).toEqual([
      ["function", "area", 2, 0],
      ["function", "inner", 3, 1],
      ["function", "my var", 7, 0],
      ["class", "Night", 8, 0],
      ["method", "read", 9, 1],
      ["class", "Star", 14, 0],
      ["function", "show", 15, 0],
    ]);
  });

  it("knows the headings, environments and definitions of LaTeX", () => {
    const text = [
      "\\newcommand{\\vect}[1]{\\mathbf{#1}}",
      "\\begin{document}",
      "\\section{On $x_{1}$ [a]}",
      "% \\section{no}",
      "\\begin{verbatim}",
      "\\section{no}",
      "\\end{verbatim}",
      "\\subsection*[short]{Long}\\label{s}",
      "\\begin{figure}[ht]",
      "\\caption{A star}",
      "\\end{figure}",
      "100\\% of \\verb|\\section{x}|",
      "\\section{End}",
      "\\end{document}",
    ].join("\n");
    expect(read(text, "latex")).toEqual([
      ["function", "\\vect", 1, 0],
      ["heading", "On $x_{1}$ [a]", 3, 0],
      ["heading", "Long", 8, 1],
      ["environment", "figure: A star", 9, 2],
      ["heading", "End", 13, 0],
    ]);
  });

  it("has the headings of Markdown, each as far as the next of its rank", () => {
    const symbols = readOutline(readCode("# A\n## B\n```\n# no\n```\nC\n===\nx", "markdown", null));
    expect(symbols).toEqual([
      { kind: "heading", name: "A", line: 1, to: 5, depth: 0 },
      { kind: "heading", name: "B", line: 2, to: 5, depth: 1 },
      { kind: "heading", name: "C", line: 6, to: 8, depth: 0 },
    ]);
  });
});
