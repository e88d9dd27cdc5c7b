/**
 * Tables of packages that the tests' own Python does not have: xarray, SciPy, pyarrow, PyTorch. Another one is looked for
 * (TANDEM_TEST_SCIENCE, python3 of the PATH); what it has none of is skipped, and says so.
 */
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestClient } from "./attached-client";
import { DataClient } from "./data-fixture";
import { TestHost } from "./kernel-host-fixture";
import { builtin, Watched } from "./variables-fixture";

const python = process.env["TANDEM_TEST_SCIENCE"] ?? "python3";
const has = (name: string) => {
  try {
    execFileSync(python, ["-c", `import numpy, ${name}`], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
};
const PACKAGES = ["xarray", "scipy", "pyarrow", "torch"] as const;
const there = new Set<string>(PACKAGES.filter(has));
/** A test of a package, or the sentence why there is none. */
const of = (name: (typeof PACKAGES)[number], title: string, run: () => Promise<void>) =>
  there.has(name)
    ? test(`${name}: ${title}`, run)
    : test.skip(
        `${name} (skipped: ${python} has no ${name}; TANDEM_TEST_SCIENCE names a Python that has)`,
        run,
      );

describe("plain Python", () => {
  let host: TestHost;
  let client: TestClient;
  let data: DataClient;
  let watched: Watched;
  beforeAll(async () => {
    if (there.size === 0) return;
    host = await TestHost.start(builtin("python-kernel.js", python));
    client = (await host.attach()).follow();
    await client.state("idle");
    data = new DataClient(client);
    watched = new Watched(client);
    await client.run(`import numpy as np\n${[...there].map((name) => `import ${name}`).join("\n")}`);
  });
  afterAll(() => host?.dispose());
  const shown = async (name: string, slice: (number | null)[] | null = null) =>
    (await data.open(name, slice)).page();
  const kinds = async (name: string) =>
    (await (await data.open(name)).described()).map(
      ({ name: head, type, kind }) => `${head} ${type} ${kind}`,
    );
  const heard = () => JSON.stringify(client.of("stream"));

  of("xarray", "arrays with coordinates, sets of variables that share a dimension, and any", async () => {
    await client.run(`
import pandas as pd
da = xarray.DataArray(np.arange(6.0).reshape(2, 3), dims=("t", "x"), coords={"x": [10, 20, 30], "t": ["u", "v"]})
cube = xarray.DataArray(np.arange(24).reshape(2, 3, 4), dims=("a", "b", "c"))
one = xarray.Dataset({"flux": ("t", [1.5, np.nan]), "n": ("t", [1, 2])}, coords={"t": pd.to_datetime(["2026-01-01", "2026-01-02"])})
any_ = xarray.Dataset({"flux": (("t", "x"), np.zeros((2, 3))), "s": 1})
class Lazy(np.ndarray):
    def __array__(self, *a, **k): import os; os._exit(3)
`);
    const opened = await data.open("da");
    expect(opened).toMatchObject({
      type: expect.stringContaining("DataArray"),
      rows: 2,
      columns: 3,
      labels: "t",
    });
    expect((await opened.described()).map(({ name }) => name)).toEqual(["10", "20", "30"]);
    expect(await shown("da")).toEqual([
      ["0.0", "1.0", "2.0"],
      ["3.0", "4.0", "5.0"],
    ]);
    expect((await shown("cube", [null, 2, null]))[1]).toEqual(["20", "21", "22", "23"]);
    expect(await kinds("one")).toEqual(["flux float64 number", "n int64 number"]);
    expect(await shown("one")).toEqual([
      ["1.5", "1"],
      ["NaN", "2"],
    ]);
    expect((await data.open("one")).labels).toBe("t");
    expect(await shown("any_")).toEqual([
      ["t, x", "2×3", "float64", "data"],
      ["", "", "int64", "data"],
    ]);
    const parts = await watched.parts("a:any_");
    expect(parts).toMatchObject({
      status: "ok",
      total: 2,
      variables: [{ name: "'flux'", access: "['flux']" }, {}],
    });
    expect(heard()).toBe("[]");
  });

  of("scipy", "sparse matrices of every form, sorted and filtered by what they have", async () => {
    await client.run(`
from scipy import sparse
m = sparse.csr_matrix(np.array([[0, 2, 0], [3, 0, 0]])); c = sparse.coo_matrix(([1.5], ([1], [0])), shape=(10**6, 3)); d = sparse.dok_matrix((2, 2))
`);
    expect(await shown("m")).toEqual([
      ["0", "2", "0"],
      ["3", "0", "0"],
    ]);
    const coo = await data.open("c");
    expect(coo).toMatchObject({ rows: 1_000_000, columns: 3 });
    expect(await coo.page({ filters: [{ column: 0, test: ">", value: "1" }] })).toEqual([
      ["1.5", "0.0", "0.0"],
    ]);
    expect(await shown("d")).toHaveLength(2);
    await watched.parts("a:m");
  });

  of("pyarrow", "tables, batches and chunked arrays with nested, missing and dictionary values", async () => {
    await client.run(`
t = pyarrow.table({"n": pyarrow.chunked_array([[1, None], [3]]), "s": ["a", None, "<b>"], "l": [[1], None, []], "d": pyarrow.array(["u", "v", "u"]).dictionary_encode()})
b = t.combine_chunks().to_batches()[0]; a = pyarrow.array([2**63 - 1, None])
`);
    const rows = [
      ["1", "a", "[1]", "u"],
      ["None", "None", "None", "v"],
      ["3", "<b>", "[]", "u"],
    ];
    expect(await shown("t")).toEqual(rows);
    expect(await shown("b")).toEqual(rows);
    expect(await shown("a")).toEqual([["9223372036854775807"], ["None"]]);
    expect((await kinds("t")).map((kind) => kind.split(" ").at(-1))).toEqual([
      "number",
      "text",
      "other",
      "category",
    ]);
    const { page } = await data.open("t");
    expect((await page({ sort: [{ column: 0, descending: true }] })).map(([n]) => n)).toEqual([
      "3",
      "1",
      "None",
    ]);
    expect(await watched.parts("a:t")).toMatchObject({
      total: 4,
      variables: [{ name: "n", access: "['n']" }, {}, {}, {}],
    });
  });

  of("torch", "tensors of all types, with gradients, of many dimensions; sparse ones are none", async () => {
    await client.run(`
x = torch.tensor([[1.5, float("nan")], [0.1, 2]], requires_grad=True); h = torch.tensor([1.5, 2], dtype=torch.bfloat16)
n = torch.arange(24).reshape(2, 3, 4); b = torch.tensor([True, False]); z = torch.tensor(7); s = torch.eye(2).to_sparse(); p = torch.nn.Parameter(torch.ones(2))
`);
    expect(await shown("x")).toEqual([
      ["1.5", "nan"],
      ["0.1", "2.0"],
    ]);
    expect((await kinds("x"))[0]).toBe("0 float32 number");
    expect(await shown("h")).toEqual([["1.5"], ["2.0"]]);
    expect((await shown("n", [1, null, null]))[2]).toEqual(["20", "21", "22", "23"]);
    expect(await shown("b")).toEqual([["True"], ["False"]]);
    expect(await shown("z")).toEqual([["7"]]);
    expect(await shown("p")).toHaveLength(2);
    const { page } = await data.open("x");
    expect(await page({ sort: [{ column: 0, descending: false }] })).toEqual([
      ["0.1", "2.0"],
      ["1.5", "nan"],
    ]);
    const sparse = await data.ask({ op: "open", path: ["a:s"], slice: null, frozen: false });
    expect(sparse).toEqual({ status: "cannot", why: "type" });
    expect(await watched.parts("a:n", "i:1", "i:2")).toMatchObject({
      total: 4,
      variables: [{ value: "20" }, {}, {}, {}],
    });
    expect(heard()).toBe("[]");
  });
});
