import { describe, expect, it } from "vitest";
import { cellAt, cellName, findCells } from "./cells";

const titles = (text: string, comment: string | null = "#") =>
  findCells(text.split("\n"), comment).map((cell) => [cell.title, cell.from, cell.to, cell.hasTitle]);

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
    const [cell] = findCells(["##", "1"], "#");
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
    const columns = (line: string, comment = "#") => findCells([line], comment)[0]?.titleColumn;
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

  it("find the one that holds a line", () => {
    const cells = findCells(["## a", "1", "## b", "2"], "#");
    expect(cellAt(cells, 2)?.title).toBe("a");
    expect(cellAt(cells, 3)?.title).toBe("b");
    expect(cellAt(cells, 9)).toBeUndefined();
  });
});
