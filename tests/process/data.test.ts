/** Tables of real kernels, as viewers ask for them: written to files, edited, of every kind. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestClient } from "./attached-client";
import { DataClient, PLAIN } from "./data-fixture";
import { TestHost } from "./kernel-host-fixture";
import { until } from "./until";

describe("ipykernel", () => {
  let host: TestHost;
  let client: TestClient;
  let data: DataClient;
  let folder: string;
  beforeAll(async () => {
    host = await TestHost.start();
    client = (await host.attach()).follow();
    await client.state("idle");
    data = new DataClient(client);
    folder = await mkdtemp(path.join(tmpdir(), "tandem-data-"));
    await client.run("import numpy as np, pandas as pd, polars as pl");
  });
  afterAll(async () => {
    await host.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  test("a table is written as CSV, Parquet and NPY: all of it, or as it is shown", async () => {
    await client.run(`
      df = pd.DataFrame({"n": [3, 1, 2], "t": ['x,"y"\\n', "λ", None], "w": pd.to_datetime(["2026-01-01", None, "2026-01-03"])}, index=["a", "b", "c"])
      pf = pl.DataFrame({"n": [3, None], "f": [1.5, float("nan")]})
    `);
    const { asked } = await data.open("df");
    const write = (file: string, format: "csv" | "parquet" | "npy", more = {}) =>
      data.ask({
        op: "export",
        ...asked,
        view: PLAIN,
        format,
        file: path.join(folder, file),
        replace: false,
        columns: null,
        ...more,
      });
    expect(await write("a.csv", "csv")).toEqual({ status: "ok", op: "export", rows: 3 });
    const all = '\r\n"a",3,"x,""y""\n",2026-01-01 00:00:00\r\n'.replace('"a"', "a");
    expect(await readFile(path.join(folder, "a.csv"), "utf8")).toBe(
      `,n,t,w${all}b,1,λ,\r\nc,2,,2026-01-03 00:00:00\r\n`,
    );
    const shown = {
      sort: [{ column: 0, descending: true }],
      filters: [{ column: 0, test: ">", value: "1" }],
      slice: null,
    };
    expect(await write("b.csv", "csv", { view: shown, columns: [0] })).toMatchObject({ rows: 2 });
    expect(await readFile(path.join(folder, "b.csv"), "utf8")).toBe(",n\r\na,3\r\nc,2\r\n");
    // Nothing is written over without leave, and nothing is left beside it.
    await writeFile(path.join(folder, "there.csv"), "mine");
    expect(await write("there.csv", "csv")).toEqual({ status: "cannot", why: "exists" });
    expect(await readFile(path.join(folder, "there.csv"), "utf8")).toBe("mine");
    expect(await write("there.csv", "csv", { replace: true })).toMatchObject({ status: "ok" });
    expect(await write("no/where.csv", "csv")).toMatchObject({ status: "cannot", why: "file" });
    expect(await write("df.npy", "npy")).toMatchObject({ status: "ok" });
    await client.run(
      `read = np.load(${JSON.stringify(path.join(folder, "df.npy"))}); names = read.dtype.names, read["n"].tolist()`,
    );
    expect(await (await data.open("names")).page()).toEqual([
      ["n", "t", "w"],
      ["3", "1", "2"],
    ]);
    const frame = await data.open("pf");
    expect(
      await data.ask({
        op: "export",
        ...frame.asked,
        view: PLAIN,
        format: "parquet",
        file: path.join(folder, "pf.parquet"),
        replace: false,
        columns: null,
      }),
    ).toMatchObject({ status: "ok", rows: 2 });
    await client.run(`back = pl.read_parquet(${JSON.stringify(path.join(folder, "pf.parquet"))})`);
    expect(await (await data.open("back")).page()).toEqual([
      ["3", "1.5"],
      ["null", "NaN"],
    ]);
    expect((await readdir(folder)).sort()).toEqual(["a.csv", "b.csv", "df.npy", "pf.parquet", "there.csv"]);
  });

  test("writing tells how far it is, goes on while code runs, and leaves nothing when it is cancelled", async () => {
    await client.run("big = pd.DataFrame(np.random.rand(1_000_000, 6))");
    const { asked } = await data.open("big");
    const running = client.send(
      `import os\nwhile not os.path.exists(${JSON.stringify(path.join(folder, "halt"))}): pass`,
    );
    await client.state("busy");
    const file = path.join(folder, "big.csv");
    const question = {
      op: "export",
      ...asked,
      view: PLAIN,
      format: "csv",
      file,
      replace: false,
      columns: null,
    } as const;
    await until("a part that is done", async () => {
      const answer = await data.once(question);
      return answer.status === "working" && (answer.done ?? 0) > 0;
    });
    expect((await readdir(folder)).filter((name) => name.startsWith(".big.csv"))).toHaveLength(1);
    expect(await data.once({ op: "cancel" })).toMatchObject({ status: "ok" });
    await until("nothing of it", async () => (await readdir(folder)).every((name) => !name.includes("big")));
    await writeFile(path.join(folder, "halt"), "");
    await running.then((id) => client.end(id));
  });

  test("a cell is assigned by code that fits its column, also where rows are sorted, and has a way back", async () => {
    await client.run(`
      ef = pd.DataFrame({"n": [3, 1, 2], "t": ["a", "b", None], "w": pd.to_datetime(["2026-01-01", None, "2026-01-03"])})
      cube = np.zeros((2, 3, 4)); rec = np.array([(1, "ab")], dtype=[("x", "u1"), ("y", "U3")])
      plain = [1, "a", None, object()]; d = {"a": 1}; pair = (1, 2)
    `);
    const edit = async (
      name: string,
      row: number,
      column: number,
      value: string | null,
      sort = PLAIN.sort,
    ) => {
      const { asked, slice, can } = await data.open(name);
      if (!can?.includes("edit")) return "never";
      const answer = await data.ask({
        op: "edit",
        ...asked,
        view: { ...PLAIN, slice, sort },
        row,
        column,
        value,
      });
      return answer.status === "ok" && answer.op === "edit"
        ? `${name}${answer.place} = ${answer.value} # ${answer.before}`
        : answer.status === "cannot" && answer.why;
    };
    expect(await edit("ef", 0, 0, "7", [{ column: 0, descending: true }])).toBe("ef.iat[0, 0] = 7 # 3");
    expect(await edit("ef", 1, 0, "7", [{ column: 0, descending: true }])).toBe("ef.iat[2, 0] = 7 # 2");
    expect(await edit("ef", 0, 0, "x")).toBe("value");
    expect(await edit("ef", 2, 1, "it's")).toMatch(/^ef\.iat\[2, 1\] = "it's" # (None|float\("nan"\))$/);
    expect(await edit("ef", 0, 2, "2026-05-05 10:00")).toBe(
      "ef.iat[0, 2] = '2026-05-05 10:00' # '2026-01-01 00:00:00'",
    );
    expect(await edit("cube", 1, 2, "9")).toBe("cube[0, 1, 2] = 9.0 # 0.0");
    expect(await edit("rec", 0, 0, "256")).toBe("value");
    expect(await edit("rec", 0, 1, "abcd")).toBe("value");
    expect(await edit("plain", 1, 0, "5")).toBe("plain[1] = '5' # 'a'");
    expect(await edit("plain", 3, 0, "5")).toBe("type");
    expect(await edit("d", 0, 0, "5")).toBe("d['a'] = 5 # 1");
    expect(await edit("pair", 0, 0, "5")).toBe("never");
    // Asking has changed nothing.
    expect(await (await data.open("ef")).page()).toEqual([
      ["3", "a", "2026-01-01 00:00:00"],
      ["1", "b", "NaT"],
      ["2", expect.any(String), "2026-01-03 00:00:00"],
    ]);
  });

  test("what is frozen stays as it was, whatever becomes of the variable, until it is followed again", async () => {
    for (const [made, changed, before, after] of [
      ["pd.DataFrame({'n': [1, 2]})", "kept.loc[0, 'n'] = 9", [["1"], ["2"]], [["9"], ["2"]]],
      ["pl.DataFrame({'n': [1, 2]})", "kept[0, 'n'] = 9", [["1"], ["2"]], [["9"], ["2"]]],
      ["np.array([1, 2])", "kept[0] = 9", [["1"], ["2"]], [["9"], ["2"]]],
      ["[1, 2]", "kept.append(3)", [["1"], ["2"]], [["1"], ["2"], ["3"]]],
    ] as const) {
      await client.run(`kept = ${made}`);
      const frozen = await data.open("kept", null, true);
      expect(frozen.can).toContain("freeze");
      // What is edited would be another thing.
      expect(frozen.can).not.toContain("edit");
      await client.run(changed);
      expect(await frozen.page(), made).toEqual(before);
      await client.run("del kept");
      // Asked anew, as when a part of it is sorted by: it is the same copy.
      const again = await data.open("kept", null, true);
      expect(again.version).toBe(frozen.version);
      expect(await again.page({ sort: [{ column: 0, descending: true }] })).toEqual([...before].reverse());
      await client.run(`kept = ${made}; ${changed}`);
      expect(await (await data.open("kept")).page(), made).toEqual(after);
    }
    await client.run("kept = np.zeros(63_000_000)");
    const path = ["a:kept"];
    expect(await data.ask({ op: "open", path, slice: null, frozen: true })).toEqual({
      status: "cannot",
      why: "size",
    });
    await client.run("del kept");
  });

  test("an index of pandas, an image, objects; a class that bears a package's name is none of its", async () => {
    await client.run(`
      from PIL import Image
      picture = Image.new("RGB", (3, 2), (9, 8, 7)); index = pd.MultiIndex.from_tuples([(1, "a"), (2, "b")], names=["n", None])
      class Table:
          def __getattr__(self, name): import os; os._exit(3)
      Table.__module__ = "pyarrow.lib"; fake = Table(); objects = np.array([1, "a", [2]], dtype=object)
    `);
    const image = await data.open("picture");
    expect(image).toMatchObject({ rows: 2, columns: 3, shape: [2, 3, 3], slice: [null, null, 0] });
    expect(await image.page()).toEqual([
      ["9", "9", "9"],
      ["9", "9", "9"],
    ]);
    expect(await (await data.open("picture", [null, null, 2])).page()).toEqual([
      ["7", "7", "7"],
      ["7", "7", "7"],
    ]);
    // A library would ask them for their class.
    await client.run(`
      class Asked:
          @property
          def __class__(self): import os; os._exit(3)
      asked = np.empty(2, dtype=object); asked[0] = Asked()
    `);
    const { asked } = await data.open("asked");
    const write = { op: "export", ...asked, view: PLAIN, replace: false, columns: null } as const;
    const to = path.join(folder, "asked");
    expect(await data.ask({ ...write, format: "parquet", file: `${to}.parquet` })).toEqual({
      status: "cannot",
      why: "type",
    });
    expect(await data.ask({ ...write, format: "csv", file: `${to}.csv` })).toMatchObject({ rows: 2 });
    expect(await (await data.open("index")).page()).toEqual([
      ["1", "a"],
      ["2", "b"],
    ]);
    expect(await (await data.open("objects")).page()).toEqual([["1"], ["a"], ["[2]"]]);
    expect(await data.ask({ op: "open", path: ["a:fake"], slice: null, frozen: false })).toEqual({
      status: "cannot",
      why: "type",
    });
    expect(client.status?.state).toBe("idle");
  });
});
