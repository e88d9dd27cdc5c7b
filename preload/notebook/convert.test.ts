import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Converted, formatOfName, ofNotebook, ofText, toNotebook, toText } from "./convert";

const kernel = { name: "python3", title: "Python 3" };
const cells = [
  { type: "markdown", source: "# Title\n\nSome *words*" },
  { type: "markdown", source: "More" },
  { type: "code", source: "a = 1\n\nprint(a)" },
  { type: "code", source: "%%bash\nls" },
  { type: "raw", source: "as it is" },
] as const;
const titled = [
  { type: "code", source: "a = 1", title: "Set up = all", metadata: { tags: ["parameters"], depth: 2 } },
  { type: "markdown", source: "Words", title: "About" },
] as const;
const whole: Converted = { cells, language: "python", kernel };

describe("notebooks as texts", () => {
  it("come back from every format as they were", () => {
    for (const format of ["percent", "hashes", "myst", "quarto", "rmarkdown"] as const)
      expect([format, ofText(toText(whole, format), format, "python").cells]).toEqual([format, cells]);
    for (const format of ["myst", "quarto"] as const)
      expect(ofText(toText(whole, format), format, "python").kernel?.name).toBe("python3");
  });

  it("keep what looks like options, like a header or like the end of a cell", () => {
    const sources = [
      "---\ntitle: x\n---",
      "---\ntitle: x\n---\ntext",
      ":tags: [a]\n\nx",
      "---\na: 1",
      "---\n---",
      "\n\n:a: b",
      "```{code-cell}\nx\n```",
      '+++ {"a": 1}',
      "x\n---\ny: 1\n---",
    ];
    for (const format of ["percent", "myst", "quarto", "rmarkdown"] as const)
      for (const type of ["raw", "code"] as const)
        for (const source of sources)
          for (const before of [[], [{ type: "markdown", source: "Words" }]] as const) {
            const given = [...before, { type, source }, { type: "code", source: "z = 1" }] as const;
            const text = toText({ cells: given, language: "python", kernel: null }, format);
            const { cells: read, header } = ofText(text, format, "python");
            const all = header === undefined ? read : [{ type: "raw", source: header }, ...read];
            expect([format, all]).toEqual([format, given]);
          }
    const tagged = [
      { type: "raw", source: ":a: b", metadata: { tags: ["x"], format: "text/latex" } },
    ] as const;
    const myst = toText({ cells: tagged, language: "python", kernel: null }, "myst");
    expect(ofText(myst, "myst", "python").cells).toEqual(tagged);
  });

  it("have in R Markdown what Jupytext has there", () => {
    const given = [
      { type: "markdown", source: "One" },
      { type: "markdown", source: "Two" },
      { type: "markdown", source: "Three\n\n\nstill", metadata: { tags: ["x"] } },
      { type: "raw", source: "as it is" },
      {
        type: "code",
        source: "x = 1",
        metadata: { chunk_options: "fig, a={'b': 1}, eval=FALSE", tags: ["p", "q"] },
      },
    ] as const;
    // As Jupytext 1.19 writes it.
    const written = [
      "One\n\n\nTwo",
      '<!-- #region tags=["x"] -->\nThree\n\n\nstill\n<!-- #endregion -->',
      '```{python active="", eval=FALSE}\nas it is\n```',
      '```{python fig, a={\'b\': 1}, eval=FALSE, tags=c("p", "q")}\nx = 1\n```\n',
    ].join("\n\n");
    expect(toText({ cells: given, language: "python", kernel: null }, "rmarkdown")).toBe(written);
    expect(ofText(written, "rmarkdown", "python").cells).toEqual(given);
  });

  it("keep the titles of cells and their metadata, as Jupytext does", () => {
    const given: Converted = { cells: titled, language: "python", kernel };
    for (const format of ["percent", "hashes"] as const)
      expect(ofText(toText(given, format), format, "python").cells).toEqual(titled);
    expect(ofNotebook(toNotebook(given)).cells).toEqual(titled);
    expect(toText(given, "percent")).toContain('# %% Set up = all tags=["parameters"] depth=2\na = 1');
    expect(toText(given, "percent")).toContain("# %% About [markdown]\n# Words");
  });

  it("are read from what Jupytext writes, with nothing of it lost", () => {
    const script = [
      "# -*- coding: utf-8 -*-\n# ---\n# title: Quick\n# output:\n#   wide: true\n# jupyter:\n#   kernelspec:",
      "#     display_name: Python 3\n#     name: python3\n# ---\n",
      "# %%\n# %%time\n\nprint('asdf')\n",
      '# %% magic_args="-w 400 -h 240" language="R"\n# ggplot(iris)\n',
      '# %% run_control={"frozen": true}\n# # A comment\n# print("frozen")\n',
      '# %% [markdown] cell_marker="r@@@"\nr@@@\n# Words\n@@@\n'.replaceAll("@", "'"),
    ].join("\n");
    const read = ofText(script, "percent", "python");
    expect(read.cells.map(({ source }) => source)).toEqual([
      "%%time\n\nprint('asdf')",
      "%%R -w 400 -h 240\nggplot(iris)",
      '# A comment\nprint("frozen")',
      "# Words",
    ]);
    expect(read.kernel?.name).toBe("python3");
    expect(read.header).toBe("---\ntitle: Quick\noutput:\n  wide: true\n---");
    expect(ofNotebook(toNotebook(read)).cells[0]).toEqual({ type: "raw", source: read.header });
    // And written so again.
    expect(ofText(toText(read, "percent"), "percent", "python").cells).toEqual(read.cells);
    expect(toText(read, "percent")).toContain(
      '# %% magic_args="-w 400 -h 240" language="R"\n# ggplot(iris)\n',
    );
    const block = "---\nrun_control:\n  frozen: true\ntags:\n- a\n- b\n---\nx = 1";
    expect(ofText(`\`\`\`{code-cell}\n${block}\n\`\`\`\n`, "myst", "python").cells).toEqual([
      { type: "code", source: "x = 1", metadata: { run_control: { frozen: true }, tags: ["a", "b"] } },
    ]);
    const quarto = "```{foo}\nx\n```\n\n```{python}\n1\n```\n\n```{bash}\nls\n```\n";
    expect(ofText(quarto, "quarto", "python")).toMatchObject({
      language: "python",
      cells: [{ source: "%%foo\nx" }, { source: "1" }, { source: "%%bash\nls" }],
    });
    expect(ofText("```{foo}\nx\n```\n", "quarto", "python")).toMatchObject({
      language: "foo",
      cells: [{ source: "x" }],
    });
    const myst = "```{code-cell}\n\n:dep base64\n```\n";
    expect(ofText(myst, "myst", "rust").cells).toEqual([{ type: "code", source: ":dep base64" }]);
  });

  it("have IPython's magics as comments in scripts, and MyST's options, as Jupytext does", () => {
    const magics = [
      { type: "code", source: "%matplotlib inline\nx = !ls\n# %time was a comment\na % b" },
      { type: "code", source: "%%bash\nls\n\npwd" },
      { type: "code", source: "%%time\nx = 1" },
      { type: "code", source: "t = 1", title: "Fit", metadata: { tags: ["parameters"] } },
    ] as const;
    const given: Converted = { cells: magics, language: "python", kernel };
    for (const format of ["percent", "myst"] as const)
      expect(ofText(toText(given, format), format, "python").cells).toEqual(magics);
    const script = toText(given, "percent");
    expect(script).toContain("# %matplotlib inline\n# x = !ls\n# # %time was a comment\na % b");
    expect(script).toContain('# %% language="bash"\n# ls\n#\n# pwd');
    expect(script).toContain("# %%\n# %%time\nx = 1");
    expect(script).toMatch(/^# ---\n# jupyter:\n# {3}jupytext:\n/);
    expect(toText(given, "myst")).toContain("```{code-cell}\n:tags: [parameters]\n:title: Fit\n\nt = 1\n```");
  });

  it("become notebooks and come back", () => {
    expect(ofNotebook(toNotebook(whole))).toEqual(whole);
  });

  it("of any code come back from Markdown and scripts", () => {
    const line = fc.stringMatching(/^[ -~]{0,12}$/).filter((each) => !/^(?:#|\+\+\+)/.test(each));
    const source = fc
      .array(line, { minLength: 1, maxLength: 4 })
      .map((lines) => lines.join("\n").trim())
      .filter((text) => text !== "");
    fc.assert(
      fc.property(fc.array(source, { minLength: 1, maxLength: 4 }), (sources) => {
        const given = {
          language: "python",
          kernel: null,
          cells: sources.map((each) => ({ type: "code" as const, source: each })),
        };
        for (const format of ["percent", "myst", "quarto"] as const)
          expect(ofText(toText(given, format), format, "python").cells).toEqual(given.cells);
      }),
    );
  });

  it("reads what others write: Quarto's options, R Markdown's labels, MyST's cells, shown code", () => {
    const quarto =
      "---\ntitle: Fits\njupyter: python3\n---\n\n## One\n\n```{python}\n#| echo: false\n1\n```\n\n```python\nshown\n```\n";
    expect(ofText(quarto, "quarto", "python")).toEqual({
      language: "python",
      kernel: { name: "python3", title: "python3" },
      cells: [
        { type: "raw", source: "---\ntitle: Fits\njupyter: python3\n---" },
        { type: "markdown", source: "## One" },
        { type: "code", source: "#| echo: false\n1" },
        { type: "markdown", source: "```python\nshown\n```" },
      ],
    });
    const r = ofText(
      "```{r setup, include=FALSE}\r\nx <- 1\r\n```\r\n\r\n```{python}\r\n1\r\n```",
      "rmarkdown",
      "r",
    );
    expect(r.cells.map(({ source }) => source)).toEqual(["x <- 1", "%%python\n1"]);
    expect(r.language).toBe("r");
    const myst = ofText("```{code-cell} ipython3\n:tags: [x]\n1\n```", "myst", "python");
    expect(myst.cells).toEqual([{ type: "code", source: "1", metadata: { tags: ["x"] } }]);
  });

  it("reads scripts with titles, and Jupytext's header", () => {
    const script =
      "# ---\n# jupyter:\n#   kernelspec:\n#     display_name: Py\n#     name: py\n# ---\n\n## Load\nx = 1\n\n#%% Fit\ny = 2\n";
    expect(ofText(script, "percent", "python")).toEqual({
      language: "python",
      kernel: { name: "py", title: "Py" },
      cells: [
        { type: "code", title: "Load", source: "x = 1" },
        { type: "code", title: "Fit", source: "y = 2" },
      ],
    });
    expect(ofText("x = 1", "percent", "python").cells).toEqual([{ type: "code", source: "x = 1" }]);
    expect(ofText("", "percent", "python").cells).toEqual([]);
  });

  it("tells formats by names", () => {
    expect(
      ["a.py", "a.QMD", "a.Rmd", "a.md", "a.jl", "a.txt"].map((name) => formatOfName(name)?.format),
    ).toEqual(["percent", "quarto", "rmarkdown", "myst", "percent", undefined]);
  });
});
