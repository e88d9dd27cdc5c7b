import { expect, it } from "vitest";
import { NotebookText } from "./notebook-text";

const cell = (id: string, source: string, outputs: readonly object[] = []) => ({
  cell_type: "code",
  execution_count: null,
  id,
  metadata: {},
  outputs,
  source: source === "" ? [] : [source],
});
const file = (...cells: readonly object[]) =>
  `${JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
const lines = (text: string) => text.split("\n");
const sources = (json: string) =>
  JSON.parse(json).cells.map(({ source }: { source: readonly string[] }) => source.join(""));

it("leaves the file as it is while nothing is written in the cell that Run made behind the last", () => {
  const json = file(cell("a", "1"), cell("b", "2"));
  const notebook = new NotebookText(json);
  expect(notebook.fileOf(lines(notebook.text))).toBe(json);
  expect(notebook.fileOf(lines(`${notebook.text}\n# %%\n`))).toBe(json);
  expect(notebook.fileOf(lines(`${notebook.text}\n# %%\n\n# %%\n\n`))).toBe(json);
  // What was written, what has a title and what stands between others is saved.
  expect(sources(notebook.fileOf(lines(`${notebook.text}\n# %%\n3\n`)))).toEqual(["1", "2", "3"]);
  expect(sources(notebook.fileOf(lines(`${notebook.text}\n# %% Later\n`)))).toEqual(["1", "2", ""]);
  expect(sources(notebook.fileOf(lines(`${notebook.text}\n# %%\n\n# %%\n3\n`)))).toEqual(["1", "2", "", "3"]);
  expect(sources(notebook.fileOf(lines(`${notebook.text}\n# %% [markdown]\n# \n`)))).toEqual(["1", "2", ""]);
});

it("keeps an empty cell that the file has, and takes out one that was deleted", () => {
  const json = file(cell("a", "1"), cell("b", ""));
  const notebook = new NotebookText(json);
  expect(notebook.fileOf(lines(notebook.text))).toBe(json);
  expect(sources(notebook.fileOf(lines("# %%\n1\n")))).toEqual(["1"]);
});

it("says in parts what the file becomes, little of it new", () => {
  const json = file(cell("a", "1", [{ output_type: "stream", name: "stdout", text: "x".repeat(50_000) }]));
  const notebook = new NotebookText(json);
  const parts = notebook.partsOf(lines("# %%\n2\n"));
  expect(parts.filter((part) => typeof part === "string").join("").length).toBeLessThan(100);
});
