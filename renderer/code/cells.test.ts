import { describe, expect, it } from "vitest";
import { cellAt, cellName, cellsWithLineBelow, findCells } from "./cells";
import { readCode } from "./code";
import "./grammar-tables";

const languages: Readonly<Record<string, string>> = { "#": "python", "//": "javascript", "--": "sql" };
const cellsOf = (text: string, comment: string | null = "#") =>
  findCells(readCode(text, languages[comment ?? ""] ?? "plaintext", comment));
const titles = (text: string, comment: string | null = "#") =>
  cellsOf(text, comment).map((cell) => [cell.title, cell.from, cell.to, cell.hasTitle]);

describe("cells", () => {
  it("begin at each of the three marks", () => {
    expect(titles("## a\n1\n# %% b\n2\n#%% c\n3")).toEqual([
      ["a", 1, 2, true],
      ["b", 3, 4, true],
      ["c", 5, 6, true],
    ]);
  });

  it("leave the lines before the first title a cell of their own", () => {
    expect(titles("import x\n\n## a")).toEqual([
      ["", 1, 2, false],
      ["a", 3, 3, true],
    ]);
  });

  it("are one where nothing marks them, also in an empty text", () => {
    expect(titles("a\nb")).toEqual([["", 1, 2, false]]);
    expect(titles("")).toEqual([["", 1, 1, false]]);
  });

  it("do not begin at headings within comments, indented marks or marks after code", () => {
    expect(titles("### a\n  ## b\nx = 1 ## c\n# % d")).toEqual([["", 1, 4, false]]);
  });

  it("take a mark without a title", () => {
    const [cell] = cellsOf("##\n1");
    expect(cell?.title).toBe("");
    expect(cell && cellName(cell)).toBe("line 1");
  });

  it("do without what only decorates a title", () => {
    expect(titles("## Fit -----\n# %% Load the nights  ")).toEqual([
      ["Fit", 1, 1, true],
      ["Load the nights", 2, 2, true],
    ]);
  });

  it("know where the title stands", () => {
    const columns = (line: string, comment = "#") => cellsOf(line, comment)[0]?.titleColumn;
    expect(columns("## Fit")).toBe(4);
    expect(columns("# %%   Fit  ")).toBe(8);
    expect(columns("//%% Fit", "//")).toBe(6);
  });

  it("use the comment sign of the language", () => {
    expect(titles("//%% a\n// %% b\n//## c\n## d", "//")).toEqual([
      ["a", 1, 1, true],
      ["b", 2, 2, true],
      ["c", 3, 4, true],
    ]);
    expect(titles("-- %% a", "--")).toEqual([["a", 1, 1, true]]);
  });

  it("are one in a language without line comments", () => {
    expect(titles("# %% a\n# %% b", null)).toEqual([["", 1, 2, false]]);
  });

  it("do not begin within strings, whatever these look like", () => {
    expect(titles('s = """\n# %% no\n"""\n# %% yes')).toEqual([
      ["", 1, 3, false],
      ["yes", 4, 4, true],
    ]);
    expect(titles('def f():\n    x = f"""\n## no\n"""\n## yes').at(-1)).toEqual(["yes", 5, 5, true]);
    expect(titles("x = `\n// %% no\n`\n/*\n// %% no\n*/", "//")).toEqual([["", 1, 6, false]]);
  });

  it("begin in a bracket that is not closed yet", () => {
    expect(titles("x = foo(1,\n# %% next\ny = 2").at(-1)).toEqual(["next", 2, 3, true]);
  });

  it("have their marks at the ends of lines with \\r\\n too", () => {
    expect(titles("# %% a\r\n1\r\n# %% b\r\n")).toEqual([
      ["a", 1, 2, true],
      ["b", 3, 4, true],
    ]);
  });

  it("find the one that holds a line", () => {
    const cells = cellsOf("## a\n1\n## b\n2");
    expect(cellAt(cells, 2)?.title).toBe("a");
    expect(cellAt(cells, 3)?.title).toBe("b");
    expect(cellAt(cells, 9)).toBeUndefined();
  });

  it("are moved by an empty line as if they were read anew", () => {
    const lines = ["x = 1", "## a", "y = '''", "## text", "'''", "", "## b", "## c", "z"];
    for (let at = 1; at <= lines.length; at++) {
      const cells = cellsOf(lines.join("\n"));
      if (cells.some(({ from }) => from === at)) continue;
      const now = [...lines.slice(0, at), "", ...lines.slice(at)].join("\n");
      expect(cellsWithLineBelow(cells, at)).toEqual(cellsOf(now));
    }
  });
});
