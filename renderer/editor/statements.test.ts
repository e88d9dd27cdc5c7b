import { describe, expect, it } from "vitest";
import { dedent, lineStatementAt, pythonStatementAt } from "./statements";

const at = (text: string, line: number) => {
  const range = pythonStatementAt(text.split("\n"), line);
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

describe("the statement elsewhere", () => {
  it("is one line, the next that is not blank", () => {
    expect(lineStatementAt(["x <- 1", "", "y"], 2)).toEqual({ from: 3, to: 3 });
    expect(lineStatementAt(["", ""], 1)).toBeNull();
  });
});

describe("dedent", () => {
  it("takes away only what all lines share", () => {
    expect(dedent("    a\n      b\n\n    c")).toBe("a\n  b\n\nc");
    expect(dedent("a\n  b")).toBe("a\n  b");
    expect(dedent("\ta\n    b")).toBe("\ta\n    b");
  });
});
