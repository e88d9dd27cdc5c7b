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
    expect(await (await data.open("names")).page()).toEqual([["('n', 't', 'w')"], ["[3, 1, 2]"]]);
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
});
