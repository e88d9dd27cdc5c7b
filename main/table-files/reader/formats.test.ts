import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endReadings, reading } from "./reading-fixture";

endReadings();

/** A .npy file of version 1. */
function npy(head: string, body: Uint8Array): Buffer {
  const text = Buffer.from(`${head}\n`);
  const prefix = Buffer.from("\x93NUMPY\x01\x00\x00\x00", "latin1");
  prefix.writeUInt16LE(text.length, 8);
  return Buffer.concat([prefix, text, body]);
}
const head = (descr: string, shape: string, fortran = "False") =>
  `{'descr': ${descr}, 'fortran_order': ${fortran}, 'shape': ${shape}, }`;
const bytesOf = (array: Float64Array | Float32Array | BigInt64Array) => new Uint8Array(array.buffer);

test("arrays: of two dimensions in either order, of three by parts, times and records", async () => {
  const six = bytesOf(Float64Array.of(1, 2, 3, 4, 5, Number.NaN));
  const rows = await (await reading("a.npy", npy(head("'<f8'", "(2, 3)"), six))).open();
  expect(await rows.page()).toEqual([
    ["1", "2", "3"],
    ["4", "5", "NaN"],
  ]);
  expect(await rows.page({ sort: [{ column: 0, descending: true }] }, [0])).toEqual([["4"], ["1"]]);
  const columns = await (await reading("b.npy", npy(head("'<f8'", "(2, 3)", "True"), six))).open();
  expect(await columns.page()).toEqual([
    ["1", "3", "5"],
    ["2", "4", "NaN"],
  ]);
  const cube = await reading("c.npy", npy(head("'<f8'", "(3, 1, 2)"), six));
  expect(await (await cube.open()).page()).toEqual([["1", "2"]]);
  expect(await (await cube.open([2, null, null])).page()).toEqual([["5", "NaN"]]);
  const times = bytesOf(BigInt64Array.of(0n, -1n, -(2n ** 63n)));
  const when = await (await reading("d.npy", npy(head("'<M8[ns]'", "(3,)"), times))).open();
  expect((await when.page()).flat()).toEqual([
    "1970-01-01T00:00:00.000000000",
    "1969-12-31T23:59:59.999999999",
    "NaT",
  ]);
  const small = await (
    await reading("e.npy", npy(head("'<f4'", "(2,)"), bytesOf(Float32Array.of(0.1, 1e10))))
  ).open();
  expect((await small.page()).flat()).toEqual(["0.1", "10000000000"]);
  const record = Buffer.concat([Buffer.from(Float64Array.of(1.5).buffer), Buffer.from("ab\0")]);
  const records = npy(head("[('x', '<f8'), ('name', '|S3')]", "(1,)"), record);
  expect(await (await (await reading("f.npy", records)).open()).page()).toEqual([["1.5", "ab"]]);
});

test("arrays that end too early, are pickled, or are none say so", async () => {
  const problem = async (name: string, content: Buffer) =>
    (await (await reading(name, content)).settled()).problem;
  expect(await problem("a.npy", npy(head("'<f8'", "(2, 3)"), Buffer.alloc(40)))).toBe("truncated");
  expect(await problem("b.npy", npy(head("'|O'", "(2,)"), Buffer.alloc(40)))).toBe("feature");
  expect(await problem("c.npy", Buffer.from("hello"))).toBe("format");
  expect(await problem("d.npz", Buffer.from("PK\x03\x04 and no more"))).toBe("truncated");
  expect(await problem("e.parquet", Buffer.from("PAR1 and no more"))).toBe("truncated");
  expect(await problem("f.parquet", Buffer.from("something else"))).toBe("format");
  expect(await problem("g.jsonl", Buffer.from("no json\nat all\n"))).toBe("format");
});

test("JSON Lines: a column for each key, whatever is in a line", async () => {
  const lines = '{"x":1,"name":"a"}\n{"x":2.5,"more":[1,{"y":2}]}\nnot json\n{"__proto__":1,"x":null}\n';
  const table = await (await reading("a.jsonl", lines)).open();
  expect((await table.described()).map(({ name, type }) => `${name} ${type}`)).toEqual([
    "x float64",
    "name text",
    "more object",
    "value text",
    "__proto__ int64",
  ]);
  expect(await table.page()).toEqual([
    ["1", "a", "", "", ""],
    ["2.5", "", '[1,{"y":2}]', "", ""],
    ["", "", "", "not json", ""],
    ["null", "", "", "", "1"],
  ]);
});

test("Parquet, Feather and archives of arrays as pandas and NumPy write them", async () => {
  const fixtures = join(__dirname, "../../../tests/unit/tables");
  const parquet = await (await reading("a.parquet", await readFile(join(fixtures, "snappy.parquet")))).open();
  expect((await parquet.described()).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    "flux number",
    "name text",
    "night time",
    "count number",
  ]);
  expect(await parquet.page()).toEqual([
    ["1.5", "ä", "2026-03-04", "9007199254740993"],
    ["NaN", "null", "null", "2"],
    ["-2", "<b>", "2026-03-05 06:07:08", "3"],
  ]);
  const npz = await reading("a.npz", await readFile(join(fixtures, "packed.npz")));
  expect(await (await npz.open()).page()).toEqual([["0"], ["1"], ["2"]]);
  expect(npz.states.at(-1)?.parts).toEqual(["x", "y"]);
  const arrow = await (await reading("a.feather", await readFile(join(fixtures, "lz4.feather")))).open();
  expect(await arrow.page()).toEqual(await parquet.page());
});
