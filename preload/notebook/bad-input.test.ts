/** Notebooks as they should not be: each is read, changed and written, or refused with a reason. */
import { describe, expect, it } from "vitest";
import { mergedConflict } from "./conflict";
import { ofText } from "./convert";
import { readOutput } from "./file-outputs";
import { NotebookError, NotebookFile, type WantedCell } from "./notebook-file";

const code = (at: number, more: object = {}) => ({
  cell_type: "code",
  execution_count: null,
  id: `c${at}`,
  metadata: {},
  outputs: [],
  source: [`x = ${at}`],
  ...more,
});
const notebook = (cells: readonly object[], metadata: object = {}) =>
  JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1);

/** Changes the source of one cell, and tells how long all of it took, in ms. */
function edited(text: string, at: number, source: string): { made: string; took: number } {
  const from = performance.now();
  const file = new NotebookFile(text);
  const wanted = file.cells.map(({ key, type }): WantedCell => ({ key, type }));
  wanted[at] = { ...(wanted[at] as WantedCell), source };
  return { made: file.with(wanted), took: performance.now() - from };
}

/** So much more is time, on a machine that does much else. */
const FACTOR = 25;

describe("a notebook as it should not be", () => {
  it("of 5,000 cells costs in time what ten of 500 do", () => {
    const cells = (count: number) => notebook(Array.from({ length: count }, (_, at) => code(at)));
    edited(cells(500), 7, "y");
    const small = edited(cells(500), 7, "y").took;
    const large = edited(cells(5_000), 7, "y");
    expect(new NotebookFile(large.made).cells[7]?.source).toBe("y");
    expect(large.took).toBeLessThan(Math.max(small, 5) * 10 * FACTOR);
  });

  it("with a cell of 2 MB, and one output of 20 MB, is written but for the change", () => {
    const long = "value = 1\n".repeat(200_000);
    const output = { output_type: "stream", name: "stdout", text: "x".repeat(20_000_000) };
    const text = notebook([code(0, { source: long }), code(1, { outputs: [output] }), code(2)]);
    const { made } = edited(text, 2, "y");
    expect(made.length).toBe(text.length - "x = 2".length + 1);
    expect(edited(text, 0, `${long}more`).made.length).toBe(text.length + 4);
  });

  it("keeps lone surrogates, a BOM's absence, CRLF and cells of one id as they are", () => {
    const text = notebook([code(0), code(0), code(0, { source: ["\ud800 x"] })]).replaceAll("\n", "\r\n");
    const file = new NotebookFile(text);
    expect(new Set(file.cells.map(({ key }) => key)).size).toBe(3);
    const { made } = edited(text, 1, "y");
    expect(made).toBe(text.split("x = 0").reduce((all, part, at) => all + (at === 2 ? "y" : "x = 0") + part));
  });

  it("is refused with a reason where it is cut off anywhere, and never takes long for it", () => {
    const text = notebook([code(0, { outputs: [{ output_type: "stream", name: "stdout", text: ["a\n"] }] })]);
    for (let end = 0; end < text.length - 1; end += 3) {
      const cut = () => new NotebookFile(text.slice(0, end));
      expect(cut, text.slice(0, end)).toThrow(NotebookError);
    }
  });

  it("with values of the wrong kind everywhere is read as far as it goes, and keeps them", () => {
    const odd = [
      {},
      { cell_type: 5, source: 7, metadata: [], id: null },
      { cell_type: "code", source: [1, null, "a"], outputs: "no", execution_count: "x" },
      { cell_type: "hologram", source: { a: 1 }, attachments: 3 },
    ];
    const text = JSON.stringify({ cells: odd, metadata: 7, nbformat: 4 });
    const file = new NotebookFile(text);
    expect(file.cells.map(({ type, source }) => [type, source])).toEqual([
      ["raw", ""],
      ["raw", ""],
      ["code", "a"],
      ["raw", ""],
    ]);
    expect(file.with(file.cells.map(({ key, type }) => ({ key, type })))).toBe(text);
    expect([file.language, file.kernel]).toEqual([null, null]);
  });

  it("with outputs of unknown or broken kinds says what they are", () => {
    for (const output of [null, 7, [], {}, { output_type: "hologram" }, { output_type: 5 }])
      expect(readOutput(output).kind).toBe("unknown");
    expect(readOutput({ output_type: "stream", text: { a: 1 } })).toMatchObject({ kind: "stream", text: "" });
    expect(readOutput({ output_type: "display_data", data: 5 })).toMatchObject({ kind: "display", data: {} });
    expect(readOutput({ output_type: "error", traceback: 7 })).toMatchObject({
      kind: "error",
      traceback: "",
    });
  });

  it("in a language that nobody has keeps its name", () => {
    const file = new NotebookFile(notebook([code(0)], { language_info: { name: "Befunge-93" } }));
    expect(file.language).toBe("befunge-93");
  });

  it("with Git's marks in many cells has both sides of each", () => {
    const lines = notebook(Array.from({ length: 50 }, (_, at) => code(at))).split("\n");
    const marked = lines.flatMap((line) =>
      line.includes('"x = ')
        ? ["<<<<<<< HEAD", line, "=======", line.replace("x", "y"), ">>>>>>> other"]
        : [line],
    );
    const merged = mergedConflict(marked.join("\n"));
    expect(merged?.conflicts).toBe(50);
    expect(new NotebookFile(merged?.text ?? "").cells).toHaveLength(100);
    // Marks that do not close are no two notebooks.
    expect(mergedConflict(marked.slice(0, -30).join("\n"))).toBeNull();
  });

  it("as a script without any mark is one cell, and a blank one none", () => {
    expect(ofText("a = 1\n\nb = 2\n", "percent", "python").cells).toEqual([
      { type: "code", source: "a = 1\n\nb = 2" },
    ]);
    expect(ofText("\n\n \n", "percent", "python").cells).toEqual([]);
  });
});
