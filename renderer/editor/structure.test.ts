import { describe, expect, it } from "vitest";
import { readStructure, symbolAt } from "./structure";

const read = (text: string, language = "python") =>
  readStructure(text.split("\n"), language, "#").map(({ kind, name, line, depth }) => [
    kind,
    name,
    line,
    depth,
  ]);

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

  it("has only cells in other languages", () => {
    expect(read("## a\ndef f():", "r")).toEqual([["cell", "a", 1, 0]]);
  });

  it("finds the symbol that a line stands in", () => {
    const symbols = readStructure(["x", "## a", "1", "def f():", "  2"], "python", "#");
    expect(symbolAt(symbols, 1)).toBeUndefined();
    expect(symbolAt(symbols, 3)?.name).toBe("a");
    expect(symbolAt(symbols, 5)?.name).toBe("f");
  });
});
