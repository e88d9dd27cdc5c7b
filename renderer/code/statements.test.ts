import { describe, expect, it } from "vitest";
import { readCode } from "./code";
import { dedentedLines, statementAt } from "./statements";
import "./grammar-tables";

const at = (text: string, line: number, language = "python") => {
  const range = statementAt(readCode(text, language, "#"), line);
  return range && [range.from, range.to];
};

describe("the Python statement at a line", () => {
  it("is the line itself for a simple one", () => {
    expect(at("a = 1\nb = 2", 2)).toEqual([2, 2]);
  });

  it("is the next one from a blank line or a comment, and none at the end", () => {
    expect(at("\n# c\na = 1\n", 1)).toEqual([3, 3]);
    expect(at("a = 1\n\n", 2)).toBeNull();
  });

  it("goes on in open brackets, long strings and after a backslash, from any of its lines", () => {
    const call = "f(\n  1,\n\n  2,\n)\nb = 2";
    for (const line of [1, 2, 3, 4, 5]) expect(at(call, line)).toEqual([1, 5]);
    expect(at('s = """a\n\nb"""\nc', 3)).toEqual([1, 3]);
    expect(at("a = 1 + \\\n  2\nb", 2)).toEqual([1, 2]);
  });

  it("is not misled by brackets in strings and comments", () => {
    expect(at("a = '('\nb = 2", 2)).toEqual([2, 2]);
    expect(at("a = 1 # (\nb = 2", 2)).toEqual([2, 2]);
    expect(at("a = 'it\\'s ('\nb = 2", 2)).toEqual([2, 2]);
    expect(at("broken = 'abc\nb = 2", 2)).toEqual([2, 2]);
  });

  it("is the whole of a compound one at its head, with clauses and blank lines in it", () => {
    const text = "for x in y:\n    f(x)\n\n    g(x)\nelse:\n    h()\n\nz = 1";
    expect(at(text, 1)).toEqual([1, 6]);
    expect(at(text, 5)).toEqual([1, 6]);
  });

  it("is the inner one inside a body", () => {
    expect(at("for x in y:\n    f(x)\n    g(x)", 3)).toEqual([3, 3]);
    expect(at("def f():\n    if a:\n        b\n    else:\n        c\n    d", 4)).toEqual([2, 5]);
  });

  it("takes decorators with their function, from either line", () => {
    const text = "@a\n@b(1)\ndef f():\n    pass\nx = 1";
    for (const line of [1, 2, 3]) expect(at(text, line)).toEqual([1, 4]);
  });

  it("keeps try and its clauses together", () => {
    const text = "try:\n    a\nexcept E:\n    b\nfinally:\n    c\nd";
    expect(at(text, 3)).toEqual([1, 6]);
  });
});

describe("a Python statement in code that does not parse", () => {
  it("is not the rest of the file", () => {
    expect(at("x = (\ny = 2\ndef f():\n    pass\nz = 3", 5)).toEqual([5, 5]);
    expect(at("def f(\n  a=1\nx = 2\nprint(1)", 3)).toEqual([3, 3]);
    expect(at("x = foo.\ny = 2", 2)).toEqual([2, 2]);
    expect(at("x = foo.\ny = 2", 1)).toEqual([1, 1]);
  });

  it("keeps its clauses and its body", () => {
    const text = "if x\n    a\nelse:\n    b\nc = 1";
    expect(at(text, 1)).toEqual([1, 4]);
    expect(at(text, 3)).toEqual([1, 4]);
    expect(at(text, 2)).toEqual([2, 2]);
    expect(at(text, 5)).toEqual([5, 5]);
  });

  it("keeps what the grammar does not know in its brackets", () => {
    const text = "x = [\n    tuple[*tuple[T, ...]],\n    tuple[str, *tuple[int, ...]],\n]\ny = 1";
    for (const line of [1, 4]) expect(at(text, line)).toEqual([1, 4]);
    expect(at(text, 5)).toEqual([5, 5]);
  });

  it("is a line that only IPython knows", () => {
    expect(at("%matplotlib inline\nx = 1", 1)).toEqual([1, 1]);
    expect(at("!echo it's (\nx = 1", 2)).toEqual([2, 2]);
    expect(at("x = 1\nx?\ny = 2", 2)).toEqual([2, 2]);
  });
});

