import { expect, it } from "vitest";
import { cellAt, cellsWithLineBelow } from "./cells";
import { chunkCells, chunkNear } from "./chunks";
import { CodeText } from "./code-text";

const cellsOf = (lines: readonly string[]) => chunkCells(new CodeText(lines.join("\n")));
const chunks = (lines: readonly string[]) =>
  cellsOf(lines).flatMap(({ chunk, title }) =>
    chunk ? [[title, chunk.language, lines.slice(chunk.from - 1, chunk.to).join("|"), chunk.evaluated]] : [],
  );

it("makes a cell of each chunk, in its language, and of what stands between them one that does not run", () => {
  const text = [
    "# Title",
    "",
    "```{r setup, include=FALSE}",
    "x <- 1",
    "```",
    "",
    "```{python}",
    "1",
    "2",
    "```",
  ];
  const cells = cellsOf(text);
  expect(cells.map(({ from, to, kind, hasTitle }) => [from, to, kind, hasTitle])).toEqual([
    [1, 2, "markdown", false],
    [3, 5, undefined, true],
    [6, 6, "markdown", false],
    [7, 10, undefined, true],
  ]);
  expect(chunks(text)).toEqual([
    ["setup", "r", "x <- 1", true],
    ["", "python", "1|2", true],
  ]);
  expect(text[2]?.slice((cells[1]?.titleColumn ?? 0) - 1)).toMatch(/^setup/);
  expect(chunkNear(cells, 1)?.language).toBe("r");
  expect(chunkNear(cells, 6)?.language).toBe("r");
  expect(chunkNear(cells, 9)?.language).toBe("python");
  expect(cellAt(cells, 10)).toBe(cells[3]);
});

it("reads options: names, and what does not run with the file", () => {
  expect(
    chunks([
      "```{python}",
      "#| label: fig-a",
      "#| eval: false",
      "1",
      "```",
      "```{r, eval = FALSE}",
      "2",
      "```",
      "~~~{bash}",
      "ls",
      "~~~",
    ]),
  ).toEqual([
    ["fig-a", "python", "#| label: fig-a|#| eval: false|1", false],
    ["", "r", "2", false],
    ["", "shell", "ls", true],
  ]);
});

it("reads MyST's cells in the language of its header, without their options", () => {
  const header = ["---", "kernelspec:", "  language: julia", "  name: julia-1.10", "---"];
  expect(chunks([...header, "```{code-cell}", ":tags: [a]", "", "1", "```"])).toEqual([
    ["", "julia", "1", true],
  ]);
  expect(chunks(["```{code-cell} ipython3", "1", "```"])).toEqual([["", "python", "1", true]]);
});

it("leaves what only looks like a chunk as text", () => {
  expect(cellsOf(["# Title", "```python", "1", "```"])).toEqual([]);
  expect(cellsOf(["```{note}", "x", "```", "```{mermaid}", "x", "```", "```{=html}", "x", "```"])).toEqual(
    [],
  );
  expect(cellsOf(["````{note}", "```{python}", "1", "```", "````"])).toEqual([]);
  expect(cellsOf([])).toEqual([]);
});

it("takes one that is not closed yet to the end", () => {
  expect(chunks(["a", "```{python}", "1", "2"])).toEqual([["", "python", "1|2", true]]);
});

it("is moved by an empty line within text or code as if it were read anew", () => {
  const lines = [
    "# Title",
    "",
    "```{r a}",
    "x <- 1",
    "y",
    "```",
    "text",
    "",
    "```{python}",
    "1",
    "```",
    "end",
  ];
  for (const at of [1, 2, 4, 5, 7, 8, 10, 12]) {
    const now = [...lines.slice(0, at), "", ...lines.slice(at)];
    expect([at, cellsWithLineBelow(cellsOf(lines), at)]).toEqual([at, cellsOf(now)]);
  }
});
