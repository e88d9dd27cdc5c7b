import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { DataView, ExportFormat } from "../../../../preload/contract/data";
import { endReadings, PLAIN, reading } from "../reading-fixture";

endReadings();

const CSV = 'n,x,s,w\n3,1.5,"a,""b""\nc",2026-03-04 22:10:05.5\n1,,λ,2026-03-05\n2,-2,,\n';

async function table(text = CSV) {
  const file = await reading("table.csv", text);
  const opened = await file.open();
  const at = (name: string) => join(dirname(file.path), name);
  const write = async (name: string, format: ExportFormat, view: Partial<DataView> = {}, more = {}) => {
    for (;;) {
      const answer = await file.ask({
        op: "export",
        ...opened.asked,
        view: { ...PLAIN, ...view },
        format,
        file: at(name),
        replace: false,
        columns: null,
        ...more,
      });
      if (answer.status !== "working") return answer;
    }
  };
  /** What a reader of the file that was written tells. */
  const read = async (name: string) => {
    const other = await (await reading(name, await readFile(at(name)))).open();
    return { rows: await other.page(), types: (await other.described()).map(({ type }) => type) };
  };
  return { at, write, read };
}

test("a file is written as CSV, as it was read, and as it is shown", async () => {
  const { at, write } = await table();
  expect(await write("a.csv", "csv")).toEqual({ status: "ok", op: "export", rows: 3 });
  expect(await readFile(at("a.csv"), "utf8")).toBe(
    'n,x,s,w\r\n3,1.5,"a,""b""\nc",2026-03-04 22:10:05.5\r\n1,,λ,2026-03-05\r\n2,-2,,\r\n',
  );
  const shown = {
    sort: [{ column: 0, descending: false }],
    filters: [{ column: 0, test: ">", value: "1" }],
  } as const;
  await write("b.csv", "csv", { sort: [...shown.sort], filters: [...shown.filters] }, { columns: [2, 0] });
  expect(await readFile(at("b.csv"), "utf8")).toBe('s,n\r\n,2\r\n"a,""b""\nc",3\r\n');
});

test("as Parquet and NPY it can be read again", async () => {
  const { write, read } = await table();
  expect(await write("a.parquet", "parquet")).toMatchObject({ rows: 3 });
  const { rows, types } = await read("a.parquet");
  expect(types).toEqual(["int64", "double", "string", expect.stringContaining("timestamp")]);
  expect(rows.map(([n, x, s]) => [n, x, s])).toEqual([
    ["3", "1.5", 'a,"b"\\nc'],
    ["1", "null", "λ"],
    ["2", "-2", "null"],
  ]);
  expect(rows[0]?.[3]).toContain("2026-03-04 22:10:05.5");
  expect(await write("a.npy", "npy")).toMatchObject({ rows: 3 });
  expect((await read("a.npy")).rows).toEqual([
    ["3", "1.5", 'a,"b"\\nc', "2026-03-04T22:10:05.500000"],
    ["1", "NaN", "λ", "2026-03-05T00:00:00.000000"],
    ["2", "-2", "", "NaT"],
  ]);
  const { write: plain, read: again } = await table("a,b\n1,2.5\n3,4\n");
  await plain("p.npy", "npy", {}, { columns: [1] });
  expect((await again("p.npy")).rows).toEqual([["2.5"], ["4"]]);
});

test("nothing is written over without leave; a value that has no place is said, and nothing is left", async () => {
  const { at, write } = await table(`n\n${"1\n".repeat(50_000)}word\n`);
  await writeFile(at("there.csv"), "mine");
  expect(await write("there.csv", "csv")).toEqual({ status: "cannot", why: "exists" });
  expect(await readFile(at("there.csv"), "utf8")).toBe("mine");
  expect(await write("there.csv", "csv", {}, { replace: true })).toMatchObject({ status: "ok" });
  expect(await write("a.parquet", "parquet")).toEqual({ status: "cannot", why: "type" });
  expect(await write("no/where.csv", "csv")).toEqual({ status: "cannot", why: "file", reason: "ENOENT" });
  expect((await readdir(at("."))).sort()).toEqual(["table.csv", "there.csv"]);
});

test("a long table is written in groups", async () => {
  const text = `a,b\n${Array.from({ length: 700_000 }, (_, at) => `${at},${at / 2}`).join("\n")}\n`;
  const { at, write } = await table(text);
  expect(await write("long.parquet", "parquet")).toMatchObject({ rows: 700_000 });
  const long = await (await reading("long.parquet", await readFile(at("long.parquet")))).open();
  expect(long.rows).toBe(700_000);
  expect((await long.page({ sort: [{ column: 0, descending: true }] }))[0]).toEqual(["699999", "349999.5"]);
});