describe("a Python statement that begins with a soft keyword", () => {
  it("is a statement of its own where the word is a name", () => {
    const text = "a = 1\ncase = 2\nmatch = 3\ntype = 4";
    for (const line of [1, 2, 3, 4]) expect(at(text, line)).toEqual([line, line]);
  });

  it("is the whole match at its head and at each case", () => {
    const text = "match x:\n    case 1:\n        a\n    case _:\n        b\ncase = 2";
    for (const line of [1, 2, 4]) expect(at(text, line)).toEqual([1, 5]);
    expect(at(text, 3)).toEqual([3, 3]);
    expect(at(text, 6)).toEqual([6, 6]);
  });
});

describe("the statement in other languages", () => {
  it("is what the grammar says, the inner one in a body", () => {
    const text = "function f() {\n  a();\n  b(\n    1,\n  );\n}\nconst s = `\nx\n`;";
    expect(at(text, 1, "javascript")).toEqual([1, 6]);
    expect(at(text, 4, "javascript")).toEqual([3, 5]);
    expect(at(text, 6, "javascript")).toEqual([1, 6]);
    expect(at(text, 8, "typescript")).toEqual([7, 9]);
    expect(at("for i in 1:2\n  h(i)\nend\nx = 1", 1, "julia")).toEqual([1, 3]);
    expect(at("int f() {\n  return 1;\n}\nint x;", 4, "cpp")).toEqual([4, 4]);
  });

  it("is one line where there is no grammar, the next that is not blank", () => {
    expect(at("SELECT 1\n\nSELECT 2", 2, "sql")).toEqual([3, 3]);
    expect(at("\n", 1, "sql")).toBeNull();
  });
});

describe("dedenting", () => {
  const dedented = (text: string, from: number, to: number) =>
    dedentedLines(readCode(text, "python", "#"), { from, to });

  it("takes the first line's indentation away from all", () => {
    expect(dedented("if x:\n    a\n      b\n\n    c", 2, 5)).toBe("a\n  b\n\nc");
    expect(dedented("a\n  b", 1, 2)).toBe("a\n  b");
  });

  it("leaves strings as they are, also those with less indentation", () => {
    const text =
      'class A:\n    def f(self):\n        """Says\n  a thing.\n            b\n"""\n        return 1';
    expect(dedented(text, 2, 7)).toBe(
      'def f(self):\n    """Says\n  a thing.\n            b\n"""\n    return 1',
    );
  });

  it("is not stopped by a comment or a bracket that stands further left", () => {
    expect(dedented("def f():\n    if a:\n# why\n        b(\n  1)", 2, 5)).toBe("if a:\n# why\n    b(\n1)");
  });
});

describe("the R statement at a line", () => {
  const text = [
    "x <-",
    "  1 +",
    "  2",
    "f <- function(a) {",
    "  b <- a",
    "  b",
    "}",
    "if (x) {",
    "  1",
    "} else {",
    "  2",
    "}",
    "df |>",
    "  filter(a,",
    "    b) |>",
    "  select(c) # %>%",
    "y = 3; z",
  ].join("\n");

  it("goes on after operators and within brackets, and takes `else` along", () => {
    for (const line of [1, 2, 3]) expect(at(text, line, "r")).toEqual([1, 3]);
    expect(at(text, 8, "r")).toEqual([8, 12]);
    for (const line of [13, 14, 15, 16]) expect(at(text, line, "r")).toEqual([13, 16]);
    expect(at(text, 17, "r")).toEqual([17, 17]);
  });

  it("is the whole function at its head, and its own statement inside", () => {
    expect(at(text, 4, "r")).toEqual([4, 7]);
    expect(at(text, 5, "r")).toEqual([5, 5]);
    expect(at(text, 9, "r")).toEqual([9, 9]);
  });

  it("is found in code that does not parse yet", () => {
    expect(at("f(\n\nx <- 1\ny <- 2", 4, "r")).not.toBeNull();
    expect(at("x <- 1\ny <- (2\n", 1, "r")).toEqual([1, 1]);
  });
});
