import { describe, expect, it } from "vitest";
import { align } from "./align";
import { markedCells, percentText, sourceOf, type TextCell } from "./percent-text";

const back = (text: string, comment: string) => {
  const lines = text.split("\n");
  return markedCells(lines, comment).map((cell) => ({
    type: cell.type,
    source: sourceOf(lines, cell, comment),
  }));
};

describe("a notebook as text", () => {
  it("brings back what the cells hold", () => {
    const cells: TextCell[] = [
      { type: "markdown", source: "# Title\n\n  indented\n#\n# %% no mark" },
      { type: "code", source: '## a comment\n"""\n# %% in a string\n"""\n# # %% two\n#%% a mark?' },
      { type: "code", source: "" },
      { type: "raw", source: "<b>\n%%x" },
      { type: "code", source: "%%bash\nls" },
    ];
    for (const comment of ["#", "//", "--"])
      expect(back(percentText(cells, comment), comment)).toEqual(cells);
  });

  it("takes metadata from a mark's end alone, and leaves what does not read as such to the title", () => {
    const [cell] = markedCells(['# %% a=b c = 2 x={"y": [1]} last="="'], "#");
    expect(cell).toMatchObject({ title: "a=b c = 2", metadata: { x: { y: [1] }, last: "=" } });
    const long = `# %% ${"=".repeat(2_000_000)}`;
    expect(markedCells([long], "#")[0]?.title).toHaveLength(2_000_000);
  });

  it("takes lines that were typed into Markdown without a comment sign as they are", () => {
    expect(back("# %% [markdown]\nplain\n# commented", "#")).toEqual([
      { type: "markdown", source: "plain\ncommented" },
    ]);
  });

  it("takes lines before the first mark as code", () => {
    expect(back("import os\n# %%\n1", "#")).toEqual([
      { type: "code", source: "import os" },
      { type: "code", source: "1" },
    ]);
    expect(back("\n\n", "#")).toEqual([]);
  });
});

describe("which cell is which", () => {
  const before = ["a", "b", "c", "d"].map((text) => ({ key: text.toUpperCase(), text }));

  it("knows cells that were edited, moved, added and deleted", () => {
    expect(align(before, ["a", "x", "c", "d"])).toEqual(["A", "B", "C", "D"]);
    expect(align(before, ["b", "a", "c", "d"])).toEqual(["B", "A", "C", "D"]);
    expect(align(before, ["a", "new", "b", "c", "d"])).toEqual(["A", null, "B", "C", "D"]);
    expect(align(before, ["a", "d"])).toEqual(["A", "D"]);
    expect(align(before, [])).toEqual([]);
  });

  it("gives no key twice, though cells are alike", () => {
    expect(align(before, ["a", "a", "b", "c", "d"])).toEqual(["A", null, "B", "C", "D"]);
  });
});
