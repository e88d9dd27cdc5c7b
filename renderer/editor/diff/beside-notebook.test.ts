import { describe, expect, it } from "vitest";
import { NotebookText } from "../../code/notebook-text";
import { besideEdited } from "./beside-notebook";

const code = (source: string, metadata: object = {}) => ({
  cell_type: "code",
  execution_count: 3,
  id: `id-${source.length}`,
  metadata,
  outputs: [{ output_type: "stream", name: "stdout", text: "1\n" }],
  source,
});
const kernelspec = { name: "python3", language: "python", display_name: "Python 3" };
const NOTEBOOK = JSON.stringify({
  cells: [
    { cell_type: "markdown", id: "a", metadata: {}, source: "# Nights" },
    code("n = 36", { title: "Load", tags: ["parameters"] }),
    code("%time n"),
  ],
  metadata: { kernelspec },
  nbformat: 4,
  nbformat_minor: 5,
});
const AS_EDITED = '# %% [markdown]\n# # Nights\n\n# %% Load tags=["parameters"]\nn = 36\n\n# %%\n%time n\n';

describe("a file that is compared with one that is edited", () => {
  const notebook = new NotebookText(NOTEBOOK);

  it("is cells beside a notebook, be it another notebook, a script or Markdown", () => {
    const beside = { name: "b.ipynb", text: notebook.text, notebook };
    expect(besideEdited(NOTEBOOK, "a.ipynb", beside)).toBe(AS_EDITED);
    // Jupytext's header and its comments before magics are no difference.
    const script = `# ---\n# jupyter:\n#   kernelspec:\n#     name: python3\n# ---\n\n${AS_EDITED.replace("%time", "# %time")}`;
    expect(besideEdited(script, "a.py", beside)).toBe(AS_EDITED);
    const quarto = "# Nights\n\n```{python}\nn = 36\n```\n";
    expect(besideEdited(quarto, "a.qmd", beside)).toBe("# %% [markdown]\n# # Nights\n\n# %%\nn = 36\n");
    expect(besideEdited("x,y\n", "a.csv", beside)).toBe("x,y\n");
  });

  it("is such a text as the edited one, where it is a notebook and that is not", () => {
    expect(besideEdited(NOTEBOOK, "a.ipynb", { name: "b.py", text: AS_EDITED })).toBe(AS_EDITED);
    expect(besideEdited(NOTEBOOK, "a.ipynb", { name: "b.py", text: "# ---\n# a: 1\n# ---\n" })).toContain(
      "#     name: python3",
    );
    expect(besideEdited(NOTEBOOK, "a.ipynb", { name: "b.qmd", text: "" })).toContain("```{python}\n");
    expect(besideEdited("n = 1\n", "a.py", { name: "b.py", text: "" })).toBe("n = 1\n");
  });

  it("is none where it is no notebook that can be read", () => {
    for (const text of ["", "{", '{"nbformat": 2}', "[]"])
      expect(besideEdited(text, "a.ipynb", { name: "b.py", text: "" })).toBeNull();
  });
});
