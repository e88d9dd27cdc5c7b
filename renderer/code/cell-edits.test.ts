import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CellEdit, joinCells, moveCell, splitCell } from "./cell-edits";
import { type Cell, cellAt, findCells } from "./cells";
import { type Code, readCode } from "./code";
import "./grammar-tables";

const read = (text: string): Code => readCode(text, "python", "#");

/** The text after the edits. */
function applied(text: string, { edits }: CellEdit): string {
  const code = read(text);
  const offset = (line: number, column: number) => code.text.start(line) + column - 1;
  return [...edits].reverse().reduce((now, { range, text: put }) => {
    const from = offset(range.startLineNumber, range.startColumn);
    const to = offset(range.endLineNumber, range.endColumn);
    return now.slice(0, from) + put + now.slice(to);
  }, text);
}

type Edit = (code: Code, cells: readonly Cell[], line: number) => CellEdit | null;
const up: Edit = (code, cells, line) => moveCell(code, cells, line, -1);
const down: Edit = (code, cells, line) => moveCell(code, cells, line, 1);

function after(text: string, edit: Edit, line: number): { text: string; line: number } | null {
  const code = read(text);
  const made = edit(code, findCells(code), line);
  return made && { text: applied(text, made), line: made.line };
}

describe("moving a cell", () => {
  const text = "import x\n## a\n1\n\n## b\n2\n# %% c\n3\n";

  it("takes its whole text along, and the cursor with it", () => {
    expect(after(text, down, 3)).toEqual({ text: "import x\n## b\n2\n## a\n1\n\n# %% c\n3\n", line: 5 });
    expect(after(text, up, 6)).toEqual({ text: "import x\n## b\n2\n## a\n1\n\n# %% c\n3\n", line: 3 });
  });

  it("to the file's end and from there keeps the last line end where it is", () => {
    expect(after(text, down, 5)).toEqual({ text: "import x\n## a\n1\n\n# %% c\n3\n## b\n2\n", line: 7 });
    expect(after("## a\n1\n## b\n2", up, 4)).toEqual({ text: "## b\n2\n## a\n1", line: 2 });
  });

  it("does nothing at the ends, and leaves the lines before the first mark first", () => {
    expect(after(text, up, 2)).toBeNull();
    expect(after(text, down, 7)).toBeNull();
    expect(after(text, down, 1)).toBeNull();
  });

  it("and back leaves the text as it was", () => {
    const cell = fc.tuple(
      fc.constantFrom("## a", "# %% b", "##"),
      fc.array(fc.constantFrom("x = 1", "", "# y", "if y:")),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), fc.nat(), (parts, pick) => {
        const whole = parts.map(([mark, lines]) => [mark, ...lines, ""].join("\n")).join("");
        const code = read(whole);
        const cells = findCells(code);
        const line = (cells[pick % cells.length] as Cell).from;
        const moved = after(whole, down, line);
        if (!moved) return;
        expect(cellAt(findCells(read(moved.text)), moved.line)?.from).toBe(moved.line);
        expect(after(moved.text, up, moved.line)).toEqual({ text: whole, line });
      }),
    );
  });
});

describe("splitting a cell", () => {
  it("begins one at the line, with the mark that the cell has", () => {
    expect(after("#%% a\n1\n2\n", splitCell, 3)).toEqual({ text: "#%% a\n1\n#%%\n2\n", line: 4 });
    expect(after("##\n1\n2", splitCell, 2)).toEqual({ text: "##\n##\n1\n2", line: 3 });
  });

  it("takes the next one's mark before the first, and the plainest where there is none", () => {
    expect(after("1\n2\n## a", splitCell, 2)).toEqual({ text: "1\n##\n2\n## a", line: 3 });
    expect(after("1\n2", splitCell, 2)).toEqual({ text: "1\n# %%\n2", line: 3 });
  });

  it("does nothing on a mark and within a string", () => {
    expect(after("## a\n1", splitCell, 1)).toBeNull();
    expect(after('## a\ns = """\nb\n"""', splitCell, 3)).toBeNull();
  });
});

describe("joining cells", () => {
  it("takes the mark below away; a title stays as a comment", () => {
    expect(after("## a\n1\n# %% b c\n2", joinCells, 1)).toEqual({ text: "## a\n1\n# b c\n2", line: 1 });
    expect(after("## a\n1\n##\n2", joinCells, 2)).toEqual({ text: "## a\n1\n2", line: 2 });
    expect(after("## a\n1\n##", joinCells, 2)).toEqual({ text: "## a\n1", line: 2 });
  });

  it("does nothing in the last cell", () => {
    expect(after("## a\n1\n", joinCells, 2)).toBeNull();
  });
});
