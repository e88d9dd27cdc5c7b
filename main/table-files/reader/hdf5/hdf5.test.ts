import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endReadings, reading } from "../reading-fixture";

endReadings();

/** As h5py wrote it. */
const groups = () => readFile(join(__dirname, "../../../../tests/unit/tables/groups.h5"));
const part = async (name: string) => (await reading("a.h5", await groups(), { part: name })).open();

test("the datasets of all groups are told once, and each is a table", async () => {
  const file = await reading("a.h5", await groups());
  await file.open();
  expect(file.states.at(-1)).toMatchObject({
    format: "hdf5",
    options: { part: "/night/raw/cube" },
    parts: [
      "/lists",
      "/names",
      "/night/raw/cube",
      "/night/raw/flux",
      "/nothing",
      "/refs",
      "/scalar",
      "/state",
      "/table",
    ],
  });
  expect(await (await part("/lists")).page()).toEqual([["[1, 2, 3]"], ["[]"]]);
  const flux = await part("/night/raw/flux");
  expect(flux).toMatchObject({ type: "dataset float32", rows: 4, columns: 3, dialect: "numpy" });
  expect(await flux.page({ sort: [{ column: 1, descending: true }] })).toEqual([
    ["0.9", "1", "1.1"],
    ["0.6", "0.7", "0.8"],
    ["0.3", "0.4", "0.5"],
    ["0", "0.1", "0.2"],
  ]);
  expect(await (await part("/names")).page()).toEqual([["ä"], ["<b>\\x1b"], [""]]);
  expect(await (await part("/state")).page()).toEqual([["off"], ["on"], ["off"]]);
  expect(await (await part("/scalar")).page()).toEqual([["42"]]);
  expect(await part("/nothing")).toMatchObject({ rows: 0 });
  expect((await (await part("/refs")).page())[0]?.[0]).toMatch(/^b'[0-9a-f]{16}'$/);
});

test("records have a column for each member, of any type", async () => {
  const table = await part("/table");
  expect((await table.described()).map(({ name, type, kind }) => `${name} ${type} ${kind}`)).toEqual([
    "x float64 number",
    "name S3 text",
    "ok bool boolean",
    "half float16 number",
    "z complex other",
    "pair array 2 other",
  ]);
  expect(await table.page()).toEqual([
    ["1.5", "ab", "True", "0.5", "(1+2j)", "[1, 2]"],
    ["NaN", "c", "False", "inf", "(-0-1j)", "[3, 4]"],
  ]);
  const kept = await table.page({ filters: [{ column: 1, test: "=", value: "c" }] }, [1]);
  expect(kept).toEqual([["c"]]);
});

test("of more than two dimensions a part is shown, and whole numbers keep their digits", async () => {
  const file = await reading("a.h5", await groups(), { part: "/night/raw/cube" });
  const cube = await file.open();
  expect(cube).toMatchObject({ shape: [2, 3, 4], slice: [0, null, null] });
  expect((await cube.page())[0]).toEqual([
    "9007199254740992",
    "9007199254740993",
    "9007199254740994",
    "9007199254740995",
  ]);
  const other = await file.open([null, 2, null]);
  expect((await other.page({ slice: [null, 2, null] })).map(([cell]) => cell)).toEqual([
    "9007199254741000",
    "9007199254741012",
  ]);
});

test("files that end too early, are older, or none say so; one that is removed is read on", async () => {
  const whole = await groups();
  const problem = async (name: string, content: Uint8Array) =>
    (await (await reading(name, content)).settled()).problem;
  expect(await problem("a.h5", whole.subarray(0, whole.length - 1))).toBe("truncated");
  expect(await problem("b.h5", whole.subarray(0, 40))).toBe("truncated");
  expect(await problem("c.h5", Buffer.from("hello, I am no such file"))).toBe("format");
  expect(await problem("d.nc", Buffer.from("CDF\x01 and more"))).toBe("feature");
  expect(await problem("e.mat", Buffer.from("MATLAB 5.0 MAT-file"))).toBe("feature");
  // What its tables of contents say is nonsense.
  const broken = Buffer.from(whole);
  broken.fill(0xff, 96, whole.length);
  expect(await problem("f.h5", broken)).toMatch(/^(?:format|empty)$/);
  const file = await reading("g.h5", whole, { part: "/night/raw/flux" });
  const flux = await file.open();
  await rm(file.path);
  await file.until(({ gone }) => gone);
  expect((await flux.page())[3]).toEqual(["0.9", "1", "1.1"]);
});
