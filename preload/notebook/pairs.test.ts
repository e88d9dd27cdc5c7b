import { describe, expect, it } from "vitest";
import { ofNotebook, ofText, toNotebook } from "./convert";
import { NotebookFile } from "./notebook-file";
import {
  cellsKey,
  formatsOfNotebook,
  formatsOfText,
  notebookWithFormats,
  pairedFiles,
  pairedNotebook,
  pairedText,
  textWithFormats,
} from "./pairs";

const kernel = { name: "python3", title: "Python 3" };
const cells = [
  { type: "markdown", source: "# Title" },
  { type: "code", source: "a = 1" },
  { type: "code", source: "print(a)" },
] as const;
const json = toNotebook({ cells, language: "python", kernel });
const withOutput = json.replace('"outputs": []', '"outputs": [{"name": "stdout"}]');
const py = { ending: "py", format: "percent" } as const;

describe("pairs of files", () => {
  it("are told by Jupytext's formats, in a notebook's metadata and in a text's header", () => {
    expect(pairedFiles("ipynb,py:percent, Rmd,qmd:quarto,md:myst").files.map(({ format }) => format)).toEqual(
      ["ipynb", "percent", "rmarkdown", "quarto", "myst"],
    );
    expect(pairedFiles("ipynb,py:light,../x//py:percent,md").others).toEqual([
      "py:light",
      "../x//py:percent",
      "md",
    ]);
    const said = notebookWithFormats(json, "ipynb,py:percent");
    expect(formatsOfNotebook(new NotebookFile(said))).toBe("ipynb,py:percent");
    expect(formatsOfNotebook(new NotebookFile(json))).toBeNull();
    const line = JSON.stringify(JSON.parse(json));
    expect(JSON.parse(notebookWithFormats(line, "x")).metadata.jupytext).toEqual({ formats: "x" });
    const text = "# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py:percent\n# ---\n\n# %%\n1\n";
    expect(formatsOfText(text, "percent", "python")).toBe("ipynb,py:percent");
    expect(formatsOfText("---\njupytext:\n  formats: 'ipynb,md:myst'\n---\n", "myst", "python")).toBe(
      "ipynb,md:myst",
    );
    expect(formatsOfText("# %%\n1", "percent", "python")).toBeNull();
  });

  it("get a header that says so, beside what the header has", () => {
    const about = { language: "python", kernel };
    for (const [text, format] of [
      ["# %%\n1\n", "percent"],
      ["# ---\n# title: x\n# ---\n\n# %%\n1\n", "percent"],
      ["# ---\n# jupyter:\n#   jupytext:\n#     formats: old\n# ---\n# %%\n1\n", "percent"],
      ["words\n", "myst"],
      ["---\ntitle: x\n---\n\nwords\n", "quarto"],
    ] as const) {
      const made = textWithFormats(text, { ending: "py", format }, about, "ipynb,py:percent");
      expect(formatsOfText(made, format, "python")).toBe("ipynb,py:percent");
      expect(made.endsWith(text.slice(-4))).toBe(true);
      expect(made.includes("title: x")).toBe(text.includes("title: x"));
    }
  });

  it("of a notebook that was changed the script changes that cell, and keeps its header and blank lines", () => {
    const script = pairedText(json, null, py);
    expect(formatsOfText(script, "percent", "python")).toBe("ipynb,py:percent");
    expect(pairedText(json, script, py)).toBe(script);
    const own = script.replaceAll("\n\n# %%", "\n\n\n# %%").replace("a = 1", "a  =  1  # mine");
    const notebook = pairedNotebook(own, py, "python", withOutput);
    expect(ofNotebook(notebook).cells[1]?.source).toBe("a  =  1  # mine");
    const changed = notebook.replace("print(a)", "print(a, 2)");
    expect(pairedText(changed, own, py)).toBe(own.replace("print(a)", "print(a, 2)"));
    // One blank line below the header, as Jupytext writes it.
    expect(pairedText(json.replace("print(a)", "print(a, 2)"), script, py)).toBe(
      script.replace("print(a)", "print(a, 2)"),
    );
  });

  it("of a text that was changed the notebook changes that cell, and keeps outputs and ids", () => {
    const script = pairedText(withOutput, null, py);
    expect(pairedNotebook(script, py, "python", withOutput)).toBe(withOutput);
    const more = `${script.replace("print(a)", "print(a + 1)")}\n# %% tags=["x"]\nnew = 1\n`;
    const made = pairedNotebook(more, py, "python", withOutput);
    const read = new NotebookFile(made);
    expect(read.cells.map(({ source }) => source)).toEqual(["# Title", "a = 1", "print(a + 1)", "new = 1"]);
    expect(read.cells[1]?.outputs).toHaveLength(1);
    expect(read.cells[3]?.metadata).toEqual({ tags: ["x"] });
    expect(read.cells.slice(0, 3).map(({ key }) => key)).toEqual(
      new NotebookFile(withOutput).cells.map(({ key }) => key),
    );
  });

  it("keep what a text cannot say of a cell, and code in languages that nobody knows", () => {
    const odd = toNotebook({
      cells: [
        { type: "raw", source: "---\ntitle: x\n---" },
        { type: "markdown", source: "Words", metadata: { key: "value" } },
        { type: "code", source: "puts 1", metadata: { editable: false } },
        { type: "code", source: "puts 2", title: "Two" },
      ],
      language: "tcl",
      kernel: { name: "tcl", title: "Tcl" },
    });
    for (const [ending, format] of [
      ["md", "myst"],
      ["qmd", "quarto"],
      ["Rmd", "rmarkdown"],
    ] as const) {
      const file = { ending, format };
      const text = pairedText(odd, null, file);
      expect([format, pairedNotebook(text, file, "tcl", odd)]).toEqual([format, odd]);
      const made = pairedNotebook(text.replace("puts 2", "puts 3"), file, "tcl", odd);
      expect([format, made]).toEqual([format, odd.replace("puts 2", "puts 3")]);
    }
  });

  it("go from one to the other and back in every format", () => {
    for (const [ending, format] of [
      ["md", "myst"],
      ["qmd", "quarto"],
      ["Rmd", "rmarkdown"],
      ["py", "percent"],
    ] as const) {
      const file = { ending, format };
      const text = pairedText(withOutput, null, file);
      expect([format, pairedNotebook(text, file, "python", withOutput)]).toEqual([format, withOutput]);
      const changed = withOutput.replace("print(a)", "print(b)");
      const next = pairedText(changed, text, file);
      expect(cellsKey(ofText(next, format, "python"))).toBe(cellsKey(ofNotebook(changed)));
      expect(formatsOfText(next, format, "python")).toBe(formatsOfText(text, format, "python"));
    }
  });
});
