import { expect, it } from "vitest";
import { savesOutputs } from "./saves-outputs";

it("a notebook's outputs are saved as was said of it, of the nearest folder, or of all", () => {
  const said = {
    notebookOutputs: true,
    notebookOutputsOf: { "/work": false, "/work/papers": true, "/work/papers/a.ipynb": false },
  };
  const of = (path: string | null) => savesOutputs(path, said);
  expect(of("/work/papers/a.ipynb")).toEqual({ saves: false, of: "/work/papers/a.ipynb" });
  expect(of("/work/papers/b.ipynb")).toEqual({ saves: true, of: "/work/papers" });
  expect(of("/work/c.ipynb")).toEqual({ saves: false, of: "/work" });
  expect(of("/workshop/c.ipynb")).toEqual({ saves: true, of: null });
  expect(of(null)).toEqual({ saves: true, of: null });
});
